package org.schoolgate.gateway.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.schoolgate.policy.HostName;

/**
 * Writes the two kinds of certificate that the gateway makes (RFC 5280): its authority's own, and a
 * leaf for one host. Keys are P-256 and signatures ECDSA with SHA-256 throughout.
 */
final class Certificates {

  /** How long an authority is valid; every device of the school has to trust it by hand. */
  static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);

  /** How long a leaf is valid; what checks certificates dislikes long ones. */
  static final Duration LEAF_VALIDITY = Duration.ofDays(30);

  /** Clocks of school devices are wrong by hours, not by days. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private static final int SERIAL_BITS = 120;

  /** ub-common-name and ub-organization-name of RFC 5280, appendix A.1. */
  private static final int NAME_CHARS_MAX = 64;

  private static final int GENERALIZED_FROM_YEAR = 2050;
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final AlgorithmIdentifier SIGNATURE =
      new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256WITHECDSA");
  private static final AlgorithmIdentifier DIGEST =
      new DefaultDigestAlgorithmIdentifierFinder().find(SIGNATURE);

  private Certificates() {}

  static KeyPair newKeys(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("this Java cannot make P-256 keys", missing);
    }
  }

  /**
   * An authority's own certificate: it may sign leaves for TLS servers and no further authority.
   * There are no name constraints, because any site may have to be answered for.
   */
  static X509Certificate authority(KeyPair keys, String school, Instant now, SecureRandom random) {
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.O, bounded(school))
            .addRDN(BCStyle.OU, "Schoolgate web filter")
            .addRDN(BCStyle.CN, bounded("Schoolgate at " + school))
            .build();
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
    try {
      X509v3CertificateBuilder builder =
          builder(name, now, now.plus(AUTHORITY_VALIDITY), name, key, random)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              .addExtension(
                  Extension.subjectKeyIdentifier,
                  false,
                  new BcX509ExtensionUtils().createSubjectKeyIdentifier(key));
      return signed(builder, keys.getPrivate(), random);
    } catch (IOException unencodable) {
      throw new UncheckedIOException(unencodable);
    }
  }

  /** A leaf that names one host and nothing else. */
  static X509Certificate leaf(
      HostName host,
      PublicKey leafKey,
      X509Certificate authority,
      PrivateKey authorityKey,
      Instant now,
      SecureRandom random) {
    X500Name issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(leafKey.getEncoded());
    Instant wanted = now.plus(LEAF_VALIDITY);
    Instant last = authority.getNotAfter().toInstant();
    boolean hasName = host.text().length() <= NAME_CHARS_MAX;
    X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
    if (hasName) {
      subject.addRDN(BCStyle.CN, host.text());
    }
    GeneralName name =
        new GeneralName(
            host.kind() == HostName.Kind.NAME ? GeneralName.dNSName : GeneralName.iPAddress,
            host.text());
    try {
      X509v3CertificateBuilder builder =
          builder(issuer, now, wanted.isBefore(last) ? wanted : last, subject.build(), key, random)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
              // Critical where the subject is empty (RFC 5280 section 4.2.1.6).
              .addExtension(Extension.subjectAlternativeName, !hasName, new GeneralNames(name))
              .addExtension(
                  Extension.authorityKeyIdentifier,
                  false,
                  new BcX509ExtensionUtils()
                      .createAuthorityKeyIdentifier(
                          SubjectPublicKeyInfo.getInstance(authority.getPublicKey().getEncoded())));
      return signed(builder, authorityKey, random);
    } catch (IOException unencodable) {
      throw new UncheckedIOException(unencodable);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer,
      Instant now,
      Instant until,
      X500Name subject,
      SubjectPublicKeyInfo key,
      SecureRandom random) {
    BigInteger serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
    return new X509v3CertificateBuilder(
        issuer, serial, time(now.minus(BACKDATED)), time(until), subject, key);
  }

  private static Time time(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).getYear() < GENERALIZED_FROM_YEAR
        ? new Time(new DERUTCTime(UTC_TIME.format(instant)))
        : new Time(new DERGeneralizedTime(GENERALIZED_TIME.format(instant)));
  }

  private static X509Certificate signed(
      X509v3CertificateBuilder builder, PrivateKey key, SecureRandom random) throws IOException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new BcECContentSignerBuilder(SIGNATURE, DIGEST)
                      .setSecureRandom(random)
                      .build(PrivateKeyFactory.createKey(key.getEncoded()))));
    } catch (OperatorCreationException | GeneralSecurityException impossible) {
      throw new IllegalStateException("a certificate could not be signed", impossible);
    }
  }

  private static String bounded(String text) {
    String clean = text.replaceAll("\\p{Cntrl}+", " ").strip();
    int end = Math.min(clean.length(), NAME_CHARS_MAX);
    if (end > 0 && Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.isEmpty() ? "a school" : clean.substring(0, end);
  }
}
