package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;

/**
 * How a WebSocket ends, and that it does: by rules, limits, faults, silence, time and both sides.
 */
final class WebSocketEndTest {

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
    HttpSettings small =
        with(new HttpSettings.Sockets(1_000, 2_000, 30_000, 30_000, 30_000, 30_000));
    CompletableFuture<String> told = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin((socket, n) -> told.complete(RawWebSocket.accept(socket).next()));
        EdgeFixture edge = edge(small, ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
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
      assertEquals("8+ 1002", RawWebSocket.open(client, origin).next());
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
      RawWebSocket socket = RawWebSocket.open(client, origin);
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
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge = edge(narrow, ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      socket.send(FrameHead.TEXT, false, "a".repeat(8_001));
      assertEquals("8+ 1013", socket.next());
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.CUT, closed.end().ended());
      assertFalse(closed.decided().decision().passes());
    }
  }

  @Test
  void silenceAndDrippingEndIt() throws Exception {
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge =
            edge(
                with(new HttpSettings.Sockets(1_000, 2_000, 30_000, 200, 30_000, 30_000)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      assertEquals("8+ 1001", RawWebSocket.open(client, origin).next());
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 101);
    }
  }

  @Test
  void aMessageThatNeverEndsEndsIt() throws Exception {
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge =
            edge(
                with(new HttpSettings.Sockets(1_000, 2_000, 200, 30_000, 30_000, 30_000)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
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
                with(new HttpSettings.Sockets(1 << 20, 1 << 20, 30_000, 1_500, 30_000, 30_000)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket.open(client, origin);
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 101);
      assertTrue(sent.get() < 32 << 20, () -> "taken: " + sent.get());
    }
  }

  /** A lesson that opened a site ends, whether what it opened is read or not. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatMayNotGoOnAnyMoreIsEnded(boolean read) throws Exception {
    Decision passes = read ? ScriptedGatekeeper.INSPECT : ScriptedGatekeeper.ALLOW;
    AtomicReference<Decision> policy = new AtomicReference<>(passes);
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge =
            new EdgeFixture(
                folder,
                with(new HttpSettings.Sockets(1_000, 2_000, 30_000, 30_000, 30_000, 100)),
                (flow, target) -> policy.get());
        RawSocket client = edge.client()) {
      RawWebSocket socket = RawWebSocket.open(client, origin);
      for (int times = 0; times < 3; times++) {
        edge.gatekeeper.asked.take();
      }
      socket.text("still open");
      assertEquals("1+ still open", socket.next());
      policy.set(ScriptedGatekeeper.BLOCK);
      assertEquals(read ? "8+ 1008" : "<end>", socket.next());
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.CUT, closed.end().ended());
      assertEquals(ScriptedGatekeeper.BLOCK, closed.decided().decision());
    }
  }

  /** What was opened unread and would be read now is opened anew by whoever needs it. */
  @Test
  void whatIsToBeReadFromNowOnIsEnded() throws Exception {
    AtomicReference<Decision> policy = new AtomicReference<>(ScriptedGatekeeper.ALLOW);
    try (RawOrigin origin = RawWebSocket.echoing();
        EdgeFixture edge =
            new EdgeFixture(
                folder,
                with(new HttpSettings.Sockets(1_000, 2_000, 30_000, 30_000, 30_000, 100)),
                (flow, target) -> policy.getAndSet(ScriptedGatekeeper.INSPECT));
        RawSocket client = edge.client()) {
      assertEquals("<end>", RawWebSocket.open(client, origin).next());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
    }
  }

  /** The same the other way: a client that floods an origin which reads nothing. */
  @Test
  void aFloodToAnOriginThatStops() throws Exception {
    AtomicLong sent = new AtomicLong();
    byte[] frame =
        RawWebSocket.frame(0x82, true, "\1".repeat(8_192).getBytes(StandardCharsets.US_ASCII));
    CompletableFuture<Void> done = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, n) -> {
                  RawWebSocket.accept(socket);
                  done.get();
                });
        EdgeFixture edge =
            edge(
                with(new HttpSettings.Sockets(1 << 20, 1 << 20, 30_000, 1_500, 30_000, 30_000))
                    .with(new HttpSettings.Clients(2, 200, 150, 30_000, 1)),
                ScriptedGatekeeper.INSPECT);
        RawSocket client = edge.client()) {
      RawWebSocket.open(client, origin);
      CompletableFuture<Void> flood =
          CompletableFuture.runAsync(
              () -> {
                try {
                  while (sent.get() < 256L << 20) {
                    client.send(frame);
                    sent.addAndGet(frame.length);
                  }
                } catch (IOException cut) {
                  done.complete(null);
                }
              });
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 101);
      flood.get(20, TimeUnit.SECONDS);
      assertTrue(sent.get() < 64 << 20, () -> "taken: " + sent.get());
      done.complete(null);
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
      RawWebSocket socket = RawWebSocket.open(client, origin);
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
      RawWebSocket.open(client, origin).socket.readToEnd();
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
      RawWebSocket socket = RawWebSocket.open(client, origin);
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> edge.edge.drain(java.time.Duration.ofSeconds(20)));
      assertEquals("8+ 1001", socket.next());
      assertEquals("8+ 1001", told.get());
      client.reset();
      assertTrue(drained.get());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 101);
    }
  }
}
