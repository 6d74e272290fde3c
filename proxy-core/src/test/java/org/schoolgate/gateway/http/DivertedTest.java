package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Target;

/**
 * Connections that the network diverted, as a relay describes them: whose they are and where they
 * were meant to go. What the kernel says of them is tried in network namespaces, end to end.
 */
final class DivertedTest {

  private static final String ACCESS_DENIED = "\u0015\u0003\u0003\u0000\u0002\u00021";
  private static final String SEEN = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nseen";
  private static final String PUPIL = "10.20.0.7";

  @TempDir Path folder;

  @Test
  void requestIsForTheNameThatItAsksForAndThatNameIsDialled() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(SEEN);
        EdgeFixture edge = allowing();
        RawSocket client = diverted(edge, Door.Speaks.HTTP, "192.0.2.1", origin.port())) {
      for (String target :
          List.of("/page?q=1", "http://site.test:" + origin.port() + "/page?q=1")) {
        client.send(get(target, "site.test:" + origin.port()));
        assertTrue(client.readResponse().endsWith("seen"));
        assertTrue(origin.heard.take().startsWith("GET /page?q=1 HTTP/1.1\r\n"));
        ScriptedGatekeeper.Closed closed = edge.nextClosed();
        Flow flow = closed.decided().flow();
        assertEquals(PUPIL, flow.client().getHostAddress());
        assertTrue(flow.credentials().areImpossible());
        assertEquals("http://site.test:" + origin.port() + "/page", target(closed).withoutQuery());
        assertEquals(FlowEnd.Ended.COMPLETE, closed.end().ended());
      }
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "GET /, site.test:81, 421",
    "GET http://other.test/, site.test, 421",
    "GET https://site.test/, site.test, 421",
    "CONNECT site.test:443, site.test, 421",
    "GET /, blocked.test, 403",
    "GET site.test, site.test, 400",
    "OPTIONS *, site.test, 400",
  })
  void whatDisagreesWithItsConnectionGoesNowhere(String line, String host, int status)
      throws Exception {
    try (EdgeFixture edge = allowing();
        RawSocket client = diverted(edge, Door.Speaks.HTTP, "192.0.2.1", 80)) {
      client.send(line + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      assertTrue(client.readHead().startsWith("HTTP/1.1 " + status + " "));
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, status);
    }
  }

  @Test
  void requestWithoutAHostIsForTheAddress() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(SEEN);
        EdgeFixture edge = allowing();
        RawSocket client = diverted(edge, Door.Speaks.HTTP, "127.0.0.1", origin.port())) {
      client.send("GET / HTTP/1.0\r\n\r\n");
      assertTrue(client.readToEnd().endsWith("seen"));
      assertEquals("127.0.0.1", target(edge.nextClosed()).host().text());
    }
  }

  /** Named, the server is dialled by its name; else it is the address that is decided about. */
  static Stream<Arguments> hellos() throws Exception {
    return Stream.of(
        Arguments.of("named", TunnelTest.hello("site.test"), "192.0.2.1", "site.test", 1),
        Arguments.of(
            "named, a byte at a time", TunnelTest.hello("site.test"), "::1", "site.test", 0),
        Arguments.of("by address", TunnelTest.hello("127.0.0.1"), "127.0.0.1", "127.0.0.1", 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hellos")
  void helloIsReplayedToWhomItNames(
      String name, byte[] hello, String address, String host, int whole) throws Exception {
    try (RawOrigin origin = TunnelTest.echoing();
        EdgeFixture edge = allowing();
        RawSocket client = diverted(edge, Door.Speaks.TLS, address, origin.port())) {
      int piece = whole == 1 ? hello.length : 1;
      for (int at = 0; at < hello.length; at += piece) {
        client.send(Arrays.copyOfRange(hello, at, Math.min(hello.length, at + piece)));
      }
      assertArrayEquals(hello, client.read(hello.length).getBytes(StandardCharsets.ISO_8859_1));
      client.finishOutput();
      assertEquals("bye", client.readToEnd());
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertTrue(closed.decided().flow().asked() instanceof Asked.Hello);
      assertEquals(PUPIL, closed.decided().flow().client().getHostAddress());
      assertEquals(host, target(closed).host().text());
      assertEquals(FlowEnd.Ended.COMPLETE, closed.end().ended());
    }
  }

  static Stream<Arguments> refusedHellos() throws Exception {
    return Stream.of(
        Arguments.of("blocked name", TunnelTest.hello("blocked.test")),
        Arguments.of("not TLS", "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)),
        Arguments.of("nonsense in a record", new byte[] {22, 3, 1, 0, 2, 9, 9}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedHellos")
  void refusedHelloIsAnAlertAndNobodyIsDialled(String name, byte[] hello) throws Exception {
    try (RawOrigin origin = TunnelTest.echoing();
        EdgeFixture edge = allowing();
        RawSocket client = diverted(edge, Door.Speaks.TLS, "127.0.0.1", origin.port())) {
      client.send(hello);
      assertEquals(ACCESS_DENIED, client.readToEnd());
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 0);
      assertEquals(0, origin.connections.get());
    }
  }

  @Test
  void whoeverSaysNothingHasAskedForNothing() throws Exception {
    HttpSettings hasty = EdgeFixture.SETTINGS.with(new HttpSettings.Tunnels(65_536, 300, 300, 300));
    try (EdgeFixture edge = allowing(hasty);
        RawSocket mute = diverted(edge, Door.Speaks.TLS, "192.0.2.1", 443)) {
      assertEquals("", mute.readToEnd());
      assertEquals(0, edge.gatekeeper.decidedFlows.get());
    }
  }

  @Test
  void whatComesOutOfOneThatIsReadIsRequestsOfTheSameClient() throws Exception {
    try (SecureFixture tls = new SecureFixture();
        RawOrigin origin = RawOrigin.answering(tls.site(), SEEN);
        EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> SecureFixture.inside(flow),
                tls.interception);
        SecureFixture.Inside inside =
            tls.enterDiverted(
                diverted(edge, Door.Speaks.TLS, "192.0.2.1", origin.port()),
                "site.test:" + origin.port())) {
      assertTrue(inside.vouchedForBy(tls.school));
      assertTrue(inside.ask(get("/", "site.test:" + origin.port())).endsWith("seen"));
      assertTrue(edge.nextClosed().decided().flow().asked() instanceof Asked.Hello);
      Flow request = edge.nextClosed().decided().flow();
      assertTrue(request.asked() instanceof Asked.Inside);
      assertEquals(PUPIL, request.client().getHostAddress());
    }
  }

  @ParameterizedTest
  @CsvSource({"HTTP, TPROXY", "HTTP, REDIRECT", "TLS, TPROXY", "TLS, REDIRECT"})
  void whoeverComesByHimselfIsToldWhereTheProxyIs(Door.Speaks speaks, Door.Diversion by)
      throws Exception {
    try (EdgeFixture edge = allowing()) {
      InetSocketAddress at = listen(edge, new Door(speaks, by, List.of()));
      try (RawSocket client = RawSocket.connect(at)) {
        String page = client.readToEnd();
        assertTrue(page.startsWith("HTTP/1.1 400 "), page);
        assertTrue(page.contains("browsers are given the port of the proxy"), page);
        assertEquals("not-diverted", edge.gatekeeper.problems.take());
      }
    }
  }

  @Test
  void headerIsReadHoweverItIsCutAndItsClientIsTheOneThatIsServed() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(SEEN);
        EdgeFixture edge = allowing();
        RawSocket client = RawSocket.connect(relayed(edge, Door.explicitProxy().diversion()))) {
      byte[] header = header(true, "2001:db8::7", "2001:db8::1", 3128);
      for (byte each : header) {
        client.send(new byte[] {each});
      }
      String authority = "site.test:" + origin.port();
      client.send(get("http://" + authority + "/", authority));
      assertTrue(client.readResponse().endsWith("seen"));
      assertEquals(
          "2001:db8:0:0:0:0:0:7", edge.nextClosed().decided().flow().client().getHostAddress());
    }
  }

  @Test
  void relayThatLooksWhetherTheGatewayLivesIsItself() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(SEEN);
        EdgeFixture edge = allowing();
        RawSocket client = RawSocket.connect(relayed(edge, Door.Diversion.NONE))) {
      client.send(header(false, PUPIL, "192.0.2.1", 80));
      String authority = "site.test:" + origin.port();
      client.send(get("http://" + authority + "/", authority));
      assertTrue(client.readResponse().endsWith("seen"));
      assertEquals("127.0.0.1", edge.nextClosed().decided().flow().client().getHostAddress());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET http://site.test/ HTTP/1.1\\r\\nHost: site.test\\r\\n\\r\\n",
    "PROXY UNKNOWN\\r\\n",
    "PROXY TCP4 10.20.0.7\\r\\n",
  })
  void relayThatDoesNotSayWhomItSpeaksForIsClosed(String said) throws Exception {
    try (EdgeFixture edge = allowing();
        RawSocket client = RawSocket.connect(relayed(edge, Door.Diversion.NONE))) {
      client.send(said.replace("\\r\\n", "\r\n"));
      assertFalse(client.readToEnd().startsWith("HTTP/1.1 2"));
      assertEquals(0, edge.gatekeeper.decidedFlows.get());
    }
  }

  @Test
  void whoeverIsNoRelayIsNotBelieved() throws Exception {
    try (EdgeFixture edge = allowing();
        RawSocket client = edge.client()) {
      client.send(header(true, PUPIL, "192.0.2.1", 80));
      client.send("\r\n\r\n");
      assertTrue(client.readHead().startsWith("HTTP/1.1 400 "));
      assertNotNull(edge.gatekeeper.problems.take());
      assertNull(edge.gatekeeper.asked.poll());
    }
  }

  private EdgeFixture allowing() throws Exception {
    return allowing(EdgeFixture.SETTINGS);
  }

  private EdgeFixture allowing(HttpSettings settings) throws Exception {
    return new EdgeFixture(folder, settings, DivertedTest::decide);
  }

  private static Target target(ScriptedGatekeeper.Closed closed) {
    return Objects.requireNonNull(closed.decided().target());
  }

  private static Decision decide(Flow flow, Target target) {
    return target.host().text().startsWith("blocked")
            || (flow.asked() instanceof Asked.Hello hello && !hello.tls())
        ? ScriptedGatekeeper.BLOCK
        : ScriptedGatekeeper.ALLOW;
  }

  /** A connection of a pupil that was meant for somebody else, as a relay hands it over. */
  private static RawSocket diverted(EdgeFixture edge, Door.Speaks speaks, String address, int port)
      throws Exception {
    Door door = new Door(speaks, Door.Diversion.REDIRECT, List.of(Network.parse("127.0.0.0/8")));
    RawSocket client = RawSocket.connect(listen(edge, door));
    String source = address.contains(":") ? "::ffff:" + PUPIL : PUPIL;
    client.send(header(true, source, address, port));
    return client;
  }

  private static InetSocketAddress relayed(EdgeFixture edge, Door.Diversion by) throws Exception {
    return listen(edge, new Door(Door.Speaks.PROXY, by, List.of(Network.parse("127.0.0.0/8"))));
  }

  /** TPROXY takes a capability that a test has not always; what it says is the local address. */
  private static InetSocketAddress listen(EdgeFixture edge, Door door) throws Exception {
    return edge.edge.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), door);
  }

  private static String get(String target, String host) {
    return "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  /** A header of version 2 (the PROXY protocol, section 2.2). */
  private static byte[] header(boolean proxied, String source, String destination, int port)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] from = bytes(source, destination.contains(":"));
    byte[] to = bytes(destination, destination.contains(":"));
    out.writeBytes("\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.ISO_8859_1));
    out.write(proxied ? 0x21 : 0x20);
    out.write(from.length == 4 ? 0x11 : 0x21);
    out.writeBytes(ByteBuffer.allocate(2).putShort((short) (2 * from.length + 4)).array());
    out.writeBytes(from);
    out.writeBytes(to);
    out.writeBytes(ByteBuffer.allocate(4).putShort((short) 50_000).putShort((short) port).array());
    return out.toByteArray();
  }

  private static byte[] bytes(String address, boolean six) throws Exception {
    byte[] bytes = InetAddress.getByName(address).getAddress();
    if (!six || bytes.length == 16) {
      return bytes;
    }
    byte[] mapped = new byte[16];
    mapped[10] = -1;
    mapped[11] = -1;
    System.arraycopy(bytes, 0, mapped, 12, 4);
    return mapped;
  }
}
