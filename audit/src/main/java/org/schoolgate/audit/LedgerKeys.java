package org.schoolgate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Subject;

/**
 * The secrets of the logs, by what they are for: one a month and retention class ({@code period/}),
 * one a known individual ({@code subjects/}), one for opaque ids, one to sign checkpoints. A record
 * opens only with both its period's and its subject's, so destroying either file shreds what it
 * sealed. Thread-safe.
 *
 * <p>Only individuals have a number and a secret of their own: a shared logon or a device is not a
 * person, and who used it is an attribution that people make elsewhere (S50).
 */
final class LedgerKeys {

  /** More individuals than any school or trust has; beyond it records carry number 0. */
  static final int SUBJECTS_MAX = 100_000;

  static final int NOBODY = 0;

  private static final byte[] NO_SECRET = new byte[0];
  private static final int OPAQUE_HEX_CHARS = 16;

  private final Vault vault;
  private final byte[] opaqueKey;
  private final KeyPair signing;
  private final Map<String, byte[]> periods = new HashMap<>();
  private final Map<Integer, byte[]> subjectSecrets = new HashMap<>();
  private final Map<String, Integer> subjectNumbers = new HashMap<>();
  private final Map<Integer, String> subjectFiles = new HashMap<>();
  private int lastNumber;

  private LedgerKeys(Vault vault, byte[] opaqueKey, KeyPair signing) throws IOException {
    this.vault = vault;
    this.opaqueKey = opaqueKey;
    this.signing = signing;
    readSubjects();
  }

  /** For the owner of the folder; makes what is missing. */
  static LedgerKeys open(Vault vault) throws IOException {
    byte[] encoded = vault.find("signing");
    if (encoded == null) {
      encoded = encode(newKeyPair(vault));
      vault.put("signing", encoded);
    }
    return new LedgerKeys(vault, vault.findOrMake("opaque"), decode(encoded));
  }

  /** For a process that only reads. */
  static LedgerKeys openToRead(Vault vault) throws IOException {
    byte[] encoded = vault.find("signing");
    byte[] opaque = vault.find("opaque");
    if (encoded == null || opaque == null) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE, "the vault of this audit folder is incomplete", null);
    }
    return new LedgerKeys(vault, opaque, decode(encoded));
  }

  /** Whether any record was ever sealed with them. */
  boolean everSealed() throws IOException {
    return !vault.names("period").isEmpty();
  }

  KeyPair signing() {
    return signing;
  }

  /** What stands for an illegal target in every record of it (S62). */
  String opaqueId(String target) {
    byte[] hmac = Hkdf.hmac(opaqueKey, target.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hmac).substring(0, OPAQUE_HEX_CHARS);
  }

  /** The number of an individual, who gets one now if there is none; else {@link #NOBODY}. */
  synchronized int numberOf(@Nullable Subject subject) throws IOException {
    if (subject == null || subject.confidence() != Confidence.INDIVIDUAL) {
      return NOBODY;
    }
    String id = opaqueId("subject\n" + subject.name());
    Integer known = subjectNumbers.get(id);
    if (known != null) {
      return known;
    }
    if (lastNumber == SUBJECTS_MAX) {
      return NOBODY;
    }
    int number = lastNumber + 1;
    String file = String.format(Locale.ROOT, "subjects/%06d-%s", number, id);
    byte[] secret = vault.findOrMake(file);
    subjectNumbers.put(id, number);
    subjectFiles.put(number, file);
    subjectSecrets.put(number, secret);
    lastNumber = number;
    return number;
  }

  /** The secret that seals new records of that class and month. */
  synchronized byte[] periodToSeal(RetentionClass retention, int period) throws IOException {
    String name = periodName(retention, period);
    byte[] known = periods.get(name);
    if (known == null) {
      known = vault.findOrMake(name);
      periods.put(name, known);
    }
    return known;
  }

  /** The secret that sealed records of that class and month; null if it was destroyed. */
  synchronized byte @Nullable [] periodToOpen(RetentionClass retention, int period)
      throws IOException {
    String name = periodName(retention, period);
    byte[] known = periods.get(name);
    if (known == null) {
      known = vault.find(name);
      if (known != null) {
        periods.put(name, known);
      }
    }
    return known;
  }

  /** The secret of a subject, empty for nobody; null if it was destroyed. */
  synchronized byte @Nullable [] subjectSecret(int number) throws IOException {
    if (number == NOBODY) {
      return NO_SECRET;
    }
    byte[] known = subjectSecrets.get(number);
    if (known != null) {
      return known;
    }
    if (!subjectFiles.containsKey(number)) {
      // The owner may have met somebody since this reader was opened.
      readSubjects();
    }
    String file = subjectFiles.get(number);
    byte[] secret = file == null ? null : vault.find(file);
    if (secret != null) {
      subjectSecrets.put(number, secret);
    }
    return secret;
  }

  private synchronized void readSubjects() throws IOException {
    for (String name : vault.names("subjects")) {
      if (name.matches("[0-9]{6}-[0-9a-f]{" + OPAQUE_HEX_CHARS + "}")) {
        int number = Integer.parseInt(name.substring(0, 6));
        subjectNumbers.put(name.substring(7), number);
        subjectFiles.put(number, "subjects/" + name);
        lastNumber = Math.max(lastNumber, number);
      }
    }
  }

  private static String periodName(RetentionClass retention, int period) {
    return "period/" + retention.id() + "-" + period;
  }

  private static KeyPair newKeyPair(Vault vault) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(255, vault.random());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("JDK 15 and later have Ed25519", missing);
    }
  }

  private static byte[] encode(KeyPair pair) {
    byte[] secret = pair.getPrivate().getEncoded();
    byte[] open = pair.getPublic().getEncoded();
    return ByteBuffer.allocate(Integer.BYTES + secret.length + open.length)
        .putInt(secret.length)
        .put(secret)
        .put(open)
        .array();
  }

  private static KeyPair decode(byte[] encoded) throws AuditOpenFailure {
    try {
      ByteBuffer in = ByteBuffer.wrap(encoded);
      byte[] secret = new byte[in.getInt()];
      in.get(secret);
      byte[] open = new byte[in.remaining()];
      in.get(open);
      KeyFactory factory = KeyFactory.getInstance("Ed25519");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(open)),
          factory.generatePrivate(new PKCS8EncodedKeySpec(secret)));
    } catch (GeneralSecurityException | RuntimeException damaged) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE, "the signing key cannot be read; restore it", damaged);
    }
  }
}
