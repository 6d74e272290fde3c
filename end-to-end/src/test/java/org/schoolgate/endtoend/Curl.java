package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Real curl, asking through a gateway from one address; it trusts the gateway alone. */
final class Curl {

  private static final int SECONDS_MAX = 30;

  private final List<String> start;
  private final List<String> proxy;
  private final String from;
  private final Path authorityFile;

  Curl(RunningGateway gateway, String from) {
    this(gateway.port(), gateway.authorityFile(), from);
  }

  /**
   * @param authorityFile whom it trusts
   */
  Curl(int proxyPort, Path authorityFile, String from) {
    this(
        List.of("curl"),
        List.of("--noproxy", "", "--proxy", "http://127.0.0.1:" + proxyPort),
        authorityFile,
        from);
  }

  private Curl(List<String> start, List<String> proxy, Path authorityFile, String from) {
    this.start = start;
    this.proxy = proxy;
    this.authorityFile = authorityFile;
    this.from = from;
  }

  /** One on a device that knows of no proxy. */
  static Curl on(List<String> device, Path authorityFile, String from) {
    return new Curl(Tool.line(device, "curl"), List.of("--noproxy", "*"), authorityFile, from);
  }

  /**
   * What curl got.
   *
   * @param exit status of curl: 0 when it got a whole answer
   * @param head the last response's status line and headers, in lower case
   * @param body of the last response
   */
  record Answer(int exit, String head, String body) {

    /** The status of the last response; 0 if there was none. */
    int status() {
      int at = head.indexOf(' ') + 1;
      return head.startsWith("http/") ? Integer.parseInt(head.substring(at, at + 3)) : 0;
    }

    /** The version that was spoken: {@code http/1.1} or {@code http/2}; empty if none was. */
    String version() {
      return head.startsWith("http/") ? head.substring(0, head.indexOf(' ')) : "";
    }

    /** The value of a header; the empty string if there is none. */
    String header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.lines()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst()
          .orElse("");
    }

    /** What the gateway decided, as its header says; the empty string on an ordinary answer. */
    String decision() {
      return header("schoolgate-decision");
    }
  }

  /** Asks for a URL, with further options of curl. */
  Answer get(String url, String... options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("curl");
    Path head = folder.resolve("head");
    Path body = folder.resolve("body");
    Path said = folder.resolve("said");
    try {
      List<String> line = new ArrayList<>(start);
      line.addAll(List.of("--silent", "--show-error", "--path-as-is"));
      line.addAll(List.of("--cacert", authorityFile.toString()));
      line.addAll(proxy);
      line.addAll(List.of("--interface", from, "--max-time", Integer.toString(SECONDS_MAX)));
      line.addAll(List.of("--dump-header", head.toString(), "--output", body.toString()));
      line.addAll(List.of(options));
      line.add(url);
      Process curl =
          new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      if (!curl.waitFor(SECONDS_MAX + 10L, TimeUnit.SECONDS)) {
        curl.destroyForcibly();
        throw new IOException("curl does not end: " + url);
      }
      return new Answer(curl.exitValue(), lastHead(read(head)), read(body));
    } finally {
      for (Path file : List.of(head, body, said, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** The answer to CONNECT comes before the one that counts, which is the last. */
  private static String lastHead(String heads) {
    String text = heads.replace("\r", "").strip().toLowerCase(Locale.ROOT);
    return text.substring(text.lastIndexOf("\n\n") < 0 ? 0 : text.lastIndexOf("\n\n") + 2);
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }
}
