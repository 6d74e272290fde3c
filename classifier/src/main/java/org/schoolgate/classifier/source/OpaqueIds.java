package org.schoolgate.classifier.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names entries of illegal categories without telling what they are (S62): the first 12 hexadecimal
 * digits of an HMAC-SHA256 under a key of this installation, so that nobody can try out guesses
 * against an id seen in a log. Thread-safe.
 */
public final class OpaqueIds {

  /** The fewest bytes of a key. */
  public static final int KEY_BYTES_MIN = 16;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int ID_BYTES = 6;

  private final SecretKeySpec key;

  /**
   * Ids under a key; the same entry has the same id as long as the key is kept.
   *
   * @throws IllegalArgumentException if the key is shorter than {@link #KEY_BYTES_MIN}
   */
  public OpaqueIds(byte[] key) {
    if (key.length < KEY_BYTES_MIN) {
      throw new IllegalArgumentException(
          "the key of opaque ids has at least " + KEY_BYTES_MIN + " bytes");
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /** A key for another purpose, from which neither this one nor one for a third can be told. */
  public byte[] derive(String purpose) {
    return mac("\0derived\0" + purpose);
  }

  /** The id of an entry of a category. */
  public String of(String categoryId, String entry) {
    return HexFormat.of()
        .formatHex(mac(categoryId + '\0' + entry.toLowerCase(Locale.ROOT)), 0, ID_BYTES);
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
