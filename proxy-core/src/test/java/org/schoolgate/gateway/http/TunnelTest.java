package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Reason;

/** CONNECT, what is inside, and how it ends. */
final class TunnelTest {

  private static final String ACCESS_DENIED = "\u0015\u0003\u0003\u0000\u0002\u00021";
  private static final String INTERNAL_ERROR = "\u0015\u0003\u0003\u0000\u0002\u0002P";

  @TempDir Path folder;

  @Test
  void helloIsReplayedHoweverItIsCutAndBytesGoBothWaysUntilBothEnd() throws Exception {
    byte[] hello = hello("site.test");
    for (int piece : new int[] {1, 7, hello.length}) {
      try (RawOrigin origin = echoing();
          EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
          RawSocket client = edge.client()) {
        connect(client, "site.test:" + origin.port());
        for (int at = 0; at < hello.length; at += piece) {
          client.send(java.util.Arrays.copyOfRange(hello, at, Math.min(hello.length, at + piece)));
        }
        assertArrayEquals(hello, client.read(hello.length).getBytes(StandardCharsets.ISO_8859_1));
        client.send("more");
        assertEquals("more", client.read(4));
        client.finishOutput();
        assertEquals("bye", client.readToEnd());
        assertEquals(hello.length + 4, ends(edge, FlowEnd.Ended.COMPLETE, 0).bytesUp());
      }
    }
  }

  @Test
  void serverNameIsDialledWhereTheConnectGaveAnAddress() throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      edge.names.put("named.test", "127.0.0.1");
      connect(client, "192.0.2.1:" + origin.port());
      byte[] hello = hello("named.test");
      client.send(hello);
      client.read(hello.length);
      client.finishOutput();
      client.readToEnd();
      assertEquals(1, origin.connections.get());
      ends(edge, FlowEnd.Ended.COMPLETE, 0);
    }
  }

  static Stream<Arguments> refusedHellos() throws Exception {
    return Stream.of(
        Arguments.of("blocked name", hello("blocked.test"), "192.0.2.1"),
        Arguments.of("another name than the CONNECT's", hello("other.test"), "site.test"),
        Arguments.of("not TLS", "SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII), "site.test"),
        Arguments.of("HTTP", "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), "site.test"),
        Arguments.of("nonsense in a record", new byte[] {22, 3, 1, 0, 2, 9, 9}, "site.test"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusedHellos")
  void refusedHelloIsAnAlertAndNobodyIsDialled(String name, byte[] hello, String host)
      throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      connect(client, host + ":" + origin.port());
      client.send(hello);
      assertEquals(ACCESS_DENIED, client.readToEnd());
      ends(edge, FlowEnd.Ended.REFUSED, 0);
      assertEquals(0, origin.connections.get());
    }
  }

  @Test
  void blockedConnectIsAPage() throws Exception {
    try (EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      client.send("CONNECT blocked.test:443 HTTP/1.1\r\nHost: blocked.test:443\r\n\r\n");
      String page = client.readToEnd();
      assertTrue(page.startsWith("HTTP/1.1 403 Forbidden\r\n"), page);
      assertTrue(page.contains("\r\nConnection: close\r\n"), page);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
    }
  }

  @Test
  void originThatCannotBeReachedIsAnAlert() throws Exception {
    try (EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      connect(client, "nowhere.test:443");
      client.send(hello("nowhere.test"));
      assertEquals(INTERNAL_ERROR, client.readToEnd());
      ends(edge, FlowEnd.Ended.UPSTREAM_FAILED, 0);
    }
  }

  /** As a blocked name is: on record, since the gateway refuses it and not the site. */
  @Test
  void originAtAnAddressThatIsRefusedIsABlock() throws Exception {
    try (EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> ScriptedGatekeeper.ALLOW,
                new NetworkGuard(
                    new NetworkGuard.Settings(List.of(), List.of(), Set.of()), Set.of()));
        RawSocket client = edge.client()) {
      connect(client, "site.test:443");
      client.send(hello("site.test"));
      assertEquals(ACCESS_DENIED, client.readToEnd());
      ScriptedGatekeeper.Closed unused = edge.nextClosed();
      ScriptedGatekeeper.Closed refused = edge.nextClosed();
      assertEquals(FlowEnd.Ended.REFUSED, refused.end().ended());
      assertEquals(Reason.Kind.ADDRESS, refused.decided().decision().reason().kind());
      assertNotNull(refused.decided().recorded().reference());
    }
  }

  @Test
  void helloThatNeverComesAndSilenceEndTheTunnel() throws Exception {
    HttpSettings hasty = EdgeFixture.SETTINGS.with(new HttpSettings.Tunnels(65_536, 800, 800, 300));
    byte[] hello = hello("site.test");
    try (RawOrigin origin = echoing();
        EdgeFixture edge = allowing(hasty);
        RawSocket mute = edge.client();
        RawSocket silent = edge.client()) {
      connect(mute, "site.test:" + origin.port());
      assertEquals("", mute.readToEnd());
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 200);
      connect(silent, "site.test:" + origin.port());
      silent.send(hello);
      assertEquals(hello.length, silent.readToEnd().length());
      ends(edge, FlowEnd.Ended.TIMED_OUT, 0);
    }
  }

  @Test
  void clientThatLeavesEarlyIsAccountedFor() throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS)) {
      try (RawSocket client = edge.client()) {
        connect(client, "site.test:" + origin.port());
        client.reset();
      }
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 200);
      try (RawSocket client = edge.client()) {
        connect(client, "site.test:" + origin.port());
        byte[] hello = hello("site.test");
        client.send(hello);
        client.read(hello.length);
        client.reset();
      }
      ends(edge, FlowEnd.Ended.CLIENT_CLOSED, 0);
    }
  }

  @Test
  void floodThroughATunnelWaitsForTheReader() throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    int total = 64 << 20;
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  byte[] block = new byte[1 << 16];
                  for (int sent = 0; sent < total; sent += block.length) {
                    socket.send(block);
                  }
                  done.complete(null);
                  socket.finishOutput();
                  socket.readToEnd();
                });
        EdgeFixture edge = allowing(EdgeFixture.SETTINGS);
        RawSocket client = edge.client()) {
      connect(client, "site.test:" + origin.port());
      client.send(hello("site.test"));
      byte[] into = new byte[1 << 16];
      long got = client.read(into);
      assertTrue(!done.isDone(), "all of it was taken although nobody reads");
      while (got < total) {
        got += client.read(into);
      }
      client.finishOutput();
      assertEquals("", client.readToEnd());
      assertEquals(total, ends(edge, FlowEnd.Ended.COMPLETE, 0).bytesDown());
    }
  }

  /** The CONNECT's own flow ends well; then the tunnel's, as it should. */
  private static FlowEnd ends(EdgeFixture edge, FlowEnd.Ended ended, int status) throws Exception {
    ScriptedGatekeeper.Closed connect = edge.nextClosed();
    assertTrue(connect.decided().flow().asked() instanceof Asked.Connect);
    assertEquals(FlowEnd.Ended.COMPLETE, connect.end().ended());
    assertEquals(200, connect.end().status());
    ScriptedGatekeeper.Closed tunnel = edge.nextClosed();
    assertTrue(tunnel.decided().flow().asked() instanceof Asked.Hello);
    assertEquals(ended, tunnel.end().ended());
    assertEquals(status, tunnel.end().status());
    return tunnel.end();
  }

  private static void connect(RawSocket client, String authority) throws Exception {
    client.send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    assertTrue(client.readHead().startsWith("HTTP/1.1 200 "));
  }

  static RawOrigin echoing() throws Exception {
    return new RawOrigin(
        (socket, number) -> {
          byte[] into = new byte[4096];
          for (int n = socket.read(into); n >= 0; n = socket.read(into)) {
            socket.send(java.util.Arrays.copyOf(into, n));
          }
          socket.send("bye");
        });
  }

  static byte[] hello(String serverName) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(serverName, 443);
    engine.setUseClientMode(true);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private EdgeFixture allowing(HttpSettings settings) throws Exception {
    return new EdgeFixture(
        folder,
        settings,
        (flow, target) ->
            target.host().text().startsWith("blocked")
                    || (flow.asked() instanceof Asked.Hello hello && !hello.tls())
                ? ScriptedGatekeeper.BLOCK
                : ScriptedGatekeeper.ALLOW);
  }
}
