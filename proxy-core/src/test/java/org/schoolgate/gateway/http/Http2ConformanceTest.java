package org.schoolgate.gateway.http;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a server must do by sections 3.4 to 8 of RFC 9113, as far as a client can see whether it
 * does: each line is one rule, broken or used by a client that speaks frame by frame.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class Http2ConformanceTest {

  private final SecureFixture tls = new SecureFixture();
  private EdgeFixture edge;

  @BeforeAll
  void open(@TempDir Path folder) throws Exception {
    edge =
        new EdgeFixture(
            folder,
            EdgeFixture.SETTINGS,
            (flow, target) ->
                target != null && target.path().equals("/blocked")
                    ? ScriptedGatekeeper.BLOCK
                    : SecureFixture.inside(flow),
            tls.interception);
    // Whoever asks for more than a block page waits until it gives up.
    edge.names.silence("site.test");
  }

  @AfterAll
  void close() throws Exception {
    edge.closeUnasked();
    tls.close();
  }

  static Stream<Http2Rule> rules() {
    return Stream.of(Http2FrameRules.all(), Http2StreamRules.all(), Http2MessageRules.all())
        .flatMap(List::stream);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isKept(Http2Rule rule) throws Exception {
    try (RawHttp2 client = RawHttp2.enter(tls, edge, Http2Rule.AUTHORITY)) {
      rule.sent().by(client);
      rule.expected().of(client);
    }
  }
}
