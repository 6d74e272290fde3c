package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.FlowEnd;

/** Answers that are never whole while they matter: server-sent events, and gRPC's messages. */
final class StreamedAnswerTest {

  /** Nothing goes on because somebody has waited long. */
  private static final HttpSettings PATIENT =
      EdgeFixture.SETTINGS.with(
          new HttpSettings.Bodies(60_000, 65_536, 32 << 20, 4_096, 60_000, 1 << 20, 2_000, 65_536));

  private static final int EVENTS = 5;

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
  }

  private EdgeFixture edge(boolean inspected) throws Exception {
    return new EdgeFixture(
        folder,
        PATIENT,
        (flow, target) -> inspected ? ScriptedGatekeeper.INSPECT : SecureFixture.inside(flow),
        tls.interception);
  }

  /** Whoever says something piece by piece, in either version. */
  private interface Voice {
    void say(String text) throws IOException;
  }

  /** Whoever hears it. */
  private interface Ear {
    String more() throws IOException;
  }

  private static String event(int number) {
    return "event: news\ndata: number " + number + "\n\n";
  }

  static Stream<Arguments> versions() {
    return Stream.of(true, false)
        .flatMap(
            origin ->
                Stream.of(true, false)
                    .flatMap(
                        client ->
                            Stream.of(true, false)
                                .map(inspected -> Arguments.of(origin, client, inspected))));
  }

  @ParameterizedTest(name = "origin of HTTP/2 {0}, client of HTTP/2 {1}, read {2}")
  @MethodSource("versions")
  void eachEventIsThereBeforeTheNextIsSent(boolean newOrigin, boolean newClient, boolean inspected)
      throws Exception {
    BlockingQueue<Integer> wanted = new LinkedBlockingQueue<>();
    try (RawOrigin origin =
            saying(
                newOrigin,
                inspected,
                voice -> {
                  for (int number = wanted.take(); number < EVENTS; number = wanted.take()) {
                    voice.say(event(number));
                  }
                });
        EdgeFixture edge = edge(inspected)) {
      listen(
          edge,
          origin,
          newClient,
          ear -> {
            for (int number = 0; number < EVENTS; number++) {
              wanted.add(number);
              StringBuilder heard = new StringBuilder();
              while (!heard.toString().endsWith(event(number))) {
                heard.append(ear.more());
              }
            }
            wanted.add(EVENTS);
            edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
          });
      assertEquals(List.of(), List.copyOf(origin.faults));
    }
  }

  /** The first half of an event waits for the second, and is never seen without it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEventThatMustNotBeSeenIsNotSeenInPart(boolean newer) throws Exception {
    BlockingQueue<Integer> wanted = new LinkedBlockingQueue<>();
    try (RawOrigin origin =
            saying(
                newer,
                true,
                voice -> {
                  voice.say(event(0) + "data: harmless half\n");
                  wanted.take();
                  voice.say("data: " + ScriptedGatekeeper.FORBIDDEN + "\n\n" + event(1));
                  wanted.take();
                });
        EdgeFixture edge = edge(true)) {
      StringBuilder heard = new StringBuilder();
      listen(
          edge,
          origin,
          newer,
          ear -> {
            while (!heard.toString().endsWith(event(0))) {
              heard.append(ear.more());
            }
            wanted.add(1);
            String more = ear.more();
            while (!more.isEmpty()) {
              heard.append(more);
              more = ear.more();
            }
          });
      wanted.add(1);
      assertFalse(heard.toString().contains("harmless"), heard::toString);
      edge.assertNextEnds(FlowEnd.Ended.CUT, 200);
    }
  }

  @FunctionalInterface
  private interface Speech {
    void with(Voice voice) throws Exception;
  }

  @FunctionalInterface
  private interface Listening {
    void with(Ear ear) throws Exception;
  }

  private RawOrigin saying(boolean newer, boolean inspected, Speech speech) throws IOException {
    return new RawOrigin(
        tls.site(),
        (socket, number) -> {
          if (newer) {
            RawHttp2 side = RawHttp2.origin(socket);
            int stream = side.nextRequest();
            side.frame(
                RawHttp2.HEADERS,
                RawHttp2.END_HEADERS,
                stream,
                RawHttp2.block(":status 200\ncontent-type text/event-stream; charset=utf-8"));
            speech.with(text -> side.frame(RawHttp2.DATA, 0, stream, text));
            side.frame(RawHttp2.DATA, RawHttp2.END_STREAM, stream, "");
            side.endOfConnection();
          } else {
            String head = socket.readHead();
            assertTrue(!inspected || head.contains("Accept-Encoding: identity\r\n"), head);
            socket.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            speech.with(socket::send);
          }
        });
  }

  /** The stream opens before there is an event. */
  private void listen(EdgeFixture edge, RawOrigin origin, boolean newer, Listening listening)
      throws Exception {
    String authority = "site.test:" + origin.port();
    String accept = "accept text/event-stream\naccept-encoding gzip, identity";
    if (newer) {
      try (RawHttp2 client = RawHttp2.enter(tls, edge, authority)) {
        SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
        client.frame(
            RawHttp2.HEADERS,
            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
            1,
            RawHttp2.block(RawHttp2.request("GET", authority, "/", accept)));
        client.await(RawHttp2.HEADERS);
        listening.with(() -> part(client));
      }
    } else {
      try (SecureFixture.Inside client = tls.enter(edge, authority)) {
        SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
        client
            .http()
            .send(
                "GET / HTTP/1.1\r\nHost: %s\r\n%s\r\n\r\n"
                    .formatted(authority, accept.replace(" ", ": ").replace("\n", "\r\n")));
        assertTrue(client.http().readHead().startsWith("HTTP/1.1 200 "));
        byte[] one = new byte[1];
        listening.with(() -> part(client, one));
      }
    }
  }

  private static String part(RawHttp2 client) throws IOException {
    RawHttp2.Frame frame = client.next();
    if (frame == null || frame.type() == RawHttp2.RST_STREAM) {
      return "";
    }
    return frame.type() == RawHttp2.DATA ? frame.payload() : part(client);
  }

  private static String part(SecureFixture.Inside client, byte[] one) throws IOException {
    try {
      return client.http().read(one) < 0 ? "" : String.valueOf((char) one[0]);
    } catch (java.net.SocketException | javax.net.ssl.SSLException cut) {
      return "";
    }
  }

  /** One that is binary, to the inspection of these tests too. */
  private static String message(String text) {
    return "\0\0\0\0" + (char) (text.length() + 1) + "\1" + text;
  }

  /** The origin speaks first, then each in turn; nothing is held for what is still to come. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void messagesOfGrpcGoBothWaysAtOnceAndItsStatusArrives(boolean inspected) throws Exception {
    try (RawOrigin origin =
            new RawOrigin(
                tls.site(),
                (socket, number) -> {
                  RawHttp2 side = RawHttp2.origin(socket);
                  int stream = side.nextRequest();
                  side.frame(
                      RawHttp2.HEADERS,
                      RawHttp2.END_HEADERS,
                      stream,
                      RawHttp2.block(":status 200\ncontent-type application/grpc+proto"));
                  RawHttp2.Frame asked = side.await(RawHttp2.DATA);
                  while (!asked.has(RawHttp2.END_STREAM)) {
                    side.frame(RawHttp2.DATA, 0, stream, asked.payload());
                    asked = side.await(RawHttp2.DATA);
                  }
                  side.frame(
                      RawHttp2.HEADERS,
                      RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                      stream,
                      RawHttp2.block("grpc-status 0\ngrpc-message well"));
                  int refused = side.nextRequest();
                  if (!side.request(refused).has("te trailers")) {
                    throw new AssertionError("trailers are not wanted");
                  }
                  side.answer(
                      refused, ":status 200\ncontent-type application/grpc\ngrpc-status 12", "");
                  side.endOfConnection();
                });
        EdgeFixture edge = edge(inspected)) {
      String authority = "site.test:" + origin.port();
      try (RawHttp2 client = RawHttp2.enter(tls, edge, authority)) {
        SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
        byte[] call =
            RawHttp2.block(
                RawHttp2.request(
                    "POST",
                    authority,
                    "/Echo/Say",
                    "content-type application/grpc",
                    "te trailers"));
        client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, call);
        client.await(RawHttp2.HEADERS);
        for (int i = 0; i < EVENTS; i++) {
          client.frame(RawHttp2.DATA, 0, 1, message("number " + i));
          assertEquals(message("number " + i), client.await(RawHttp2.DATA).payload());
        }
        client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1, "");
        RawHttp2.Answer answer = client.answer(1);
        assertTrue(answer.ended(), answer::toString);
        assertTrue(answer.heads().endsWith("grpc-status 0\ngrpc-message well\n"), answer::heads);
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);

        client.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, 3, call);
        assertTrue(client.answer(3).has("grpc-status 12"));
        edge.assertNextEnds(FlowEnd.Ended.COMPLETE, 200);
        assertEquals(List.of(), List.copyOf(origin.faults));
      }
    }
  }
}
