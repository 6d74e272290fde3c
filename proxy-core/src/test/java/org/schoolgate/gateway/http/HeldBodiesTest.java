package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.gateway.FlowEnd;

/** How much of pages is held back, over all of them and for how long. */
final class HeldBodiesTest {

  private static final String HTML = "Content-Type: text/html\r\n";

  @TempDir Path folder;

  /** A page of which a little comes again and again is not held for ever either. */
  @Test
  void aDrippingPageIsHeldForAFixedTime() throws Exception {
    HttpSettings hasty =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(30_000, 65_536, 32 << 20, 4_096, 100, 1 << 20, 100, 65_536));
    int drops = 1_000;
    CompletableFuture<Void> seen = new CompletableFuture<>();
    AtomicInteger sent = new AtomicInteger();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\n" + HTML + "Connection: close\r\n\r\n");
                  while (!seen.isDone() && sent.get() < drops) {
                    socket.send("d");
                    sent.incrementAndGet();
                    awaited(seen, 20);
                  }
                });
        EdgeFixture edge = inspecting(hasty);
        RawSocket client = edge.client()) {
      client.send(ForwardTest.get(origin, "/"));
      assertTrue(client.readHead().startsWith("HTTP/1.1 200"));
      client.read(1);
      int before = sent.get();
      seen.complete(null);
      assertTrue(before < drops, "all of it came before any of it went on");
      edge.nextClosed();
    }
  }

  private static void awaited(CompletableFuture<?> seen, int millis) throws Exception {
    try {
      seen.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException notYet) {
      // The next drop is due.
    }
  }

  @Test
  void whatThereIsNoRoomForIsRefusedAndTheOthersGoOn() throws Exception {
    HttpSettings narrow =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(30_000, 8_192, 32_768, 4_096, 30_000, 1 << 20, 100, 65_536));
    CompletableFuture<Void> refused = new CompletableFuture<>();
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send("HTTP/1.1 200 OK\r\n" + HTML + "Content-Length: 8001\r\n\r\n");
                  socket.send("a".repeat(8_000));
                  refused.get();
                  socket.send("z");
                });
        EdgeFixture edge = inspecting(narrow)) {
      List<RawSocket> clients = new ArrayList<>();
      try {
        for (int i = 0; i < 5; i++) {
          RawSocket client = edge.client();
          clients.add(client);
          client.send(ForwardTest.get(origin, "/"));
        }
        edge.assertNextEnds(FlowEnd.Ended.REFUSED, 503);
        refused.complete(null);
        int shown = 0;
        for (RawSocket client : clients) {
          String response = client.readResponse();
          boolean whole = response.startsWith("HTTP/1.1 200 ");
          assertTrue(whole || response.contains("\r\nSchoolgate-Decision: block\r\n"), response);
          shown += whole ? 1 : 0;
        }
        assertEquals(4, shown);
        for (int i = 0; i < 4; i++) {
          edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        }
      } finally {
        for (RawSocket client : clients) {
          client.close();
        }
      }
    }
  }

  private EdgeFixture inspecting(HttpSettings settings) throws Exception {
    return new EdgeFixture(folder, settings, (flow, target) -> ScriptedGatekeeper.INSPECT);
  }
}
