package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.Fault;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;

/** Faults of our own: nobody may wait for ever because of one, and no flow may go unaccounted. */
final class FaultTest {

  @TempDir Path folder;

  /** Pages that cannot be made. */
  private static final class NoPages implements Pages {
    @Override
    public Reply block(Decided decided, Asker asker) {
      throw new IllegalStateException("no block page");
    }

    @Override
    public Reply redirect(Decided decided) {
      throw new IllegalStateException("no redirect");
    }

    @Override
    public Reply signIn(Decided decided, Asker asker) {
      throw new IllegalStateException("no sign-in page");
    }

    @Override
    public Reply refused(int status, String why, @Nullable Reference reference) {
      throw new IllegalStateException("no refusal page");
    }

    @Override
    public Reply failed(Fault fault, String why, Decided decided, Asker asker) {
      throw new IllegalStateException("no failure page");
    }
  }

  static Stream<Arguments> requests() {
    String get = "GET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test\r\n\r\n";
    String none = get.replace("{p}", "1");
    String slow = get.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 1\r\n\r\n");
    String form =
        slow.replace("Content-L", "Content-Type: application/x-www-form-urlencoded\r\nContent-L");
    return Stream.of(
        Arguments.of("blocked", get, ScriptedGatekeeper.BLOCK, 1),
        Arguments.of(
            "tunnel",
            "CONNECT site.test:1 HTTP/1.1\r\nHost: site.test:1\r\n\r\n",
            ScriptedGatekeeper.BLOCK,
            1),
        Arguments.of("blocked later", get, ScriptedGatekeeper.INSPECT, 1),
        Arguments.of("origin that takes no connection", none, ScriptedGatekeeper.ALLOW, 1),
        Arguments.of("body that does not come", form, ScriptedGatekeeper.INSPECT, 1),
        Arguments.of("no HTTP", "nonsense\r\n\r\n", ScriptedGatekeeper.ALLOW, 0));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void flowEndsAlthoughNoPageCanBeMade(String name, String sent, Decision decision, int flows)
      throws Exception {
    String page = ScriptedGatekeeper.FORBIDDEN;
    HttpSettings hasty =
        EdgeFixture.SETTINGS.with(
            new HttpSettings.Bodies(200, 65_536, 32 << 20, 4_096, 50, 1 << 20, 100, 65_536));
    for (boolean later : new boolean[] {false, true}) {
      try (RawOrigin origin =
              RawOrigin.answering(
                  "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                      + page.length()
                      + "\r\n\r\n"
                      + page);
          EdgeFixture edge =
              new EdgeFixture(
                  folder,
                  hasty,
                  (flow, target) -> decision,
                  (subject, dialled) -> true,
                  new NoPages());
          RawSocket client = edge.client()) {
        CompletableFuture<Void> hold = new CompletableFuture<>();
        if (later) {
          edge.gatekeeper.before = hold;
        }
        client.send(sent.replace("{p}", String.valueOf(origin.port())));
        if (later && flows > 0) {
          edge.gatekeeper.asked.take();
        }
        hold.complete(null);
        assertEquals("<reset>", client.readToEnd());
        for (int i = 0; i < flows; i++) {
          edge.assertNextEnds(FlowEnd.Ended.CUT, 0);
        }
      }
    }
  }

  /** A fault of our own on the way to a site, in what a future calls: nobody else hears of it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n\r\n",
        "GET http://127.0.0.1:{p}/ HTTP/1.1\r\nHost: 127.0.0.1:{p}\r\n\r\n",
        "POST http://site.test:{p}/ HTTP/1.1\r\nHost: site.test:{p}\r\n"
            + "Content-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc",
      })
  void aFaultInDiallingIsABlockOnRecordAndTheNextIsServed(String request) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (RawOrigin origin = RawOrigin.answering("HTTP/1.1 204 No Content\r\n\r\n");
        EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> ScriptedGatekeeper.INSPECT,
                (subject, dialled) -> faultAtFirst(asked));
        RawSocket client = edge.client()) {
      String sent = request.replace("{p}", String.valueOf(origin.port()));
      client.send(sent);
      String response = client.readResponse();
      assertTrue(response.startsWith("HTTP/1.1 503 "), response);
      assertTrue(response.contains("\r\nSchoolgate-Decision: block\r\n"), response);
      assertTrue(response.contains("\r\nSchoolgate-Reference: SG-"), response);
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.REFUSED, closed.end().ended());
      assertEquals(Reason.Kind.FAULT, closed.decided().decision().reason().kind());
      client.send(sent);
      assertTrue(client.readResponse().startsWith("HTTP/1.1 204 "));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 204);
    }
  }

  @Test
  void aFaultInDiallingForATunnelIsABlockOnRecord() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (EdgeFixture edge =
            new EdgeFixture(
                folder,
                EdgeFixture.SETTINGS,
                (flow, target) -> ScriptedGatekeeper.ALLOW,
                (subject, dialled) -> faultAtFirst(asked));
        RawSocket client = edge.client()) {
      client.send("CONNECT site.test:1 HTTP/1.1\r\nHost: site.test:1\r\n\r\n");
      assertTrue(client.readHead().startsWith("HTTP/1.1 200 "));
      client.send(TunnelTest.hello("site.test"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      assertEquals("\u0015\u0003", client.readToEnd().substring(0, 2), "no alert of TLS");
      ScriptedGatekeeper.Closed closed = edge.nextClosed();
      assertEquals(FlowEnd.Ended.REFUSED, closed.end().ended());
      assertEquals(Reason.Kind.FAULT, closed.decided().decision().reason().kind());
      assertNotNull(closed.decided().recorded().reference());
    }
  }

  private static boolean faultAtFirst(AtomicInteger asked) {
    if (asked.getAndIncrement() == 0) {
      throw new IllegalStateException("a fault that the test wants");
    }
    return true;
  }
}
