package org.schoolgate.classifier.subscription;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher gives to check a list by: a file of checksums, as {@code sha256sum} and {@code
 * md5sum} write them, and perhaps a signature of that file. MD5 tells a damaged list and no forged
 * one; UT1 has nothing else.
 *
 * @param url the file of checksums
 * @param algorithm how they are made
 * @param signatureUrl an Ed25519 signature of the file, raw or in base 64; null for none
 * @param publicKey the signer's key, in base 64 of its SubjectPublicKeyInfo; null for none
 */
public record Checksum(
    URI url, Algorithm algorithm, @Nullable URI signatureUrl, @Nullable String publicKey) {

  /** The most bytes of a file of checksums, or of a signature. */
  static final int BYTES_MAX = 1024 * 1024;

  private static final int SIGNATURE_BYTES = 64;
  private static final Pattern BLANK = Pattern.compile("\\s+");

  /** How a checksum is made. */
  public enum Algorithm {
    /** SHA-256, 64 hexadecimal digits. */
    SHA256("SHA-256", 64),
    /** MD5, 32 hexadecimal digits. */
    MD5("MD5", 32);

    private final String digest;
    private final int digits;

    Algorithm(String digest, int digits) {
      this.digest = digest;
      this.digits = digits;
    }

    /** The word in the configuration. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    String digestName() {
      return digest;
    }
  }

  /**
   * The checksum of a file in the text, lower-case; that which stands alone in it counts too.
   *
   * @param file the last part of the list's address
   */
  Optional<String> of(String file, String text) {
    String only = null;
    int found = 0;
    for (String line : text.split("\n", -1)) {
      String[] words = BLANK.split(line.strip(), 2);
      if (words[0].matches("[0-9A-Fa-f]{" + algorithm.digits + "}")) {
        found++;
        only = words[0].toLowerCase(Locale.ROOT);
        // A star before the name says that it was read as bytes.
        String name = words.length < 2 ? "" : words[1].strip().replaceFirst("^[*]", "");
        if (name.substring(name.lastIndexOf('/') + 1).equals(file)) {
          return Optional.of(only);
        }
      }
    }
    return found == 1 ? Optional.ofNullable(only) : Optional.empty();
  }

  /** Whether the file of checksums was signed by the key. */
  boolean isSigned(byte[] file, byte[] signature) {
    String key = publicKey;
    if (key == null) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key(key));
      verifier.update(file);
      return verifier.verify(
          signature.length == SIGNATURE_BYTES
              ? signature
              : Base64.getMimeDecoder().decode(new String(signature, StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
      return false;
    }
  }

  /**
   * Reads a signer's key.
   *
   * @throws GeneralSecurityException if it is no Ed25519 key
   * @throws IllegalArgumentException if it is no base 64
   */
  public static PublicKey key(String base64) throws GeneralSecurityException {
    byte[] encoded = Base64.getDecoder().decode(base64.strip());
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }
}
