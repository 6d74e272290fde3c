package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Web sites that are dead, slow or broken are named as such, and nobody else waits for them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpstreamTest {

  private static final int DEAD_HOSTS = 8;
  private static final int OTHER_CLIENTS = 16;

  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  UpstreamTest() throws Exception {
    school = School.open(8000);
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
  void closedPortIsABadGateway() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertEquals(502, get("http://127.0.0.1:" + closed + "/").status());
  }

  @Test
  void unknownNameIsABadGateway() throws Exception {
    assertEquals(502, get("http://no-such-host.invalid/").status());
  }

  @Test
  void silenceIsATimeOut() throws Exception {
    assertEquals(504, get(site.url("/silent")).status());
  }

  @Test
  void whatIsNotHttpIsABadGateway() throws Exception {
    assertEquals(502, get(site.url("/garbage")).status());
  }

  /** A client must be able to tell half a page from a whole one. */
  @Test
  void halfAPageIsNotMadeWhole() throws Exception {
    Curl.Answer answer = get(site.url("/truncated"));
    assertTrue(answer.exit() != 0 || answer.status() == 502, answer.toString());
  }

  @Test
  void errorPageSaysWhichSide() throws Exception {
    Curl.Answer answer = get(site.url("/garbage"));
    assertAll(
        () -> assertTrue(answer.header("content-type").startsWith("text/html"), answer.head()),
        () -> assertTrue(answer.body().contains("127.0.0.1"), answer.body()),
        () -> assertEquals("", answer.decision()));
  }

  @Test
  void deadHosts() throws Exception {
    List<DeadHost> dead = new ArrayList<>();
    List<RawClient> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < DEAD_HOSTS; i++) {
        DeadHost host = new DeadHost();
        dead.add(host);
        RawClient client = new RawClient(gateway);
        waiting.add(client);
        client.send(RawClient.request("GET", host.url(), "Connection: close"));
      }
      for (int i = 0; i < OTHER_CLIENTS; i++) {
        try (RawClient other = new RawClient(gateway)) {
          String asked = RawClient.request("GET", site.url(Pages.HELLO), "Connection: close");
          String answer = other.send(asked).readAll();
          assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
        }
      }
      for (RawClient client : waiting) {
        assertEquals(0, client.available(), "a dead host was given up before the others were done");
      }
      for (RawClient client : waiting) {
        String answer = client.readAll();
        assertTrue(answer.startsWith("HTTP/1.1 504"), answer);
      }
    } finally {
      for (RawClient client : waiting) {
        client.close();
      }
      for (DeadHost host : dead) {
        host.close();
      }
    }
  }

  @Test
  void ownPortsAreRefused() throws Exception {
    Curl.Answer answer = get("http://127.0.0.1:" + gateway.port() + "/");
    assertNotEquals(200, answer.status());
    Curl.Answer metrics = get("http://127.0.0.1:" + gateway.metricsPort() + "/metrics");
    assertNotEquals(200, metrics.status());
  }

  private Curl.Answer get(String url) throws Exception {
    return new Curl(gateway, School.YEAR_5).get(url);
  }
}
