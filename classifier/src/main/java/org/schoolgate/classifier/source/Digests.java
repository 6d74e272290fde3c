package org.schoolgate.classifier.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums, those that are text in lower-case hexadecimal digits. Thread-safe. */
public final class Digests {

  private static final int BUFFER_BYTES = 64 * 1024;

  private Digests() {}

  /** A SHA-256 to be fed, which one thread uses. */
  public static MessageDigest sha256() {
    return digest("SHA-256");
  }

  /** The SHA-256 of some bytes. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** The SHA-256 of a file's content. */
  public static String sha256(Path file, FileCipher cipher) throws IOException {
    return of(file, cipher, "SHA-256");
  }

  /**
   * The checksum of a file's content.
   *
   * @param algorithm one that every JDK has, by its name there
   */
  public static String of(Path file, FileCipher cipher, String algorithm) throws IOException {
    MessageDigest digest = digest(algorithm);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = cipher.open(file)) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
