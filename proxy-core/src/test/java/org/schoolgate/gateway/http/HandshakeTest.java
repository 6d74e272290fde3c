package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.function.BiFunction;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Target;

/** How the TLS handshake with a client can end, each way by its own word. */
final class HandshakeTest {

  @TempDir Path folder;
  private final SecureFixture tls = new SecureFixture();

  @AfterEach
  void close() {
    tls.close();
  }

  @Test
  void aClientThatDoesNotTrustTheSchoolIsToldApart() throws Exception {
    try (EdgeFixture edge = reading();
        SSLSocket socket = tls.begin(edge, "site.test:443", tls.internet)) {
      assertEquals("javax.net.ssl.SSLHandshakeException", failureOf(socket));
      keptOut(edge, FlowEnd.Ended.CERTIFICATE_REFUSED);
      assertEquals(1, edge.counter("schoolgate.tls.handshakes", "outcome", "certificate-refused"));
    }
  }

  @Test
  void aClientThatSpeaksNeitherVersionIsTurnedAwayByItsAlert() throws Exception {
    try (EdgeFixture edge = reading();
        SSLSocket socket = tls.begin(edge, "site.test:443", tls.school)) {
      var wanted = socket.getSSLParameters();
      wanted.setApplicationProtocols(new String[] {"spdy/3"});
      socket.setSSLParameters(wanted);
      assertEquals("javax.net.ssl.SSLHandshakeException", failureOf(socket));
      keptOut(edge, FlowEnd.Ended.PROTOCOL_REFUSED);
    }
  }

  @ParameterizedTest(name = "of {0}")
  @CsvSource({"h2 http/1.1, h2", "http/1.1 h2, h2", "http/1.1, http/1.1", "'', ''"})
  void theNewestThatBothSpeakIsChosen(String offered, String chosen) throws Exception {
    try (EdgeFixture edge = reading();
        SSLSocket socket = tls.begin(edge, "site.test:443", tls.school)) {
      var wanted = socket.getSSLParameters();
      wanted.setApplicationProtocols(offered.isEmpty() ? new String[0] : offered.split(" ", -1));
      socket.setSSLParameters(wanted);
      socket.startHandshake();
      assertEquals(chosen, socket.getApplicationProtocol());
      SecureFixture.ends(edge, FlowEnd.Ended.COMPLETE);
    }
  }

  /** The leaves have P-256 keys, as every browser of the last ten years takes them. */
  @Test
  void aClientThatOnlyKnowsRsaFailsAndIsAccountedFor() throws Exception {
    try (EdgeFixture edge = reading();
        SSLSocket socket = tls.begin(edge, "site.test:443", tls.school)) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
      assertEquals("javax.net.ssl.SSLHandshakeException", failureOf(socket));
      keptOut(edge, FlowEnd.Ended.HANDSHAKE_FAILED);
    }
  }

  @Test
  void garbageAfterTheHelloFailsTheHandshake() throws Exception {
    try (EdgeFixture edge = reading();
        RawSocket client = SecureFixture.open(edge, "site.test:443")) {
      client.send(TunnelTest.hello("site.test"));
      client.send("GET / HTTP/1.1\r\nHost: site.test\r\n\r\n");
      client.readToEnd();
      keptOut(edge, FlowEnd.Ended.HANDSHAKE_FAILED);
    }
  }

  @Test
  void aHandshakeThatStallsIsEnded() throws Exception {
    HttpSettings hasty =
        EdgeFixture.SETTINGS.with(new HttpSettings.Tunnels(65_536, 30_000, 300, 30_000));
    try (EdgeFixture edge = edge(hasty, (flow, target) -> ScriptedGatekeeper.INSPECT);
        RawSocket client = SecureFixture.open(edge, "site.test:443")) {
      client.send(TunnelTest.hello("site.test"));
      assertTrue(client.readToEnd().endsWith("<reset>"));
      keptOut(edge, FlowEnd.Ended.TIMED_OUT);
    }
  }

  @Test
  void aClientThatLeavesInTheHandshakeIsAccountedFor() throws Exception {
    try (EdgeFixture edge = reading();
        RawSocket client = SecureFixture.open(edge, "site.test:443")) {
      client.send(TunnelTest.hello("site.test"));
      client.read(5);
      client.reset();
      keptOut(edge, FlowEnd.Ended.CLIENT_CLOSED);
    }
  }

  /** What it was kept from is decided about once more, as if the tunnel were not read. */
  private static void keptOut(EdgeFixture edge, FlowEnd.Ended ended) throws InterruptedException {
    SecureFixture.ends(edge, ended);
    ScriptedGatekeeper.Closed again = edge.nextClosed();
    assertTrue(again.decided().flow().asked() instanceof Asked.KeptOut);
    assertEquals(FlowEnd.Ended.REFUSED, again.end().ended());
  }

  private static @Nullable String failureOf(SSLSocket socket) {
    try {
      socket.startHandshake();
      // A TLS 1.3 client is done before the server has said that it is not.
      int unused = socket.getInputStream().read();
      return null;
    } catch (java.io.IOException failure) {
      return failure.getClass().getName();
    }
  }

  private EdgeFixture reading() throws Exception {
    return edge(EdgeFixture.SETTINGS, (flow, target) -> SecureFixture.inside(flow));
  }

  private EdgeFixture edge(HttpSettings settings, BiFunction<Flow, Target, Decision> script)
      throws Exception {
    return new EdgeFixture(folder, settings, script, tls.interception);
  }
}
