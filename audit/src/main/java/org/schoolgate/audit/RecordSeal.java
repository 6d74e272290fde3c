package org.schoolgate.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals payloads and opens them: AES-256-GCM under a key derived from the period's secret, the
 * subject's and the log's origin, with the header as additional authenticated data.
 *
 * <p>The nonce is random and stands in front of the ciphertext. The index would be shorter and is
 * wrong: after a torn tail is cut, the same index is written again with another payload under the
 * same key, and a nonce used twice gives GCM's authentication key away. One key seals far fewer
 * than the 2^32 records up to which 96 random bits are safe (NIST SP 800-38D, 8.3).
 *
 * <p>Not thread-safe: each writer and each query has its own.
 */
final class RecordSeal {

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final int KEYS_MAX = 4_096;
  private static final int NONCES_AT_ONCE = 256;
  private static final int KEY_BYTES = 32;

  private record KeyName(int retentionCode, int period, int subjectNumber) {}

  private final LedgerKeys keys;
  private final String origin;
  private final @Nullable SecureRandom random;
  private final Cipher cipher;
  private final byte[] nonces = new byte[NONCES_AT_ONCE * NONCE_BYTES];
  private int noncesUsed = NONCES_AT_ONCE;
  private final Map<KeyName, SecretKeySpec> derived =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyName, SecretKeySpec> eldest) {
          return size() > KEYS_MAX;
        }
      };

  /**
   * For one log.
   *
   * @param random where nonces come from; null for a seal that only opens
   */
  RecordSeal(LedgerKeys keys, String origin, @Nullable SecureRandom random) {
    this.keys = keys;
    this.origin = origin;
    this.random = random;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has AES-GCM", missing);
    }
  }

  /** The body to store. */
  byte[] seal(RecordHeader header, byte[] payload) throws IOException {
    ByteBuffer body =
        ByteBuffer.allocate(RecordHeader.BYTES + NONCE_BYTES + payload.length + TAG_BYTES);
    header.put(body);
    int nonceAt = takeNonce();
    body.put(nonces, nonceAt, NONCE_BYTES);
    byte[] bytes = body.array();
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE,
          keyToSeal(header),
          new GCMParameterSpec(TAG_BYTES * 8, nonces, nonceAt, NONCE_BYTES));
      cipher.updateAAD(bytes, 0, RecordHeader.BYTES);
      cipher.doFinal(payload, 0, payload.length, bytes, RecordHeader.BYTES + NONCE_BYTES);
      return bytes;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM refused to seal", impossible);
    }
  }

  /** The payload; null if its key was destroyed or does not fit. */
  byte @Nullable [] open(RecordHeader header, byte[] body) throws IOException {
    SecretKeySpec key = keyToOpen(header);
    if (key == null) {
      return null;
    }
    try {
      cipher.init(
          Cipher.DECRYPT_MODE,
          key,
          new GCMParameterSpec(TAG_BYTES * 8, body, RecordHeader.BYTES, NONCE_BYTES));
      cipher.updateAAD(body, 0, RecordHeader.BYTES);
      int from = RecordHeader.BYTES + NONCE_BYTES;
      return cipher.doFinal(body, from, body.length - from);
    } catch (AEADBadTagException otherKey) {
      return null;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-GCM refused to open", impossible);
    }
  }

  private int takeNonce() {
    if (random == null) {
      throw new IllegalStateException("this seal only opens");
    }
    if (noncesUsed == NONCES_AT_ONCE) {
      random.nextBytes(nonces);
      noncesUsed = 0;
    }
    return noncesUsed++ * NONCE_BYTES;
  }

  private SecretKeySpec keyToSeal(RecordHeader header) throws IOException {
    KeyName name = nameOf(header);
    SecretKeySpec key = derived.get(name);
    if (key == null) {
      RetentionClass retention = RetentionClass.of(header.retentionCode());
      byte[] subject = keys.subjectSecret(header.subjectNumber());
      if (subject == null) {
        throw new IOException("the secret of subject " + header.subjectNumber() + " is gone");
      }
      key = derive(name, keys.periodToSeal(retention, header.period()), subject);
      derived.put(name, key);
    }
    return key;
  }

  private @Nullable SecretKeySpec keyToOpen(RecordHeader header) throws IOException {
    KeyName name = nameOf(header);
    SecretKeySpec key = derived.get(name);
    if (key == null) {
      RetentionClass retention = RetentionClass.find(header.retentionCode());
      byte[] period = retention == null ? null : keys.periodToOpen(retention, header.period());
      byte[] subject = keys.subjectSecret(header.subjectNumber());
      if (period == null || subject == null) {
        return null;
      }
      key = derive(name, period, subject);
      derived.put(name, key);
    }
    return key;
  }

  private SecretKeySpec derive(KeyName name, byte[] period, byte[] subject) {
    byte[] secret =
        ByteBuffer.allocate(period.length + subject.length).put(period).put(subject).array();
    String info =
        String.join(
            "\n",
            "schoolgate record v1",
            origin,
            Integer.toString(name.retentionCode()),
            Integer.toString(name.period()),
            Integer.toString(name.subjectNumber()));
    byte[] key = Hkdf.derive(new byte[0], secret, info.getBytes(StandardCharsets.UTF_8), KEY_BYTES);
    return new SecretKeySpec(key, "AES");
  }

  private static KeyName nameOf(RecordHeader header) {
    return new KeyName(header.retentionCode(), header.period(), header.subjectNumber());
  }
}
