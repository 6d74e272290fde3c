package org.schoolgate.classifier.index;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.schoolgate.benchmarks.GeneratedDomains;
import org.schoolgate.benchmarks.ListPeers;
import org.schoolgate.benchmarks.Tools;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;

/**
 * What an index of many domains takes, in time and memory, in one table: {@code
 * benchmarks/run-lists [DOMAINS]}. {@link IndexBenchmark} has the time of a look-up.
 */
public final class ListsRun {

  private static final int DOMAINS = 10_000_000;
  private static final int PUBLISHED = 3;

  /** More would take some of them more memory than a machine may have. */
  private static final int PEER_DOMAINS = 1_000_000;

  private final Path scratch;
  private final int domains;

  private ListsRun(Path scratch, int domains) {
    this.scratch = scratch;
    this.domains = domains;
  }

  /** Runs it; with {@code hold}, as the child that says how much memory an index takes. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 3 && arguments[0].equals("hold")) {
      new ListsRun(Path.of(arguments[1]), Integer.parseInt(arguments[2])).hold();
      return;
    }
    int domains = arguments.length == 0 ? DOMAINS : Integer.parseInt(arguments[0]);
    Path scratch = Files.createTempDirectory("schoolgate-run-lists");
    try {
      new ListsRun(scratch, domains).run();
    } finally {
      Tools.delete(scratch);
    }
  }

  private void run() throws Exception {
    Path list = CompiledDomains.write(scratch, domains);
    System.out.printf(Locale.ROOT, "%,d domains, %,d bytes of text%n", domains, Files.size(list));
    long cpu = cpuNanos();
    long start = System.nanoTime();
    IndexLayer compiled = CompiledDomains.compile(scratch, list);
    print(
        "compiled from text",
        "%.2f s (%.2f s of one core)",
        since(start),
        (cpuNanos() - cpu) / 1e9);
    double perDomain = (double) compiled.bytes() / compiled.keyCount();
    print("bytes a domain, filter and all", "%.2f", perDomain);
    start = System.nanoTime();
    IndexLayer opened =
        IndexFile.open(CompiledDomains.file(scratch), compiled.hash(), CategoryTable.builtIn());
    print("opened", "%.2f ms", since(start) * 1e3);
    start = System.nanoTime();
    boolean whole = opened.isWhole();
    print("checked from end to end", "%.1f ms%s", since(start) * 1e3, whole ? "" : ", NOT WHOLE");
    publish(list, opened);
    child();
    ListPeers.run(scratch, list, Math.min(domains, PEER_DOMAINS));
  }

  /** How long answers take while new indexes are made and put in force. */
  private void publish(Path list, IndexLayer first) throws Exception {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    AtomicReference<IndexLayer> inForce = new AtomicReference<>(first);
    Thread publisher =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < PUBLISHED; i++) {
                  Tools.delete(CompiledDomains.folder(scratch));
                  inForce.set(CompiledDomains.compile(scratch, list));
                }
              } catch (IOException failed) {
                failure.set(failed);
              }
            },
            "publisher");
    Random random = new Random(CompiledDomains.SEED);
    HostName[] asked = new HostName[1 << 16];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = HostName.parse("www." + GeneratedDomains.name(random.nextInt(domains), random));
    }
    int[] micros = new int[200_000];
    long answers = 0;
    long longest = 0;
    publisher.start();
    while (publisher.isAlive()) {
      for (int i = 0; i < asked.length; i++) {
        long start = System.nanoTime();
        CompiledDomains.isListed(Objects.requireNonNull(inForce.get()), asked[i]);
        long nanos = System.nanoTime() - start;
        micros[(int) Math.min(micros.length - 1, TimeUnit.NANOSECONDS.toMicros(nanos))]++;
        longest = Math.max(longest, nanos);
        answers++;
      }
    }
    publisher.join();
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
    long within = 0;
    int at = 0;
    while (within < answers * 0.999) {
      within += micros[at++];
    }
    print(
        "while " + PUBLISHED + " new ones are made and put in force",
        "99.9 %% of %,d answers within %d us, the longest %.1f ms",
        answers,
        at,
        longest / 1e6);
  }

  private void child() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                ListsRun.class.getName(),
                "hold",
                scratch.toString(),
                Integer.toString(domains))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    System.out.print(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    if (child.waitFor() != 0) {
      throw new IllegalStateException("the child failed");
    }
  }

  private void hold() throws IOException {
    IndexLayer layer = CompiledDomains.compile(scratch, scratch.resolve("domains"));
    Random random = new Random(CompiledDomains.SEED);
    int found = 0;
    for (int i = 0; i < domains; i++) {
      found +=
          CompiledDomains.isListed(layer, HostName.parse(GeneratedDomains.name(i, random))) ? 1 : 0;
    }
    String memory =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .findFirst()
            .orElseThrow();
    print(
        "memory of a process that has asked for all of them",
        "%d MB, %,d found",
        Integer.parseInt(memory) / 1024,
        found);
  }

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void print(String what, String form, Object... values) {
    System.out.printf(Locale.ROOT, "%-52s %s%n", what, String.format(Locale.ROOT, form, values));
  }
}
