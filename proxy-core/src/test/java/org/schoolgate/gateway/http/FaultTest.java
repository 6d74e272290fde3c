package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.Fault;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Decision;

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
        EdgeFixture.SETTINGS.with(new HttpSettings.Bodies(200, 65_536, 4_096, 50, 65_536));
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
}
