package org.schoolgate.gateway.tls;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import org.schoolgate.policy.HostName;

/**
 * The authority that the school's devices trust: it vouches for the certificates that the gateway
 * shows in the place of a site's own. Whoever has its key can answer for any site towards these
 * devices, so the key leaves this package in no form. Immutable and thread-safe.
 */
public final class CertificateAuthority {

  private final PrivateKey key;
  private final X509Certificate certificate;

  CertificateAuthority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** A new authority in the name of a school, kept nowhere yet. */
  public static CertificateAuthority create(String school, Instant now, SecureRandom random) {
    KeyPair keys = Certificates.newKeys(random);
    return new CertificateAuthority(
        keys.getPrivate(), Certificates.authority(keys, school, now, random));
  }

  /** Its certificate, which is public. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The first instant at which it is not valid any more. */
  public Instant validUntil() {
    return certificate.getNotAfter().toInstant();
  }

  /** The SHA-256 fingerprint of its certificate, as browsers show it. */
  public String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the certificate has no fingerprint", impossible);
    }
  }

  /** The name in its certificate, for people. */
  public String subject() {
    return certificate.getSubjectX500Principal().getName();
  }

  X509Certificate issue(HostName host, PublicKey leafKey, Instant now, SecureRandom random) {
    return Certificates.leaf(host, leafKey, certificate, key, now, random);
  }

  PrivateKey key() {
    return key;
  }

  /**
   * Checks that key and certificate belong together and that the certificate is an authority's.
   *
   * @throws GeneralSecurityException saying what is wrong
   */
  void check(SecureRandom random) throws GeneralSecurityException {
    String algorithm = certificate.getPublicKey().getAlgorithm().toUpperCase(Locale.ROOT);
    if (certificate.getBasicConstraints() < 0) {
      throw new GeneralSecurityException("the certificate is not an authority's");
    }
    if (!algorithm.equals("EC")) {
      throw new GeneralSecurityException("the key is not an elliptic curve's");
    }
    byte[] message = new byte[32];
    random.nextBytes(message);
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(key, random);
    signing.update(message);
    byte[] signature = signing.sign();
    signing.initVerify(certificate.getPublicKey());
    signing.update(message);
    if (!signing.verify(signature)) {
      throw new GeneralSecurityException("key and certificate do not belong together");
    }
  }
}
