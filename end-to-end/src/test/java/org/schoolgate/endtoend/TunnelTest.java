package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS through CONNECT: the server name in the ClientHello decides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TunnelTest {

  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  TunnelTest() throws Exception {
    school = School.open();
    site = new Site("https", SelfSigned.serverSockets());
    gateway = school.run();
  }

  @AfterAll
  void close() throws Exception {
    gateway.close();
    site.close();
    school.close();
  }

  @Test
  void allowedNameIsSpliced() throws Exception {
    Curl.Answer answer = get("https://localhost:" + site.port() + Pages.HELLO);
    assertAll(
        () -> assertEquals(200, answer.status(), answer.toString()),
        () -> assertTrue(answer.body().contains("Hello from"), answer.body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://www.pornhub.com/", "https://WWW.PornHub.com./"})
  void blockedNameIsNotConnected(String url) throws Exception {
    Curl.Answer answer = get(url);
    assertNotEquals(0, answer.exit());
    assertNotEquals(200, answer.status());
  }

  /** The name that is asked for in the tunnel counts, not only the one that the tunnel is for. */
  @Test
  void blockedNameInsideAnAllowedTunnelIsCut() throws Exception {
    int before = site.asked().size();
    Curl.Answer answer =
        get(
            "https://www.pornhub.com:" + site.port() + Pages.HELLO,
            "--connect-to",
            "www.pornhub.com:" + site.port() + ":localhost:" + site.port());
    assertNotEquals(0, answer.exit());
    assertEquals(before, site.asked().size());
  }

  @Test
  void whatIsNotTlsGetsNoTunnel() throws Exception {
    String connect =
        "CONNECT localhost:"
            + site.port()
            + " HTTP/1.1\r\nHost: localhost:"
            + site.port()
            + "\r\n\r\n";
    try (RawClient client = new RawClient(gateway)) {
      String answer =
          client.send(connect).send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").readAll();
      assertFalse(answer.contains("Hello from"), answer);
    }
  }

  private Curl.Answer get(String url, String... options) throws Exception {
    return new Curl(gateway, School.YEAR_5).get(url, options);
  }
}
