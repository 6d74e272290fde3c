package org.schoolgate.audit;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Checkpoints as C2SP signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint): three lines of
 * text, an empty line, and an Ed25519 signature line whose key name is the log's origin.
 */
final class SignedNote {

  /** A note that does not say what it should, or that this key did not sign. */
  static final class BadNote extends Exception {
    private static final long serialVersionUID = 1L;

    BadNote(String message) {
      super(message);
    }
  }

  private static final String SIGNATURE_START = "\u2014 ";
  private static final byte ALGORITHM_ED25519 = 1;
  private static final int KEY_BYTES = 32;
  private static final int KEY_HASH_BYTES = 4;
  private static final int LINES = 5;

  /** What stands before the 32 bytes of an Ed25519 key in its X.509 encoding (RFC 8410). */
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private SignedNote() {}

  /** The note as stored. */
  static byte[] sign(Checkpoint checkpoint, KeyPair key) {
    String text = textOf(checkpoint);
    byte[] signature;
    try {
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      signature = signer.sign();
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("JDK 15 and later have Ed25519", missing);
    }
    byte[] hash = keyHash(checkpoint.origin(), key.getPublic());
    byte[] line =
        ByteBuffer.allocate(hash.length + signature.length).put(hash).put(signature).array();
    String note =
        text
            + "\n"
            + SIGNATURE_START
            + checkpoint.origin()
            + " "
            + Base64.getEncoder().encodeToString(line)
            + "\n";
    return note.getBytes(StandardCharsets.UTF_8);
  }

  /** Reads a note and checks every byte of it. */
  static Checkpoint open(byte[] note, PublicKey key) throws BadNote {
    String[] lines = decode(note).split("\n", -1);
    if (lines.length != LINES + 1 || !lines[3].isEmpty() || !lines[LINES].isEmpty()) {
      throw new BadNote("it is not a checkpoint of three lines and one signature");
    }
    Checkpoint checkpoint = new Checkpoint(lines[0], sizeOf(lines[1]), lines[2]);
    checkHash(checkpoint);
    String start = SIGNATURE_START + checkpoint.origin() + " ";
    if (!lines[4].startsWith(start)) {
      throw new BadNote("its signature is not in the name of its origin");
    }
    byte[] line = fromBase64(lines[4].substring(start.length()));
    byte[] hash = keyHash(checkpoint.origin(), key);
    if (line.length <= KEY_HASH_BYTES
        || !Arrays.equals(hash, Arrays.copyOf(line, KEY_HASH_BYTES))) {
      throw new BadNote("it is signed with another key");
    }
    if (!verifies(textOf(checkpoint), Arrays.copyOfRange(line, KEY_HASH_BYTES, line.length), key)) {
      throw new BadNote("its signature is wrong");
    }
    return checkpoint;
  }

  /** {@code name+hash+base64}, as verifiers of other makes take it. */
  static String verifierKey(String origin, PublicKey key) {
    byte[] encoded =
        ByteBuffer.allocate(1 + KEY_BYTES).put(ALGORITHM_ED25519).put(raw(key)).array();
    return origin
        + "+"
        + HexFormat.of().formatHex(keyHash(origin, key))
        + "+"
        + Base64.getEncoder().encodeToString(encoded);
  }

  /** Reads a verifier key, or an X.509 key in base 64 with or without PEM lines. */
  static PublicKey readKey(String text) {
    String base64 = text.replaceAll("-----[A-Z ]+-----|\\s", "");
    String[] parts = text.strip().split("\\+", 3);
    try {
      if (parts.length == 3 && parts[1].matches("[0-9a-f]{8}")) {
        PublicKey key = ofRaw(Base64.getDecoder().decode(parts[2]));
        if (HexFormat.of().formatHex(keyHash(parts[0], key)).equals(parts[1])) {
          return key;
        }
        throw new IllegalArgumentException("the hash in the verifier key does not fit the key");
      }
      return ofX509(Base64.getDecoder().decode(base64));
    } catch (GeneralSecurityException notAKey) {
      throw new IllegalArgumentException("this is no Ed25519 public key", notAKey);
    }
  }

  private static PublicKey ofRaw(byte[] encoded) throws GeneralSecurityException {
    if (encoded.length != 1 + KEY_BYTES || encoded[0] != ALGORITHM_ED25519) {
      throw new IllegalArgumentException("this is no Ed25519 verifier key");
    }
    return ofX509(
        ByteBuffer.allocate(X509_PREFIX.length + KEY_BYTES)
            .put(X509_PREFIX)
            .put(encoded, 1, KEY_BYTES)
            .array());
  }

  private static PublicKey ofX509(byte[] encoded) throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  private static byte[] keyHash(String name, PublicKey key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      sha256.update(ALGORITHM_ED25519);
      return Arrays.copyOf(sha256.digest(raw(key)), KEY_HASH_BYTES);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  private static String textOf(Checkpoint checkpoint) {
    return checkpoint.origin() + "\n" + checkpoint.size() + "\n" + checkpoint.rootBase64() + "\n";
  }

  private static boolean verifies(String text, byte[] signature, PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  private static String decode(byte[] note) throws BadNote {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(note));
      return text.toString();
    } catch (CharacterCodingException notText) {
      throw new BadNote("it is not text");
    }
  }

  private static long sizeOf(String line) throws BadNote {
    if (!line.matches("0|[1-9][0-9]{0,17}")) {
      throw new BadNote("its size is not a number");
    }
    return Long.parseLong(line);
  }

  private static void checkHash(Checkpoint checkpoint) throws BadNote {
    if (fromBase64(checkpoint.rootBase64()).length != MerkleHasher.HASH_BYTES) {
      throw new BadNote("its root is not a hash");
    }
  }

  /** Strict: what decodes must encode to the same text, so that no two texts mean one note. */
  private static byte[] fromBase64(String text) throws BadNote {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException notBase64) {
      throw new BadNote("it holds what is no base 64");
    }
    throw new BadNote("it holds base 64 that no writer makes");
  }
}
