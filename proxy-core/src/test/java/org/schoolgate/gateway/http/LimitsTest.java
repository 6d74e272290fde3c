package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;

/** Deadlines, numbers, memory, and going down in good order. */
final class LimitsTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
  private static final long MEMORY_BYTES_MAX = 48L << 20;

  @TempDir Path folder;

  @Test
  void drippingDoesNotExtendTheTimeOfAHead() throws Exception {
    HttpSettings hasty =
        EdgeFixture.SETTINGS.with(new HttpSettings.Heads(8_192, 16_384, 64, 400, 8_192));
    try (EdgeFixture edge = with(hasty, ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      client.socket().setSoTimeout(20);
      StringBuilder got = new StringBuilder();
      client.send("GET http://site.test/ HTTP/1.1\r\nX: ");
      while (got.length() == 0) {
        try {
          got.append(client.readToEnd());
        } catch (SocketTimeoutException notYet) {
          client.send("a");
        }
      }
      assertTrue(got.toString().startsWith("HTTP/1.1 408 "), got::toString);
      assertEquals("head-too-slow", edge.gatekeeper.problems.take());
    }
  }

  @Test
  void idleConnectionIsClosedWithoutAWord() throws Exception {
    HttpSettings hasty = EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 10, 10, 200, 200));
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge = with(hasty, ScriptedGatekeeper.ALLOW);
        RawSocket fresh = edge.client();
        RawSocket used = edge.client()) {
      assertEquals("", fresh.readToEnd());
      try (RawSocket again = edge.client()) {
        again.send(ForwardTest.get(origin, "/"));
        assertTrue(again.readResponse().endsWith("hi"));
        edge.nextClosed();
        assertEquals("", again.readToEnd());
      }
      assertEquals("", used.readToEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void slowBodyOfARequestIsA408(boolean inspected) throws Exception {
    HttpSettings hasty =
        EdgeFixture.SETTINGS
            .with(
                new HttpSettings.Bodies(300, 65_536, 32 << 20, 4_096, 3_000, 1 << 20, 100, 65_536))
            .with(new HttpSettings.Upstreams(5_000, 1_000, 300, 4, 4, 30_000, 16));
    try (RawOrigin origin = new RawOrigin((socket, number) -> socket.readToEnd());
        EdgeFixture edge =
            with(hasty, inspected ? ScriptedGatekeeper.INSPECT : ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      client.send(
          ForwardTest.get(origin, "/")
              .replace("GET", "POST")
              .replace("\r\n\r\n", "\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nabc"));
      assertTrue(client.readToEnd().startsWith("HTTP/1.1 408 "));
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 408);
    }
  }

  @Test
  void originThatFallsSilentIsCut() throws Exception {
    HttpSettings hasty =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(300, 65_536, 32 << 20, 4_096, 3_000, 1 << 20, 100, 65_536));
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
                  socket.readToEnd();
                });
        EdgeFixture edge = with(hasty, ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      assertTrue(client.readToEnd().endsWith("abc<reset>"));
      edge.assertNextEnds(FlowEnd.Ended.TIMED_OUT, 200);
    }
  }

  @Test
  void connectionsOverTheLimitAreClosedAndOthersTakeTheirPlace() throws Exception {
    HttpSettings few = EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 3, 2, 30_000, 200));
    try (RawOrigin origin = RawOrigin.answering(OK);
        EdgeFixture edge = with(few, ScriptedGatekeeper.ALLOW)) {
      RawSocket first = served(edge, origin);
      try (RawSocket second = served(edge, origin);
          RawSocket third = edge.client()) {
        assertTrue(third.readToEnd().length() <= "<reset>".length());
        assertEquals(1, edge.counter("schoolgate.connections.refused"));
        first.close();
        while (edge.meters.get("schoolgate.connections.active").gauge().value() > 1) {
          Thread.onSpinWait();
        }
        served(edge, origin).close();
        second.send(ForwardTest.get(origin, "/"));
        second.readResponse();
        edge.nextClosed();
      }
    }
  }

  private static RawSocket served(EdgeFixture edge, RawOrigin origin) throws Exception {
    RawSocket client = edge.client();
    client.send(ForwardTest.get(origin, "/"));
    assertTrue(client.readResponse().endsWith("hi"));
    edge.nextClosed();
    return client;
  }

  /** A few clients that do not read, one origin that floods: the memory stays where it is. */
  @ParameterizedTest
  @ValueSource(strings = {"allow", "inspect"})
  void memoryDoesNotGrowWithAFloodAndASlowReader(String decision) throws Exception {
    Decision either =
        decision.equals("allow") ? ScriptedGatekeeper.ALLOW : ScriptedGatekeeper.INSPECT;
    AtomicLong sent = new AtomicLong();
    int clients = 8;
    long each = 64L << 20;
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                          + each
                          + "\r\n\r\n");
                  byte[] block = new byte[1 << 16];
                  for (long left = each; left > 0; left -= block.length) {
                    socket.send(block);
                    sent.addAndGet(block.length);
                  }
                });
        EdgeFixture edge = with(EdgeFixture.SETTINGS, either)) {
      long before = directMemory();
      List<RawSocket> slow = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        RawSocket client = edge.client();
        slow.add(client);
        client.send(ForwardTest.get(origin, "/"));
        client.readHead();
      }
      byte[] into = new byte[1 << 16];
      for (int round = 0; round < 200; round++) {
        for (RawSocket client : slow) {
          client.read(into);
        }
        assertTrue(directMemory() - before < MEMORY_BYTES_MAX, "memory grew");
      }
      assertTrue(sent.get() < clients * each, "the flood was taken whole");
      for (RawSocket client : slow) {
        client.reset();
        assertEquals(FlowEnd.Ended.CLIENT_CLOSED, edge.nextClosed().end().ended());
      }
    }
  }

  /** An origin that does not read a body makes the client wait, not the gateway's memory grow. */
  @Test
  void uploadWaitsForTheOrigin() throws Exception {
    CompletableFuture<Void> read = new CompletableFuture<>();
    int total = 48 << 20;
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  read.get();
                  socket.read(total);
                  socket.send(OK);
                });
        EdgeFixture edge = with(EdgeFixture.SETTINGS, ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      long before = directMemory();
      client.send(
          ForwardTest.get(origin, "/")
              .replace("GET", "PUT")
              .replace("\r\n\r\n", "\r\nContent-Length: " + total + "\r\n\r\n"));
      AtomicLong sent = new AtomicLong();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  byte[] block = new byte[1 << 16];
                  for (int left = total; left > 0; left -= block.length) {
                    client.send(block);
                    sent.addAndGet(block.length);
                  }
                } catch (java.io.IOException broken) {
                  throw new java.io.UncheckedIOException(broken);
                }
              });
      long seen = -1;
      while (sent.get() != seen) {
        seen = sent.get();
        client.socket().setSoTimeout(200);
        assertThrows(SocketTimeoutException.class, () -> client.read(new byte[1]));
      }
      client.socket().setSoTimeout(20_000);
      assertTrue(seen < total, "all of it was taken");
      assertTrue(directMemory() - before < MEMORY_BYTES_MAX, "memory grew");
      read.complete(null);
      assertTrue(client.readResponse().endsWith("hi"));
      sending.join();
      assertEquals(total, edge.nextClosed().end().bytesUp());
    }
  }

  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  @Test
  void drainLetsTheResponseInProgressEnd() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    CompletableFuture<Void> go = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  asked.complete(null);
                  go.get();
                  socket.send(OK);
                });
        EdgeFixture edge = with(EdgeFixture.SETTINGS, ScriptedGatekeeper.ALLOW);
        RawSocket idle = edge.client();
        RawSocket busy = edge.client()) {
      busy.send(ForwardTest.get(origin, "/"));
      asked.get();
      CompletableFuture<Boolean> drained =
          CompletableFuture.supplyAsync(() -> edge.edge.drain(Duration.ofSeconds(20)));
      assertEquals("", idle.readToEnd());
      assertFalse(drained.isDone());
      go.complete(null);
      String response = busy.readToEnd();
      assertTrue(response.endsWith("\r\n\r\nhi"), response);
      assertTrue(response.contains("Connection: close"), response);
      busy.finishOutput();
      assertTrue(drained.get());
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
    }
  }

  @Test
  void drainCutsWhatDoesNotEnd() throws Exception {
    CompletableFuture<Void> asked = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  asked.complete(null);
                  socket.readToEnd();
                });
        EdgeFixture edge = with(EdgeFixture.SETTINGS, ScriptedGatekeeper.ALLOW);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      asked.get();
      assertFalse(edge.edge.drain(Duration.ofMillis(50)));
      assertEquals("<reset>", client.readToEnd());
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
    }
  }

  @Test
  void clientThatLeavesEndsItsFlowWhereverItIs() throws Exception {
    CompletableFuture<Void> hold = new CompletableFuture<>();
    try (RawOrigin silent = new RawOrigin((socket, number) -> socket.readToEnd());
        RawOrigin halfway =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
                  socket.readToEnd();
                });
        EdgeFixture edge = with(EdgeFixture.SETTINGS, ScriptedGatekeeper.ALLOW)) {
      try (RawSocket waiting = edge.client()) {
        waiting.send(ForwardTest.get(silent, "/"));
        edge.gatekeeper.asked.take();
      }
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
      try (RawSocket reading = edge.client()) {
        reading.send(ForwardTest.get(halfway, "/"));
        reading.readHead();
        reading.reset();
      }
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 200);
      edge.gatekeeper.asked.clear();
      edge.gatekeeper.before = hold;
      try (RawSocket undecided = edge.client()) {
        undecided.send(ForwardTest.get(silent, "/"));
        edge.gatekeeper.asked.take();
        undecided.reset();
      }
      while (edge.meters.get("schoolgate.connections.active").gauge().value() > 0) {
        Thread.onSpinWait();
      }
      hold.complete(null);
      edge.assertNextEnds(FlowEnd.Ended.CLIENT_CLOSED, 0);
    }
  }

  private EdgeFixture with(HttpSettings settings, Decision decision) throws Exception {
    return new EdgeFixture(folder, settings, (flow, target) -> decision);
  }
}
