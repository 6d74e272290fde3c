package org.schoolgate.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthorityFilesTest {

  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  @TempDir Path data;
  private final SecureRandom random = new SecureRandom();
  private final CertificateAuthority authority =
      CertificateAuthority.create("Hillside Primary School", NOON, random);
  private AuthorityFiles files = new AuthorityFiles(Path.of("unset"));

  @BeforeEach
  void keep() throws IOException {
    files = new AuthorityFiles(data.resolve("ca"));
    assertFalse(files.exists());
    files.keep(authority);
  }

  @Test
  void whatIsKeptIsReadAgainAndIsItsOwnersAlone() throws IOException {
    assertTrue(files.exists());
    assertEquals(authority.fingerprint(), files.read(random).fingerprint());
    assertArrayEquals(authority.key().getEncoded(), files.read(random).key().getEncoded());
    assertEquals("rwx------", permissions(data.resolve("ca")));
    assertEquals("rw-------", permissions(data.resolve("ca/ca.key")));
    try (Stream<Path> left = Files.list(data)) {
      assertEquals(List.of(data.resolve("ca")), left.toList());
    }
  }

  @Test
  void aSecondOneIsRefusedAndTheFirstStays() throws IOException {
    CertificateAuthority other = CertificateAuthority.create("Another", NOON, random);
    AuthorityRefused refused = assertThrows(AuthorityRefused.class, () -> files.keep(other));
    assertTrue(String.valueOf(refused.getMessage()).contains("already"));
    assertEquals(authority.fingerprint(), files.read(random).fingerprint());
  }

  /** What a crash left beside it counts for nothing. */
  @Test
  void anUnfinishedOneBesideItIsNoAuthority() throws IOException {
    AuthorityFiles elsewhere = new AuthorityFiles(data.resolve("other/ca"));
    Files.createDirectories(data.resolve("other/.ca-1234"));
    Files.writeString(data.resolve("other/.ca-1234/ca.key"), "half a key");
    assertFalse(elsewhere.exists());
    elsewhere.keep(authority);
    assertEquals(authority.fingerprint(), elsewhere.read(random).fingerprint());
  }

  /** Does something bad to the folder. */
  @FunctionalInterface
  private interface Damage {
    void happen(Path folder) throws IOException;
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage("no key", "missing", folder -> Files.delete(folder.resolve("ca.key"))),
        damage("no certificate", "missing", folder -> Files.delete(folder.resolve("ca.pem"))),
        damage("an empty key", "not one whole", folder -> cut(folder.resolve("ca.key"), 0)),
        damage("half a key", "not one whole", folder -> cut(folder.resolve("ca.key"), 90)),
        damage("half a certificate", "not one whole", folder -> cut(folder.resolve("ca.pem"), 300)),
        damage("rubbish in the key", "damaged", folder -> garble(folder.resolve("ca.key"))),
        damage("rubbish in the certificate", "damaged", folder -> garble(folder.resolve("ca.pem"))),
        damage(
            "another's certificate",
            "do not belong together",
            folder ->
                Files.writeString(
                    folder.resolve("ca.pem"),
                    AuthorityFiles.pem(
                        CertificateAuthority.create("Another", NOON, new SecureRandom())
                            .certificate()))),
        damage(
            "a key that others can read",
            "chmod 600",
            folder ->
                Files.setPosixFilePermissions(
                    folder.resolve("ca.key"), PosixFilePermissions.fromString("rw-r-----"))));
  }

  private static Arguments damage(String what, String told, Damage damage) {
    return Arguments.of(what, told, damage);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void whatIsDamagedIsRefusedAndNeverMadeAnew(String what, String told, Damage damage)
      throws IOException {
    damage.happen(data.resolve("ca"));
    Map<String, String> before = contents();
    AuthorityRefused refused = assertThrows(AuthorityRefused.class, () -> files.read(random));
    assertTrue(String.valueOf(refused.getMessage()).contains(told), refused.getMessage());
    assertTrue(files.exists());
    assertThrows(AuthorityRefused.class, () -> files.keep(authority));
    assertEquals(before, contents());
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(data)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  private static void cut(Path file, int length) throws IOException {
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, length));
  }

  private static void garble(Path file) throws IOException {
    Files.writeString(file, Files.readString(file).replaceAll("(?m)^[A-Za-z0-9+/]{8}", "AAAAAAAA"));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
