package org.schoolgate.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.policy.HostName;

/** Whole handshakes in memory, with a visitor who checks the name as a browser does. */
class ServerTlsTest {

  private static final int LEAVES_MAX = 4;
  private static final int FLIGHTS_MAX = 10;

  private final SecureRandom random = new SecureRandom();
  private final Instant now = Instant.now();
  private final CertificateAuthority authority =
      CertificateAuthority.create("Hillside Primary School", now, random);
  private final ServerTls tls =
      new ServerTls(authority, Clock.fixed(now, ZoneOffset.UTC), random, LEAVES_MAX);

  @AfterEach
  void close() {
    tls.close();
  }

  @Test
  void everyHostIsShownItsOwnLeafHoweverManyThereAre() throws Exception {
    long seed = new SecureRandom().nextLong();
    System.out.println("seed " + seed);
    List<String> visits = new ArrayList<>();
    for (int i = 0; i < 10 * LEAVES_MAX; i++) {
      visits.addAll(Collections.nCopies(3, "site-" + i + ".example"));
    }
    Collections.shuffle(visits, new Random(seed));
    for (String host : visits) {
      assertEquals("CN=" + host, shown(host).getSubjectX500Principal().getName());
    }
  }

  @Test
  void oneWhoComesAgainIsShownTheSameLeafWhoeverCameBetween() throws Exception {
    X509Certificate first = shown("one.example");
    X509Certificate other = shown("other.example");
    assertEquals(first, shown("one.example"));
    assertEquals(other, shown("other.example"));
    assertEquals(2, tls.leavesMade());
  }

  @Test
  void twoGatewaysWithOneAuthorityShareNoLeaf() throws Exception {
    X509Certificate here = shown("one.example");
    try (ServerTls elsewhere =
        new ServerTls(authority, Clock.fixed(now, ZoneOffset.UTC), random, LEAVES_MAX)) {
      X509Certificate there = shown(elsewhere, "one.example");
      assertTrue(!here.getPublicKey().equals(there.getPublicKey()));
    }
  }

  private X509Certificate shown(String host) throws Exception {
    return shown(tls, host);
  }

  private X509Certificate shown(ServerTls gateway, String host) throws Exception {
    SSLContext visitor = SiteTls.visitor(random, authority.certificate());
    SSLEngine engine = visitor.createSSLEngine(host, 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    engine.setSSLParameters(parameters);
    ServerTls.Answer answer = gateway.answerFor(HostName.parse(host)).toCompletableFuture().join();
    SslHandler asking = new SslHandler(engine);
    EmbeddedChannel server = new EmbeddedChannel(answer.handler(UnpooledByteBufAllocator.DEFAULT));
    EmbeddedChannel client = new EmbeddedChannel(asking);
    try {
      for (int i = 0; i < FLIGHTS_MAX && !asking.handshakeFuture().isDone(); i++) {
        carry(client, server);
        carry(server, client);
      }
      assertTrue(asking.handshakeFuture().isSuccess(), host);
      return (X509Certificate) engine.getSession().getPeerCertificates()[0];
    } finally {
      client.finishAndReleaseAll();
      server.finishAndReleaseAll();
    }
  }

  private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
    from.runPendingTasks();
    for (Object bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      to.writeInbound(bytes);
    }
  }
}
