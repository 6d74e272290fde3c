package org.schoolgate.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A load of so many requests a second, however fast they are answered, and how long each took: from
 * when it was due, if the one before it on its connection was still under way then (Tene, "How not
 * to measure latency"), and else from when it was sent.
 */
final class PacedLoad {

  private static final int CONNECTIONS = 16;

  /**
   * What half and ninety-nine in a hundred of all requests took at most.
   *
   * @param p50Micros microseconds
   * @param p99Micros microseconds
   */
  record Latency(double p50Micros, double p99Micros) {}

  private PacedLoad() {}

  /**
   * Asks for some seconds.
   *
   * @param url what stands in the request line
   * @param perSecond requests over all connections
   */
  static Latency run(int port, String url, String authority, double perSecond, int seconds)
      throws Exception {
    byte[] request =
        ("GET " + url + " HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: load\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    long gapNanos = (long) (CONNECTIONS * 1e9 / perSecond);
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Callable<long[]>> clients = new ArrayList<>();
      long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
      for (int i = 0; i < CONNECTIONS; i++) {
        long first = begin + i * gapNanos / CONNECTIONS;
        clients.add(() -> ask(port, request, first, gapNanos, seconds));
      }
      List<long[]> took = new ArrayList<>();
      for (Future<long[]> client : threads.invokeAll(clients)) {
        took.add(client.get());
      }
      long[] all = took.stream().flatMapToLong(Arrays::stream).sorted().toArray();
      return new Latency(at(all, 0.50), at(all, 0.99));
    } finally {
      threads.shutdownNow();
    }
  }

  private static double at(long[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * part))] / 1e3;
  }

  private static long[] ask(int port, byte[] request, long first, long gapNanos, int seconds)
      throws IOException {
    int count = (int) Math.max(1, TimeUnit.SECONDS.toNanos(seconds) / gapNanos);
    long[] took = new long[count];
    Connection connection = new Connection(port);
    try {
      for (int i = 0; i < count; i++) {
        long due = first + i * gapNanos;
        boolean late = System.nanoTime() >= due;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        long from = late && i > 0 ? due : System.nanoTime();
        try {
          connection.ask(request);
        } catch (IOException ended) {
          // Some proxies close a connection after so many requests: the next one is on their time.
          connection.close();
          connection = new Connection(port);
          connection.ask(request);
        }
        took[i] = System.nanoTime() - from;
      }
    } finally {
      connection.close();
    }
    return took;
  }

  /** One connection that is kept alive. */
  private static final class Connection {
    private final Socket socket;
    private final InputStream in;

    Connection(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(30_000);
      in = new BufferedInputStream(socket.getInputStream(), 1 << 17);
    }

    void ask(byte[] request) throws IOException {
      socket.getOutputStream().write(request);
      readAnswer(in);
    }

    void close() throws IOException {
      socket.close();
    }
  }

  /** Reads one answer, whose body has a length or comes in chunks. */
  static void readAnswer(InputStream in) throws IOException {
    long length = -1;
    boolean chunked = false;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = true;
      }
    }
    if (chunked) {
      for (int size = size(in); size > 0; size = size(in)) {
        in.skipNBytes(size + 2L);
      }
      String unused = line(in);
    } else if (length >= 0) {
      in.skipNBytes(length);
    } else {
      throw new IOException("an answer without a length");
    }
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
