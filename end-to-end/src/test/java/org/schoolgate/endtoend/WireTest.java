package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/1.1 as clients speak it, well and badly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WireTest {

  private static final Pattern REFERENCE = Pattern.compile("(?i)schoolgate-reference: SG-\\w+-\\w");

  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  WireTest() throws Exception {
    school = School.open();
    site = new Site();
    gateway = school.run();
  }

  @AfterAll
  void close() throws Exception {
    gateway.close();
    site.close();
    school.close();
  }

  @Test
  void connectionsAreKept() throws Exception {
    int before = site.connections();
    try (RawClient client = new RawClient(gateway)) {
      for (int i = 0; i < 20; i++) {
        client.send(RawClient.request("GET", site.url("/echo")));
        String head = client.readUntil("\r\n\r\n");
        assertTrue(head.startsWith("HTTP/1.1 200"), head);
        String unused = client.readUntil("\r\n\r\n");
      }
    }
    assertTrue(site.connections() - before <= 1, "twenty requests took more than one connection");
  }

  @Test
  void pipelinedAnswersComeInOrder() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      requests.append(RawClient.request("GET", site.url("/page-" + i)));
      requests.append(RawClient.request("GET", "http://www.pornhub.com/page-" + i));
    }
    requests.append(RawClient.request("GET", site.url("/last"), "Connection: close"));
    try (RawClient client = new RawClient(gateway)) {
      String answers = client.send(requests.toString()).readAll();
      int at = 0;
      for (int i = 0; i < 10; i++) {
        at = found(answers, "Hello from /page-" + i + ".", at);
        at = found(answers, "HTTP/1.1 403", at);
      }
      assertTrue(answers.indexOf("Hello from /last.", at) > at, answers);
    }
  }

  private static int found(String text, String part, int from) {
    int at = text.indexOf(part, from);
    assertTrue(at >= 0, () -> "'" + part + "' is not after " + from + " in " + text);
    return at;
  }

  /** Requests that no stage may have to guess about. */
  static Stream<Arguments> malformed() {
    String get = "GET http://127.0.0.1:9/ HTTP/1.1\r\nHost: 127.0.0.1:9\r\n";
    String post = "POST http://127.0.0.1:9/ HTTP/1.1\r\nHost: 127.0.0.1:9\r\n";
    return Stream.of(
        Arguments.of("no HTTP at all", "hello there\r\n\r\n"),
        Arguments.of("no version", "GET http://127.0.0.1:9/\r\n\r\n"),
        Arguments.of(
            "two spaces", "GET  http://127.0.0.1:9/ HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n"),
        Arguments.of(
            "a control character in the target",
            "GET http://127.0.0.1:9/\u0001 HTTP/1.1\r\nHost: 127.0.0.1:9\r\n\r\n"),
        Arguments.of("no Host", "GET http://127.0.0.1:9/ HTTP/1.1\r\n\r\n"),
        Arguments.of("two Hosts", get + "Host: 127.0.0.1:9\r\n\r\n"),
        Arguments.of(
            "another Host", "GET http://127.0.0.1:9/ HTTP/1.1\r\nHost: example.org\r\n\r\n"),
        Arguments.of("a space before the colon", get + "X-A : b\r\n\r\n"),
        Arguments.of("a folded line", get + "X-A: b\r\n c\r\n\r\n"),
        Arguments.of("a header without a colon", get + "X-A\r\n\r\n"),
        Arguments.of("a NUL in a header", get + "X-A: b\u0000c\r\n\r\n"),
        Arguments.of("two lengths", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        Arguments.of("a signed length", post + "Content-Length: +1\r\n\r\na"),
        Arguments.of(
            "length and coding",
            post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "an unknown transfer coding",
            post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"),
        Arguments.of(
            "a chunk size that is none", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        Arguments.of("a header beyond the limit", get + "X-A: " + "b".repeat(40_000) + "\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void malformed(String what, String request) throws Exception {
    int before = site.asked().size();
    String aimed = request.replace("127.0.0.1:9", "127.0.0.1:" + site.port());
    try (RawClient client = new RawClient(gateway)) {
      String answer = client.send(aimed).readAll();
      assertAll(
          () -> assertTrue(answer.matches("(?s)HTTP/1.1 4(00|31) .*"), answer),
          () -> assertTrue(REFERENCE.matcher(answer).find(), answer),
          () -> assertTrue(answer.toLowerCase(Locale.ROOT).contains("connection: close"), answer),
          () -> assertEquals(before, site.asked().size(), "it reached the site"));
    }
  }

  @Test
  void forwards() throws Exception {
    Curl.Answer answer =
        new Curl(gateway, School.YEAR_5)
            .get(
                site.url("/echo?a=1&b=%20"),
                "--proxy-user",
                "sam:secret",
                "--header",
                "Accept-Encoding: zstd, br;q=0.1",
                "--header",
                "Connection: X-Hop",
                "--header",
                "X-Hop: 1",
                "--header",
                "X-End: 1");
    List<String> lines = answer.body().lines().map(l -> l.toLowerCase(Locale.ROOT)).toList();
    assertAll(
        () -> assertEquals("get /echo?a=1&b=%20 http/1.1", lines.get(0)),
        () -> assertTrue(lines.contains("host: 127.0.0.1:" + site.port()), answer.body()),
        () -> assertTrue(lines.contains("x-end: 1"), answer.body()),
        () -> assertFalse(answer.body().contains("X-Hop"), answer.body()),
        () -> assertFalse(answer.body().contains("zstd"), answer.body()),
        () -> assertFalse(lines.stream().anyMatch(l -> l.startsWith("proxy-")), answer.body()));
  }

  @Test
  void hugeBodyArrivesWhole() throws Exception {
    Curl.Answer answer = new Curl(gateway, School.YEAR_5).get(site.url("/huge"));
    assertAll(
        () -> assertEquals(0, answer.exit()),
        () -> assertEquals(Site.HUGE_BYTES, answer.body().length()));
  }

  @Test
  void chunkedRequestArrivesWhole() throws Exception {
    String head = RawClient.request("POST", site.url("/echo"), "Transfer-Encoding: chunked");
    try (RawClient client = new RawClient(gateway)) {
      String answer =
          client
              .send(head)
              .send("5\r\nhello\r\n")
              .send("6;x=y\r\n world\r\n0\r\n\r\n")
              .readUntil("world");
      assertTrue(answer.endsWith("hello world"), answer);
    }
  }

  @Test
  void headHasNoBody() throws Exception {
    try (RawClient client = new RawClient(gateway)) {
      client.send(RawClient.request("HEAD", "http://www.pornhub.com/", "Connection: close"));
      String answer = client.readAll();
      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
      assertTrue(answer.endsWith("\r\n\r\n"), answer);
    }
  }
}
