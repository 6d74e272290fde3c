package org.schoolgate.gateway.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Verifies origins by the rules of the JDK (RFC 5280, RFC 9525), and says in one word of ours why
 * one is refused, since the words of the JDK are for programmers.
 */
final class OriginTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager rules;

  private OriginTrust(X509ExtendedTrustManager rules) {
    this.rules = rules;
  }

  static OriginTrust of(Collection<X509Certificate> alsoTrusted) {
    try {
      X509ExtendedTrustManager system = managerOf(null);
      if (alsoTrusted.isEmpty()) {
        return new OriginTrust(system);
      }
      KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
      all.load(null, null);
      int number = 0;
      for (X509Certificate issuer : system.getAcceptedIssuers()) {
        all.setCertificateEntry("system-" + number++, issuer);
      }
      for (X509Certificate issuer : alsoTrusted) {
        all.setCertificateEntry("school-" + number++, issuer);
      }
      return new OriginTrust(managerOf(all));
    } catch (GeneralSecurityException | java.io.IOException unusable) {
      throw new IllegalStateException("the trusted certificates cannot be used", unusable);
    }
  }

  private static X509ExtendedTrustManager managerOf(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("this Java verifies no certificates");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      rules.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException refused) {
      throw new OriginRefused(faultOf(refused), refused);
    }
  }

  static OriginFault faultOf(CertificateException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException
          || (cause instanceof CertPathValidatorException path
              && path.getReason() == CertPathValidatorException.BasicReason.EXPIRED)) {
        return OriginFault.EXPIRED;
      }
    }
    // The JDK's own chain validation throws subclasses; only the check of the name throws this.
    return refused.getClass() == CertificateException.class
        ? OriginFault.WRONG_NAME
        : OriginFault.UNKNOWN_ISSUER;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("there is no such connection");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("a certificate without its connection has no host to match");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("clients are not verified");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("clients are not verified");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("clients are not verified");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return rules.getAcceptedIssuers();
  }
}
