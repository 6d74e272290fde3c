package org.schoolgate.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One measured program: started, waited for, looked at through {@code /proc}, and stopped. */
final class Child implements AutoCloseable {

  /** The kernel reports processor time in ticks of this length, whatever its own timer does. */
  private static final long MICROS_PER_TICK = 10_000;

  private static final Pattern RSS = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final String name;
  private final Process process;
  private final Path log;

  private Child(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * @param scratch the folder that gets {@code NAME.log}, with all that the program says
   */
  static Child start(
      String name, Path scratch, Map<String, String> environment, List<String> command)
      throws IOException {
    Path log = scratch.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return new Child(name, builder.start(), log);
  }

  /** A port of the loopback address that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Waits until the program listens on a port of the loopback address. */
  void awaitPort(int port, Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        return;
      } catch (IOException notYet) {
        process.waitFor(10, TimeUnit.MILLISECONDS);
      }
    }
    throw new IOException(name + " does not listen on port " + port + ": " + tail());
  }

  /** Waits until the program has printed a line that begins with a word. */
  void awaitLine(String word, Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try (BufferedReader reader = Files.newBufferedReader(log)) {
        if (reader.lines().anyMatch(line -> line.startsWith(word))) {
          return;
        }
      }
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new IOException(name + " did not print " + word + ": " + tail());
  }

  /** Waits until the program has had nothing to do for half a second. */
  void awaitIdle() throws IOException, InterruptedException {
    long before = -1;
    for (long now = cpuMicros(); now != before; now = cpuMicros()) {
      before = now;
      if (process.waitFor(500, TimeUnit.MILLISECONDS)) {
        throw new IOException(name + " has ended: " + tail());
      }
    }
  }

  /** Gives the program a hundredth of a second. */
  void awaitAMoment() throws IOException, InterruptedException {
    if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
      throw new IOException(name + " has ended: " + tail());
    }
  }

  /** Processor time of the program and of the processes it started, user and system. */
  long cpuMicros() throws IOException {
    return cpuMicros(family());
  }

  /** Processor time of the program alone. */
  long ownCpuMicros() throws IOException {
    return cpuMicros(List.of(process.pid()));
  }

  private static long cpuMicros(List<Long> pids) throws IOException {
    long ticks = 0;
    for (long pid : pids) {
      String stat = proc(pid, "stat");
      if (stat.isEmpty()) {
        continue;
      }
      // The name in parentheses may hold spaces; the fields are counted after it.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
    return ticks * MICROS_PER_TICK;
  }

  /** Resident memory of the program and of the processes it started. */
  long rssKib() throws IOException {
    long kib = 0;
    for (long pid : family()) {
      Matcher rss = RSS.matcher(proc(pid, "status"));
      kib += rss.find() ? Long.parseLong(rss.group(1)) : 0;
    }
    return kib;
  }

  /** What the kernel says of a process; nothing of one that has ended meanwhile. */
  private static String proc(long pid, String what) throws IOException {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/" + what));
    } catch (NoSuchFileException ended) {
      return "";
    }
  }

  private List<Long> family() {
    List<Long> pids = new ArrayList<>();
    pids.add(process.pid());
    process.descendants().forEach(descendant -> pids.add(descendant.pid()));
    return pids;
  }

  private String tail() throws IOException {
    List<String> lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
