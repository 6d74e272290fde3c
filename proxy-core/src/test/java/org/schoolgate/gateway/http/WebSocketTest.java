package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;

/** WebSockets through the edge: opened, read both ways, held back, ended and accounted for. */
final class WebSocketTest {

  private static final String BAD = ScriptedGatekeeper.FORBIDDEN;

  @TempDir Path folder;

  private EdgeFixture edge(HttpSettings settings, Decision decision) throws Exception {
    return new EdgeFixture(folder, settings, (flow, target) -> decision);
  }

  private EdgeFixture reading() throws Exception {
    return edge(EdgeFixture.SETTINGS, ScriptedGatekeeper.INSPECT);
  }

  private static HttpSettings with(HttpSettings.Sockets sockets) {
    return EdgeFixture.SETTINGS.with(sockets);
  }

  private static RawWebSocket open(RawSocket client, RawOrigin origin) throws IOException {
    String authority = "site.test:" + origin.port();
    return RawWebSocket.open(client, "http://" + authority + "/chat", authority);
  }

  /** An origin that sends every frame back, and answers a close. */
  private static RawOrigin echoing() throws IOException {
    return new RawOrigin(
        (socket, number) -> {
          RawWebSocket side = RawWebSocket.accept(socket);
          for (String said = side.next(); !said.equals("<end>"); said = side.next()) {
            int opcode = Character.digit(said.charAt(0), 16);
            if (opcode == FrameHead.CLOSE) {
              side.close(Integer.parseInt(said.substring(3)));
              return;
            }
            side.send(opcode, said.charAt(1) == '+', said.substring(3));
          }
        });
  }

  @Test
  void messagesGoBothWaysAndTheCloseIsThePeersOwn() throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
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
    try (RawOrigin origin = echoing();
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
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
      RawWebSocket near = open(client, origin);
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
      RawWebSocket socket = open(client, origin);
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
      RawWebSocket socket = open(client, origin);
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

  @ParameterizedTest
  @CsvSource({
    "unmasked, 1002",
    "reserved bit, 1002",
    "not text, 1007",
    "not text in pieces, 1007",
    "too long, 1009",
    "too long in fragments, 1009",
    "too long a frame, 1009",
    "bad close, 1002",
  })
  void whatBreaksARuleEndsBothSides(String what, int number) throws Exception {
    HttpSettings small = with(new HttpSettings.Sockets(1_000, 2_000, 30_000, 30_000, 30_000));
    CompletableFuture<String> told = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin((socket, n) -> told.complete(RawWebSocket.accept(socket).next()));
        EdgeFixture edge = edge(small, ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
      switch (what) {
        case "unmasked" -> client.send(new byte[] {(byte) 0x81, 1, 'a'});
        case "reserved bit" -> client.send(RawWebSocket.frame(0xC1, true, new byte[0]));
        case "not text" -> socket.send(FrameHead.TEXT, true, new byte[] {(byte) 0xC3});
        case "not text in pieces" -> {
          socket.send(FrameHead.TEXT, false, new byte[] {(byte) 0xC3});
          socket.send(FrameHead.CONTINUATION, true, new byte[] {(byte) 0xC3});
        }
        case "too long" -> socket.text("a".repeat(1_001));
        case "too long in fragments" -> {
          socket.send(FrameHead.TEXT, false, "a".repeat(1_000));
          socket.send(FrameHead.CONTINUATION, true, "a");
        }
        case "too long a frame" -> socket.send(FrameHead.BINARY, true, new byte[2_001]);
        default -> socket.close(1005);
      }
      assertEquals("88+ " + number, "8" + socket.next());
      assertEquals("8+ " + number, told.get());
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 101);
    }
  }

  @Test
  void whatAnOriginBreaksEndsBothSides() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  RawWebSocket side = RawWebSocket.accept(socket);
                  socket.send(RawWebSocket.frame(0x81, true, new byte[] {'a'}));
                  told.complete(side.next());
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      assertEquals("8+ 1002", open(client, origin).next());
      assertEquals("8+ 1002", told.get());
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 101);
    }
  }

  /** A fault while a message is read is a block on record, and nothing of it arrives. */
  @Test
  void aFaultEndsItClosed() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin((socket, n) -> told.complete(RawWebSocket.accept(socket).next()));
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
      socket.text(ScriptedGatekeeper.BREAKING);
      assertEquals("8+ 1011", socket.next());
      assertEquals("8+ 1011", told.get());
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.CUT, closed.end().ended());
      assertFalse(closed.decided().decision().passes());
    }
  }

  @Test
  void whatThereIsNoRoomForIsRefused() throws Exception {
    HttpSettings narrow =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(30_000, 2_000, 8_000, 1_000, 30_000, 1 << 20, 100, 65_536));
    try (RawOrigin origin = echoing();
        EdgeFixture edge = edge(narrow, ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
      socket.send(FrameHead.TEXT, false, "a".repeat(8_001));
      assertEquals("8+ 1013", socket.next());
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.CUT, closed.end().ended());
      assertFalse(closed.decided().decision().passes());
    }
  }

  @Test
  void silenceAndDrippingEndIt() throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge =
            edge(
                with(new HttpSettings.Sockets(1_000, 2_000, 30_000, 200, 30_000)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      assertEquals("8+ 1001", open(client, origin).next());
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 101);
    }
  }

  @Test
  void aMessageThatNeverEndsEndsIt() throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge =
            edge(
                with(new HttpSettings.Sockets(1_000, 2_000, 200, 30_000, 30_000)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
      socket.text("quick");
      assertEquals("1+ quick", socket.next());
      socket.send(FrameHead.TEXT, false, "slow");
      assertEquals("8+ 1008", socket.next());
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 101);
    }
  }

  /** A reader that stops stops the sender; what is in memory is bounded, and it is left at last. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aFloodToAReaderThatStops(boolean binary) throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] frame =
        RawWebSocket.frame(
            binary ? 0x82 : 0x81,
            false,
            (binary ? "\1" : "a").repeat(8_192).getBytes(StandardCharsets.US_ASCII));
    long flood = 256L << 20;
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  RawWebSocket.accept(socket);
                  while (sent.get() < flood) {
                    socket.send(frame);
                    sent.addAndGet(frame.length);
                  }
                });
        EdgeFixture edge =
            edge(
                with(new HttpSettings.Sockets(1 << 20, 1 << 20, 30_000, 1_500, 30_000)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      open(client, origin);
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 101);
      assertTrue(sent.get() < 32 << 20, () -> "taken: " + sent.get());
    }
  }

  @Test
  void halfOfItMayEndBeforeTheOther() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  RawWebSocket side = RawWebSocket.accept(socket);
                  assertEquals("1+ last words", side.next());
                  assertEquals("<end>", side.next());
                  side.text("still here");
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
      socket.text("last words");
      client.finishOutput();
      assertEquals("1+ still here", socket.next());
      assertEquals("<end>", socket.next());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
    }
  }

  @Test
  void anOriginThatDiesEndsIt() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  RawWebSocket.accept(socket);
                  socket.reset();
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      open(client, origin).socket.readToEnd();
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 101);
    }
  }

  @Test
  void drainSaysGoodbye() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin((socket, n) -> told.complete(RawWebSocket.accept(socket).next()));
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      RawWebSocket socket = open(client, origin);
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> edge.edge.drain(java.time.Duration.ofSeconds(20)));
      assertEquals("8+ 1001", socket.next());
      assertEquals("8+ 1001", told.get());
      client.reset();
      assertTrue(drained.get());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
    }
  }

  /** What is not read passes as bytes, with the extensions that both sides agreed on. */
  @Test
  void whatIsAllowedPassesUnread() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  String head = socket.readHead();
                  assertTrue(head.contains("Sec-WebSocket-Extensions: permessage-deflate"), head);
                  socket.send(
                      RawWebSocket.OPENED.replaceFirst(
                              "\r\n\r\n",
                              "\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n")
                          + "any");
                  socket.send(socket.read(5) + " bytes");
                });
        EdgeFixture edge = edge(EdgeFixture.SETTINGS, ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      String authority = "site.test:" + origin.port();
      client.send(request(authority, RawWebSocket.fields() + DEFLATE) + "early");
      String head = client.readHead();
      assertTrue(head.contains("Sec-WebSocket-Extensions: permessage-deflate"), head);
      assertEquals("anyearly bytes", client.readToEnd());
      client.finishOutput();
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
    }
  }

  private static final String DEFLATE =
      "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

  private static String request(String authority, String fields) {
    return "GET http://"
        + authority
        + "/chat HTTP/1.1\r\nHost: "
        + authority
        + "\r\n"
        + fields
        + "\r\n";
  }

  @Test
  void noExtensionIsAskedForWhatIsRead() throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  String head = socket.readHead().toLowerCase(Locale.ROOT);
                  assertFalse(head.contains("sec-websocket-extensions"), head);
                  assertTrue(head.contains("sec-websocket-protocol: chat"), head);
                  socket.send(RawWebSocket.OPENED);
                  socket.readToEnd();
                });
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      String authority = "site.test:" + origin.port();
      String fields = RawWebSocket.fields() + DEFLATE + "Sec-WebSocket-Protocol: chat\r\n";
      client.send(request(authority, fields));
      assertEquals(
          RawWebSocket.OPENED.toLowerCase(Locale.ROOT).length(), client.readHead().length());
      client.reset();
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 101);
      assertTrue(origin.faults.isEmpty(), origin.faults::toString);
    }
  }

  /** What is not quite a request for a WebSocket goes on without its Upgrade. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: h2c~Connection: Upgrade~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket, h2c~Connection: Upgrade~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket~Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket~Connection: close~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Key: short~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Key: {k}~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 13~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 8~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Key: {k}~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Key: {k}~Sec-WebSocket-Version: 13~Content-Length: 2~",
      })
  void whatIsNotQuiteARequestForOneIsNone(String fields) throws Exception {
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n");
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      String lines = fields.replace("~", "\r\n").replace("{k}", RawWebSocket.KEY);
      client.send(request("site.test:" + origin.port(), lines) + "hi");
      String heard = String.valueOf(origin.nextHeard()).toLowerCase(Locale.ROOT);
      assertFalse(heard.contains("\r\nupgrade:"), heard);
      assertFalse(heard.contains("\r\nconnection:"), heard);
      assertTrue(client.readHead().startsWith("HTTP/1.1 400 "));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 400);
    }
  }

  /** An answer that does not quite open one is no answer. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade: h2c~Connection: Upgrade~Sec-WebSocket-Accept: {a}~",
        "Connection: Upgrade~Sec-WebSocket-Accept: {a}~",
        "Upgrade: websocket~Sec-WebSocket-Accept: {a}~",
        "Upgrade: websocket~Connection: Upgrade~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: {a}x~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: {a}~Sec-WebSocket-Accept: {a}~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: S3PPLMBITXAQ9KYGZZHZRBK+XOO=~",
        "Upgrade: websocket~Connection: Upgrade~Sec-WebSocket-Accept: {a}~Sec-WebSocket-Extensions: x~",
      })
  void whatDoesNotQuiteOpenOneIsNoAnswer(String fields) throws Exception {
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\n"
            + fields.replace("~", "\r\n").replace("{a}", RawWebSocket.ACCEPT)
            + "\r\n";
    try (RawOrigin origin = RawOrigin.answering(answer);
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      client.send(request("site.test:" + origin.port(), RawWebSocket.fields()));
      assertTrue(client.readHead().startsWith("HTTP/1.1 502 "));
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 502);
    }
  }

  /** A 101 that nobody asked for is none either, as before. */
  @Test
  void anUpgradeThatNobodyAskedForIsNoAnswer() throws Exception {
    try (RawOrigin origin = RawOrigin.answering(RawWebSocket.OPENED);
        EdgeFixture edge = reading();
        RawSocket client = edge.client()) {
      client.send(request("site.test:" + origin.port(), ""));
      assertTrue(client.readHead().startsWith("HTTP/1.1 502 "));
      edge.assertNextEnds(FlowEnd.Ended.UPSTREAM_FAILED, 502);
    }
  }

  @Test
  void aRequestForOneThatIsBlockedGetsThePage() throws Exception {
    try (RawOrigin origin = echoing();
        EdgeFixture edge = edge(EdgeFixture.SETTINGS, ScriptedGatekeeper.BLOCK);
        RawSocket client = edge.client()) {
      client.send(request("site.test:" + origin.port(), RawWebSocket.fields()));
      String page = client.readResponse();
      assertTrue(page.startsWith("HTTP/1.1 403 "), page);
      edge.assertNextEnds(FlowEnd.Ended.REFUSED, 403);
      assertEquals(0, origin.connections.get());
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
