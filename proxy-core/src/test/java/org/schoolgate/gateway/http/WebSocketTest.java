package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.FlowEnd;

/** Messages of a WebSocket through the edge: read both ways, held back, in their order. */
final class WebSocketTest {

  private static final String BAD = ScriptedGatekeeper.FORBIDDEN;

  @TempDir Path folder;

  private EdgeFixture reading() throws Exception {
    return new EdgeFixture(
        folder, EdgeFixture.SETTINGS, (flow, target) -> ScriptedGatekeeper.INSPECT);
  }

  @Test
  void messagesGoBothWaysAndTheCloseIsThePeersOwn() throws Exception {
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      for (String said : new String[] {"hello", "", "é".repeat(40_000), "{\"a\":\"b\"}"}) {
        socket.text(said);
        assertEquals("1+ " + said, socket.next());
      }
      socket.send(FrameHead.PING, true, "there?");
      assertEquals("9+ there?", socket.next());
      socket.send(FrameHead.PONG, true, "");
      assertEquals("a+ ", socket.next());
      assertEquals(1, edge.meters.get("schoolgate.websockets.active").gauge().value());
      socket.close(3000);
      assertEquals("8+ 3000", socket.next());
      assertEquals("<end>", socket.next());
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.COMPLETE, closed.end().ended());
      assertEquals(101, closed.end().status());
      assertTrue(closed.end().bytesUp() > 80_000, closed::toString);
      assertTrue(closed.end().bytesDown() > 80_000, closed::toString);
      assertEquals(0, edge.meters.get("schoolgate.websockets.active").gauge().value());
      assertEquals(0, edge.meters.get("schoolgate.upstream.connections").gauge().value());
    }
  }

  /** A message arrives as one, however it was cut, and control frames pass in its middle. */
  @Test
  void fragmentsAreReadTogether() throws Exception {
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.send(FrameHead.TEXT, false, "one ");
      socket.send(FrameHead.PING, true, "between");
      assertEquals("9+ between", socket.next());
      socket.send(FrameHead.CONTINUATION, false, "message ");
      socket.send(FrameHead.CONTINUATION, true, "whole");
      assertEquals("1+ one message whole", socket.next());
      socket.send(FrameHead.TEXT, false, BAD.substring(0, 5));
      socket.send(FrameHead.CONTINUATION, true, BAD.substring(5));
      socket.text("after");
      assertEquals("1+ after", socket.next());
      socket.close(1000);
      assertEquals("8+ 1000", socket.next());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
    }
  }

  /** What must not pass is on record and does not arrive; all else does, on the same connection. */
  @ParameterizedTest
  @CsvSource({"text, up", "text, down", "binary, up", "binary, down", "fragments, up"})
  void aMessageIsStoppedAndTheConnectionGoesOn(String how, String way) throws Exception {
    CompletableFuture<RawWebSocket> far = new CompletableFuture<>();
    CompletableFuture<Void> done = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  far.complete(RawWebSocket.accept(socket));
                  done.get();
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket near = RawWebSocket.open(client, origin);
      RawWebSocket from = way.equals("up") ? near : far.get();
      RawWebSocket to = way.equals("up") ? far.get() : near;
      from.text("before");
      switch (how) {
        case "text" -> from.text("say " + BAD + " now");
        case "binary" -> from.send(FrameHead.BINARY, true, "{\"say\":\"" + BAD + "\"}");
        default -> {
          from.send(FrameHead.TEXT, false, "say ");
          from.send(FrameHead.CONTINUATION, false, BAD);
          from.send(FrameHead.CONTINUATION, true, " now");
        }
      }
      from.text("noted: " + ScriptedGatekeeper.NOTED);
      from.text("after");
      assertEquals("1+ before", to.next());
      assertEquals("1+ noted: " + ScriptedGatekeeper.NOTED, to.next());
      assertEquals("1+ after", to.next());
      assertEquals(1, edge.counter("schoolgate.websocket.messages.stopped"));
      client.reset();
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 101);
      done.complete(null);
    }
  }

  /** While a record is awaited nothing overtakes, and the other direction goes on. */
  @Test
  void messagesStayInTheirOrderWhileARecordIsAwaited() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  RawWebSocket side = RawWebSocket.accept(socket);
                  side.text("from afar");
                  for (int i = 0; i < 3; i++) {
                    side.text(side.next());
                  }
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      CompletableFuture<Void> hold = new CompletableFuture<>();
      edge.gatekeeper.noting = hold;
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.text(ScriptedGatekeeper.NOTED);
      socket.text("second");
      socket.send(FrameHead.PING, true, "third");
      assertEquals("1+ from afar", socket.next());
      edge.gatekeeper.notedIn.take();
      hold.complete(null);
      assertEquals("1+ 1+ " + ScriptedGatekeeper.NOTED, socket.next());
      assertEquals("1+ 1+ second", socket.next());
      assertEquals("1+ 9+ third", socket.next());
      assertEquals("<end>", socket.next());
      client.reset();
      edge.nextClosed();
    }
  }

  /** What is no text passes as it comes, frame by frame, whatever its length. */
  @Test
  void binaryPassesAsItComes() throws Exception {
    CompletableFuture<Void> seen = new CompletableFuture<>();
    byte[] frame =
        RawWebSocket.frame(
            0x82, true, ("\1" + "b".repeat(3_000_000)).getBytes(StandardCharsets.US_ASCII));
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  RawWebSocket.accept(socket);
                  String begun = socket.read(1_000);
                  assertEquals((char) 0x82, begun.charAt(0));
                  seen.complete(null);
                  socket.read(frame.length - 1_000);
                  socket.send(new byte[] {(byte) 0x82, 1, 7});
                  socket.readHead();
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      client.send(java.util.Arrays.copyOf(frame, 2_000_000));
      seen.get();
      client.send(java.util.Arrays.copyOfRange(frame, 2_000_000, frame.length));
      assertEquals("2+ \7", socket.next());
      socket.send(FrameHead.BINARY, false, "maybe text ");
      socket.send(FrameHead.CONTINUATION, true, "\1 or not");
      client.reset();
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 101);
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
    }
  }

  /** Thousands of short messages in one read, none lost and none overtaken. */
  @Test
  void manyShortMessagesStayInTheirOrder() throws Exception {
    int many = 5_000;
    CompletableFuture<Void> heard = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  RawWebSocket side = RawWebSocket.accept(socket);
                  for (int i = 0; i < many; i++) {
                    assertEquals("1+ " + i, side.next());
                  }
                  heard.complete(null);
                  side.close(1000);
                  side.next();
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int i = 0; i < many; i++) {
        all.writeBytes(
            RawWebSocket.frame(0x81, true, String.valueOf(i).getBytes(StandardCharsets.UTF_8)));
      }
      client.send(all.toByteArray());
      heard.get(20, TimeUnit.SECONDS);
      assertEquals("8+ 1000", socket.next());
      socket.close(1000);
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
    }
  }

  /** Inside HTTPS that is read, and over a pool that one of them does not fill. */
  @Test
  void insideHttpsThatIsRead() throws Exception {
    HttpSettings single =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Upstreams(20_000, 200, 20_000, 1, 3, 30_000, 16));
    try (SecureFixture secure = new SecureFixture();
        RawOrigin origin =
            new RawOrigin(
                secure.site(),
                (socket, n) -> {
                  RawWebSocket side = RawWebSocket.accept(socket);
                  for (String said = side.next(); !said.startsWith("8"); said = side.next()) {
                    side.text(said.substring(3));
                  }
                  side.close(1000);
                });
        EdgeFixture edge =
            new EdgeFixture(
                folder,
                single,
                (flow, target) -> ScriptedGatekeeper.INSPECT,
                secure.interception)) {
      String authority = "site.test:" + origin.port();
      try (SecureFixture.Inside one = secure.enter(edge, authority);
          SecureFixture.Inside two = secure.enter(edge, authority)) {
        for (int i = 0; i < 2; i++) {
          SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
        }
        RawWebSocket first = RawWebSocket.open(one.http(), "/chat", authority);
        RawWebSocket second = RawWebSocket.open(two.http(), "/chat", authority);
        first.text(BAD);
        first.text("first");
        second.text("second");
        assertEquals("1+ first", first.next());
        assertEquals("1+ second", second.next());
        for (RawWebSocket each : new RawWebSocket[] {first, second}) {
          each.close(1000);
          assertEquals("8+ 1000", each.next());
          edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
        }
      }
    }
  }
}
