package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignedNoteTest {

  private static final Checkpoint CHECKPOINT =
      Checkpoint.of("schoolgate/100000/ledger#2", 1_234, new byte[32]);

  private final KeyPair key;

  SignedNoteTest() throws Exception {
    this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void itIsTheNoteThatTheStandardDescribes() throws Exception {
    String note = new String(SignedNote.sign(CHECKPOINT, key), StandardCharsets.UTF_8);
    int split = note.indexOf("\n\n");
    String text = note.substring(0, split + 1);
    assertEquals(
        "schoolgate/100000/ledger#2\n1234\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", text);
    String line = note.substring(split + 2);
    assertTrue(line.startsWith("\u2014 schoolgate/100000/ledger#2 "), line);
    assertTrue(line.endsWith("\n"), line);
    byte[] signature =
        Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1).strip());
    byte[] encoded = key.getPublic().getEncoded();
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update("schoolgate/100000/ledger#2\n\u0001".getBytes(StandardCharsets.UTF_8));
    sha256.update(encoded, encoded.length - 32, 32);
    assertArrayEquals(
        Arrays.copyOf(sha256.digest(), 4), Arrays.copyOf(signature, 4), "hash of name and key");
    assertTrue(verifies(key.getPublic(), text, signature));
    assertEquals(
        CHECKPOINT, SignedNote.open(note.getBytes(StandardCharsets.UTF_8), key.getPublic()));
  }

  /** The example in the documentation of Go's sumdb/note package. */
  @Test
  void readsTheVerifierKeysOfOtherMakes() throws Exception {
    PublicKey other =
        SignedNote.readKey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    String text =
        """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.
        """;
    byte[] signature =
        Base64.getDecoder()
            .decode(
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6Ry"
                    + "yBwJnAM=");
    assertTrue(verifies(other, text, signature));
    assertFalse(verifies(other, text + "!", signature));
    assertEquals(
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        SignedNote.verifierKey("PeterNeumann", other));
  }

  @Test
  void readsItsOwnKeysInEveryForm() {
    String base64 = Base64.getEncoder().encodeToString(key.getPublic().getEncoded());
    for (String text :
        new String[] {
          SignedNote.verifierKey("some/log", key.getPublic()),
          base64,
          "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n"
        }) {
      assertEquals(key.getPublic(), LedgerVerifier.readKey(text));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "a+b+c",
        "sum.golang.org+033de0af+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "sum.golang.org+033de0ae+AAAA",
        "MCowBQYDK2VwAyEA"
      })
  void refusesWhatIsNoKey(String text) {
    assertThrows(IllegalArgumentException.class, () -> LedgerVerifier.readKey(text));
  }

  @Test
  void everyChangedByteIsFound() {
    byte[] note = SignedNote.sign(CHECKPOINT, key);
    for (int i = 0; i < note.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = note.clone();
        changed[i] ^= (byte) (1 << bit);
        assertThrows(
            SignedNote.BadNote.class, () -> SignedNote.open(changed, key.getPublic()), "byte " + i);
      }
    }
    for (int length = 0; length < note.length; length++) {
      byte[] cut = Arrays.copyOf(note, length);
      assertThrows(SignedNote.BadNote.class, () -> SignedNote.open(cut, key.getPublic()));
    }
  }

  @Test
  void anotherKeyIsFound() throws Exception {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThrows(
        SignedNote.BadNote.class,
        () -> SignedNote.open(SignedNote.sign(CHECKPOINT, other), key.getPublic()));
  }

  private static boolean verifies(PublicKey key, String text, byte[] signature) throws Exception {
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(text.getBytes(StandardCharsets.UTF_8));
    return verifier.verify(signature, 4, signature.length - 4);
  }
}
