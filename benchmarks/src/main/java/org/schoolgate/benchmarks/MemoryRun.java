package org.schoolgate.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * How long the gateway takes from the start of its process to its first answer, and how much memory
 * it then holds, with the lists of a large school: 500,000 generated domains on top of those in
 * {@code etc/}. The first answer is to a request for the last domain of the list, so an answer
 * means that the lists are in.
 */
public final class MemoryRun {

  private static final int DOMAINS = 500_000;
  private static final long ANSWER_WITHIN_NANOS = Duration.ofSeconds(60).toNanos();
  private static final int REQUESTS_AFTER = 2_000;

  private MemoryRun() {}

  /** Prints one line per figure; the number of domains may be given. */
  public static void main(String[] arguments) throws Exception {
    int domains = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DOMAINS;
    Path scratch = Files.createTempDirectory("schoolgate-memory");
    try {
      Path config = scratch.resolve("etc");
      Path data = scratch.resolve("var");
      Tools.copy(Tools.home().resolve("etc"), config);
      String last =
          GeneratedDomains.write(data.resolve("lists/generated/gambling/domains"), domains);

      long began = System.nanoTime();
      try (GatewayUnderLoad gateway = GatewayUnderLoad.start("gateway", scratch, config, data)) {
        String status = firstAnswer(gateway, last, began);
        long millis = (System.nanoTime() - began) / 1_000_000;
        long atFirst = gateway.child().rssKib();
        for (int i = 0; i < REQUESTS_AFTER; i++) {
          ask(gateway.port(), "n" + i + "." + last);
        }
        System.out.printf(Locale.ROOT, "domains                 %d%n", domains);
        System.out.printf(Locale.ROOT, "first answer            %s%n", status);
        System.out.printf(Locale.ROOT, "start to first answer   %d ms%n", millis);
        System.out.printf(Locale.ROOT, "RSS at first answer     %d MB%n", atFirst / 1024);
        System.out.printf(
            Locale.ROOT,
            "RSS after %d requests %d MB%n",
            REQUESTS_AFTER,
            gateway.child().rssKib() / 1024);
      }
    } finally {
      Tools.delete(scratch);
    }
  }

  private static String firstAnswer(GatewayUnderLoad gateway, String host, long began)
      throws Exception {
    while (System.nanoTime() - began < ANSWER_WITHIN_NANOS) {
      try {
        return ask(gateway.port(), host);
      } catch (IOException notYet) {
        gateway.child().awaitAMoment();
      }
    }
    gateway.child().awaitLine("ready", Duration.ofMillis(1));
    throw new IOException("no answer within a minute");
  }

  private static String ask(int port, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("GET http://" + host + "/ HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (answer.isEmpty()) {
        throw new IOException("closed without an answer");
      }
      return answer.lines().findFirst().orElse("");
    }
  }
}
