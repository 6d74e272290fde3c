package org.schoolgate.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load: wrk, asking a proxy for one page over kept-alive connections for some seconds. */
final class Wrk {

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern WRONG = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+(\\S+)");

  /**
   * What one load came to.
   *
   * @param requests answered
   * @param wrong answered with another status than 2xx or 3xx
   * @param perSecond requests a second
   * @param p99 the latency that 99 % of requests kept, as wrk prints it
   */
  record Load(long requests, long wrong, double perSecond, String p99) {}

  private final String program;
  private final Path scratch;
  private final int connections;

  Wrk(String program, Path scratch, int connections) {
    this.program = program;
    this.scratch = scratch;
    this.connections = connections;
  }

  /** Asks the origin itself, or through the proxy on another port of the loopback address. */
  Load run(int port, PageOrigin origin, PageOrigin.Page page, int seconds)
      throws IOException, InterruptedException {
    Path script = scratch.resolve("request.lua");
    Files.writeString(
        script,
        """
        local asked = wrk.format("GET", "%s", { ["Host"] = "%s", ["User-Agent"] = "load" })
        request = function() return asked end
        """
            .formatted(port == origin.port() ? page.path() : origin.url(page), origin.authority()));
    Process wrk =
        new ProcessBuilder(
                List.of(
                    program,
                    "-t2",
                    "-c" + connections,
                    "-d" + seconds + "s",
                    "--latency",
                    "-s",
                    script.toString(),
                    "http://127.0.0.1:" + port))
            .redirectErrorStream(true)
            .start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0) {
      throw new IOException("wrk failed: " + said);
    }
    return new Load(
        Long.parseLong(first(REQUESTS, said, "0")),
        Long.parseLong(first(WRONG, said, "0")),
        Double.parseDouble(first(RATE, said, "0")),
        first(P99, said, "?"));
  }

  private static String first(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }
}
