package org.schoolgate.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.HostName;

class CertificatesTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final String SERVER_AUTHENTICATION = "1.3.6.1.5.5.7.3.1";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_CERT_SIGN = 5;
  private static final int CRL_SIGN = 6;
  private static final String LONG = "a".repeat(60) + "." + "b".repeat(60) + ".example";

  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create("Hillside Primary School", NOON, random);
  private final KeyPair keys = Certificates.newKeys(random);

  @Test
  void theAuthorityMaySignForServersAndNothingElse() throws Exception {
    X509Certificate certificate = authority.certificate();
    assertEquals(
        "CN=Schoolgate at Hillside Primary School,OU=Schoolgate web filter,"
            + "O=Hillside Primary School",
        authority.subject());
    assertEquals(0, certificate.getBasicConstraints());
    assertEquals(Set.of(KEY_CERT_SIGN, CRL_SIGN), keyUsage(certificate));
    assertEquals(List.of(SERVER_AUTHENTICATION), certificate.getExtendedKeyUsage());
    assertTrue(
        certificate.getCriticalExtensionOIDs().containsAll(List.of("2.5.29.19", "2.5.29.15")));
    assertNotNull(certificate.getExtensionValue("2.5.29.14"));
    assertEquals(NOON.minus(Duration.ofDays(1)), certificate.getNotBefore().toInstant());
    assertEquals(NOON.plus(Duration.ofDays(3650)), authority.validUntil());
    certificate.verify(certificate.getPublicKey());
    assertTrue(authority.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"));
  }

  /** A common name has 64 characters at most; a school's name may have more, or odd ones. */
  @ParameterizedTest
  @CsvSource({
    "A school with a name that goes on and on until nobody can remember how it began at all",
    "'St Mary''s, \"Top\" = + <School>; #1'",
    "Ysgol Gynradd Llanfairpwllgwyngyll \uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB\uD83C\uDFEB",
    "' '"
  })
  void anySchoolHasAnAuthority(String school) throws Exception {
    CertificateAuthority other = CertificateAuthority.create(school, NOON, random);
    other.check(random);
    validate(other, leaf(other, "www.example.org"), NOON);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "www.example.org, 2",
    "localhost, 2",
    "under_score.example.org, 2",
    "xn--bcher-kva.example, 2",
    "192.0.2.7, 7",
    "[2001:db8::1], 7",
  })
  void aLeafNamesItsHostAndNothingElse(String host, int kind) throws Exception {
    X509Certificate leaf = leaf(authority, host);
    Collection<List<?>> names = leaf.getSubjectAlternativeNames();
    assertEquals(1, names.size());
    List<?> name = names.iterator().next();
    assertEquals(kind, name.get(0));
    assertEquals(
        HostName.parse(host),
        HostName.parse(host.startsWith("[") ? "[" + name.get(1) + "]" : (String) name.get(1)));
    assertEquals(-1, leaf.getBasicConstraints());
    assertEquals(Set.of(DIGITAL_SIGNATURE), keyUsage(leaf));
    assertEquals(List.of(SERVER_AUTHENTICATION), leaf.getExtendedKeyUsage());
    assertEquals("SHA256withECDSA", leaf.getSigAlgName());
    assertArrayEquals(keys.getPublic().getEncoded(), leaf.getPublicKey().getEncoded());
    assertTrue(leaf.getSerialNumber().bitLength() > 64);
    assertEquals(NOON.minus(Duration.ofDays(1)), leaf.getNotBefore().toInstant());
    Duration validity =
        Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
    assertTrue(validity.compareTo(Duration.ofDays(90)) <= 0, validity::toString);
    validate(authority, leaf, NOON);
  }

  @Test
  void aHostTooLongForACommonNameStandsInItsPlace() throws Exception {
    X509Certificate leaf = leaf(authority, LONG);
    assertEquals("", leaf.getSubjectX500Principal().getName());
    assertEquals(LONG, leaf.getSubjectAlternativeNames().iterator().next().get(1));
    assertTrue(leaf.getCriticalExtensionOIDs().contains("2.5.29.17"));
    validate(authority, leaf, NOON);
  }

  @Test
  void aLeafDoesNotOutliveItsAuthority() throws Exception {
    Instant late = authority.validUntil().minus(Duration.ofDays(3));
    X509Certificate leaf =
        authority.issue(HostName.parse("a.example"), keys.getPublic(), late, random);
    assertEquals(authority.validUntil(), leaf.getNotAfter().toInstant());
    validate(authority, leaf, late);
  }

  @Test
  void twoLeavesOfOneHostDiffer() {
    assertNotEquals(
        leaf(authority, "a.example").getSerialNumber(),
        leaf(authority, "a.example").getSerialNumber());
    assertFalse(authority.certificate().equals(leaf(authority, "a.example")));
  }

  private X509Certificate leaf(CertificateAuthority issuer, String host) {
    return issuer.issue(HostName.parse(host), keys.getPublic(), NOON, random);
  }

  /** By the rules of the JDK (RFC 5280 section 6). */
  private static void validate(CertificateAuthority issuer, X509Certificate leaf, Instant at)
      throws Exception {
    PKIXParameters rules = new PKIXParameters(Set.of(new TrustAnchor(issuer.certificate(), null)));
    rules.setRevocationEnabled(false);
    rules.setDate(Date.from(at));
    CertPathValidator.getInstance("PKIX")
        .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), rules);
  }

  private static Set<Integer> keyUsage(X509Certificate certificate) {
    boolean[] bits = certificate.getKeyUsage();
    return java.util.stream.IntStream.range(0, bits.length)
        .filter(bit -> bits[bit])
        .boxed()
        .collect(java.util.stream.Collectors.toSet());
  }
}
