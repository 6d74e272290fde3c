package org.schoolgate.classifier.index;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.schoolgate.benchmarks.GeneratedDomains;
import org.schoolgate.benchmarks.Tools;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.CategoryTable;

/**
 * What an index of many domains takes, in time and memory, in one table: {@code
 * benchmarks/run-lists [DOMAINS]}. Times of look-ups are of one thread with all else quiet, each
 * with the hash of the name and the walk over its parents.
 */
public final class ListsRun {

  private static final int DOMAINS = 10_000_000;
  private static final int QUERIES = 1_000_000;
  private static final int ROUNDS = 5;
  private static final int PROBLEMS_MAX = 10;
  private static final int PUBLISHED = 3;
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final long SEED = 20240301;
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
    Path list = write();
    System.out.printf(Locale.ROOT, "%,d domains, %,d bytes of text%n", domains, Files.size(list));
    long cpu = cpuNanos();
    long start = System.nanoTime();
    IndexLayer compiled = layer(list);
    print(
        "compiled from text",
        "%.2f s (%.2f s of one core)",
        since(start),
        (cpuNanos() - cpu) / 1e9);
    double perDomain = (double) compiled.bytes() / compiled.keyCount();
    print("bytes a domain, filter and all", "%.2f", perDomain);
    start = System.nanoTime();
    IndexLayer opened = IndexFile.open(file(), compiled.hash(), CategoryTable.builtIn());
    print("opened", "%.2f ms", since(start) * 1e3);
    start = System.nanoTime();
    boolean whole = opened.isWhole();
    print("checked from end to end", "%.1f ms%s", since(start) * 1e3, whole ? "" : ", NOT WHOLE");
    lookUps(opened);
    publish(list, opened);
    child();
  }

  private Path write() throws IOException {
    Path file = scratch.resolve("domains");
    Random random = new Random(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < domains; i++) {
        out.write(GeneratedDomains.name(i, random));
        out.newLine();
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    return file;
  }

  private Path file() {
    return scratch.resolve("compiled").resolve("run.index");
  }

  private IndexLayer layer(Path list) throws IOException {
    ListFile file =
        new ListFile(
            list,
            "run",
            CategoryTable.builtIn().find(BuiltInCategory.GAMBLING.id()).orElseThrow(),
            EntryMeaning.COVERS,
            "domains");
    return IndexFolder.open(scratch.resolve("compiled"), new SecureRandom())
        .layer("run", List.of(file), CategoryTable.builtIn(), null, ListsRun::read, PROBLEMS_MAX);
  }

  private static void read(ListFile list, KeyWriter into, Problems problems) throws IOException {
    try (InputStream in = Files.newInputStream(list.path())) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        if (!into.addCanonicalName(lines.buffer(), lines.from(), lines.to())) {
          problems.add("no name");
        }
      }
    }
  }

  private void lookUps(IndexLayer layer) {
    List<String> listed = new ArrayList<>(QUERIES);
    List<String> others = new ArrayList<>(QUERIES);
    List<String> common = new ArrayList<>(QUERIES);
    Random names = new Random(SEED);
    Random chosen = new Random(SEED + 1);
    double share = (double) QUERIES / domains;
    for (int i = 0; i < domains && listed.size() < QUERIES; i++) {
      String name = GeneratedDomains.name(i, names);
      if (chosen.nextDouble() < share) {
        listed.add("www." + name);
      }
    }
    for (int i = 0; i < QUERIES; i++) {
      others.add("cdn" + i + "." + GeneratedDomains.name(domains + i, chosen));
      double skewed = chosen.nextDouble();
      int rank = (int) (Math.pow(skewed, 4) * 20_000);
      common.add(rank % 5 == 0 ? listed.get(rank % listed.size()) : "www.popular" + rank + ".com");
    }
    Collections.shuffle(listed, chosen);
    print("listed (www. and one of the domains)", "%.0f ns", nanosEach(layer, listed, true));
    print("not listed, two parents", "%.0f ns", nanosEach(layer, others, false));
    print(
        "as people ask, 20,000 names, a fifth listed", "%.0f ns", nanosEach(layer, common, false));
  }

  private static double nanosEach(IndexLayer layer, List<String> queries, boolean allFound) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      int found = 0;
      for (String query : queries) {
        found += isListed(layer, query) ? 1 : 0;
      }
      best = Math.min(best, (double) (System.nanoTime() - start) / queries.size());
      if (allFound && found != queries.size()) {
        throw new IllegalStateException("only " + found + " were found");
      }
    }
    return best;
  }

  /** The name and all its parents, as on the way of a request. */
  private static boolean isListed(IndexLayer layer, String host) {
    HostHash hash = layer.hash().names();
    long state = hash.start();
    boolean found = false;
    boolean isTop = true;
    for (int i = host.length() - 1; i >= 0; i--) {
      char c = host.charAt(i);
      if (c == '.') {
        found |= (!isTop || layer.hasTopLevel()) && layer.setOf(hash.finish(state)) != 0;
        isTop = false;
      }
      state = hash.add(state, c);
    }
    return layer.setOf(hash.finish(state)) != 0 || found;
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
                  Tools.delete(scratch.resolve("compiled"));
                  inForce.set(layer(list));
                }
              } catch (IOException failed) {
                failure.set(failed);
              }
            },
            "publisher");
    Random random = new Random(SEED);
    String[] asked = new String[1 << 16];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = "www." + GeneratedDomains.name(random.nextInt(domains), random);
    }
    int[] micros = new int[200_000];
    long answers = 0;
    long longest = 0;
    publisher.start();
    while (publisher.isAlive()) {
      for (int i = 0; i < asked.length; i++) {
        long start = System.nanoTime();
        isListed(Objects.requireNonNull(inForce.get()), asked[i]);
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
    IndexLayer layer = layer(scratch.resolve("domains"));
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < domains; i++) {
      found += isListed(layer, GeneratedDomains.name(i, random)) ? 1 : 0;
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
