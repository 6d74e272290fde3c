package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.FlowEnd;

/** Which connections to an origin are fit for the next request, perhaps of somebody else. */
final class LeaseTest {

  private static final HttpSettings ONE_LOOP =
      EdgeFixture.SETTINGS.with(new HttpSettings.Clients(1, 200, 150, 30_000, 500));

  @TempDir Path folder;

  static Stream<Arguments> logins() {
    return Stream.of(
        Arguments.of("", "", 200, 1),
        Arguments.of("Authorization: Basic bnRsbTpudGxt\r\n", "", 200, 1),
        Arguments.of("Authorization: Bearer negotiate\r\n", "", 200, 1),
        Arguments.of("", "WWW-Authenticate: Basic realm=\"ntlm\"\r\n", 401, 1),
        Arguments.of("Authorization: NTLM TlRM\r\n", "", 200, 2),
        Arguments.of("authorization: negotiate YII\r\n", "", 200, 2),
        Arguments.of("", "WWW-Authenticate: NTLM\r\n", 401, 2),
        Arguments.of("", "WWW-Authenticate: Negotiate YII\r\n", 200, 2),
        Arguments.of(
            "",
            "WWW-Authenticate: Basic realm=\"a\"\r\nwww-authenticate: Digest x=1,negotiate\r\n",
            401,
            2));
  }

  @ParameterizedTest
  @MethodSource("logins")
  void connectionThatLogsSomebodyInIsNobodyElses(
      String asked, String answered, int status, int connections) throws Exception {
    String answer = "HTTP/1.1 " + status + " X\r\n" + answered + "Content-Length: 2\r\n\r\nhi";
    try (RawOrigin origin = RawOrigin.answering(answer);
        EdgeFixture edge =
            new EdgeFixture(folder, ONE_LOOP, (flow, target) -> ScriptedGatekeeper.ALLOW);
        RawSocket teacher = edge.client();
        RawSocket pupil = edge.client()) {
      teacher.send(ForwardTest.get(origin, "/").replace("\r\n\r\n", "\r\n" + asked + "\r\n"));
      assertTrue(teacher.readResponse().endsWith("hi"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, status);
      pupil.send(ForwardTest.get(origin, "/"));
      assertTrue(pupil.readResponse().endsWith("hi"));
      edge.assertNextEnds(FlowEnd.Ended.COMPLETE, status);
      assertEquals(connections, origin.connections.get());
    }
  }

  @Test
  void bytesThatComeWhileTheAnswerIsHeldAreNoAnswerForWhoeverWaits() throws Exception {
    HttpSettings single =
        ONE_LOOP.with(new HttpSettings.Upstreams(20_000, 200, 20_000, 1, 3, 30_000, 16));
    CompletableFuture<Void> read = new CompletableFuture<>();
    CompletableFuture<Void> strayed = new CompletableFuture<>();
    String page = "noted " + ScriptedGatekeeper.NOTED;
    String ok =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + page.length()
            + "\r\n\r\n"
            + page;
    try (RawOrigin origin =
            new RawOrigin(
                (socket, number) -> {
                  socket.readHead();
                  socket.send(ok);
                  if (number == 1) {
                    read.get();
                    socket.send(ok.replace("200 OK", "200 Smuggled"));
                    strayed.complete(null);
                  }
                  socket.readToEnd();
                });
        EdgeFixture edge =
            new EdgeFixture(folder, single, (flow, target) -> ScriptedGatekeeper.INSPECT);
        RawSocket first = edge.client();
        RawSocket second = edge.client()) {
      CompletableFuture<Void> hold = new CompletableFuture<>();
      edge.gatekeeper.noting = hold;
      first.send(ForwardTest.get(origin, "/"));
      edge.gatekeeper.asked.take();
      edge.gatekeeper.notedIn.take();
      read.complete(null);
      strayed.get();
      second.send(ForwardTest.get(origin, "/"));
      edge.gatekeeper.asked.take();
      hold.complete(null);
      for (RawSocket client : new RawSocket[] {first, second}) {
        assertTrue(client.readResponse().startsWith("HTTP/1.1 200 OK"));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
      }
      assertEquals(2, origin.connections.get());
    }
  }
}
