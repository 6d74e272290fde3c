package org.schoolgate.gateway.tls;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.HostName;

/**
 * TLS of the JDK for the web sites that a demonstration or a test makes for itself, and for those
 * who visit them. Such a site has a certificate of a given authority for every name that it is
 * asked for.
 */
public final class SiteTls {

  /** Clients name the leaves, so there is an end to them. */
  private static final int LEAVES_MAX = 1_000;

  private SiteTls() {}

  /**
   * A site that is everybody.
   *
   * @param unnamed whom it is for clients that name nobody
   */
  public static SSLContext site(
      CertificateAuthority authority, HostName unnamed, Clock clock, SecureRandom random) {
    return context(new Keys(authority, unnamed, false, clock, random), null, random);
  }

  /** A site that has the certificate of one host, whoever is asked for. */
  public static SSLContext siteOf(
      CertificateAuthority authority, HostName host, Clock clock, SecureRandom random) {
    return context(new Keys(authority, host, true, clock, random), null, random);
  }

  /** A visitor who trusts these issuers and nobody else. */
  public static SSLContext visitor(SecureRandom random, X509Certificate... issuers) {
    try {
      java.security.KeyStore trusted =
          java.security.KeyStore.getInstance(java.security.KeyStore.getDefaultType());
      trusted.load(null, null);
      for (int i = 0; i < issuers.length; i++) {
        trusted.setCertificateEntry("issuer-" + i, issuers[i]);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return context(null, trust, random);
    } catch (GeneralSecurityException | java.io.IOException unusable) {
      throw new IllegalStateException("the issuers cannot be trusted", unusable);
    }
  }

  private static SSLContext context(
      @Nullable Keys keys, @Nullable TrustManagerFactory trust, SecureRandom random) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys == null ? null : new KeyManager[] {keys},
          trust == null ? null : trust.getTrustManagers(),
          random);
      return context;
    } catch (GeneralSecurityException unusable) {
      throw new IllegalStateException("this Java has no TLS", unusable);
    }
  }

  /** Makes a leaf for each name that is asked for; the name is the alias. */
  private static final class Keys extends ServerKeys {
    private final CertificateAuthority authority;
    private final HostName host;
    private final boolean always;
    private final Clock clock;
    private final SecureRandom random;
    private final KeyPair keys;
    private final Cache<String, X509Certificate> made =
        Caffeine.newBuilder().maximumSize(LEAVES_MAX).build();

    Keys(
        CertificateAuthority authority,
        HostName host,
        boolean always,
        Clock clock,
        SecureRandom random) {
      this.authority = authority;
      this.host = host;
      this.always = always;
      this.clock = clock;
      this.random = random;
      this.keys = Certificates.newKeys(random);
    }

    private String alias(@Nullable SSLSession session) {
      if (!always && session instanceof ExtendedSSLSession asked) {
        for (SNIServerName name : asked.getRequestedServerNames()) {
          if (name.getType() == StandardConstants.SNI_HOST_NAME) {
            return new String(name.getEncoded(), java.nio.charset.StandardCharsets.US_ASCII);
          }
        }
      }
      return host.text();
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return engine == null || !keyType.startsWith("EC")
          ? null
          : alias(engine.getHandshakeSession());
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return socket instanceof SSLSocket secure && keyType.startsWith("EC")
          ? alias(secure.getHandshakeSession())
          : null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {
        made.get(
            alias,
            name ->
                authority.issue(HostName.parse(name), keys.getPublic(), clock.instant(), random))
      };
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return keys.getPrivate();
    }
  }
}
