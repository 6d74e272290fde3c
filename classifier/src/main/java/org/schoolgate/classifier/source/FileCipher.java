package org.schoolgate.classifier.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How files that wait for something are written and read: in clear, or encrypted under a key that
 * is in memory alone, so that what a crash leaves of them can be read by nobody.
 *
 * <p>AES-256 in counter mode; each file begins with its own counter block, so that no two are
 * encrypted alike. It hides what is in a file and does not tell whether that was changed: what is
 * written is read by the same process, from a folder of its own. Thread-safe.
 */
public final class FileCipher {

  /** Files stand as they are. */
  public static final FileCipher NONE = new FileCipher(null);

  private static final String ALGORITHM = "AES";
  private static final String TRANSFORMATION = "AES/CTR/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int BLOCK_BYTES = 16;

  private final @Nullable SecretKeySpec key;
  private final AtomicLong files = new AtomicLong();

  private FileCipher(@Nullable SecretKeySpec key) {
    this.key = key;
  }

  /**
   * One under a key of its own, which nobody else ever has.
   *
   * @param random draws the key; one that cannot be guessed
   */
  public static FileCipher ephemeral(RandomGenerator random) {
    byte[] key = new byte[KEY_BYTES];
    random.nextBytes(key);
    return new FileCipher(new SecretKeySpec(key, ALGORITHM));
  }

  /** Writes a file anew; what stood there is gone. The stream is to be closed. */
  public OutputStream create(Path file) throws IOException {
    OutputStream out =
        Files.newOutputStream(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    if (key == null) {
      return out;
    }
    byte[] counter =
        ByteBuffer.allocate(BLOCK_BYTES).putLong(files.incrementAndGet()).putLong(0).array();
    out.write(counter);
    return new CipherOutputStream(out, cipher(Cipher.ENCRYPT_MODE, key, counter));
  }

  /**
   * Reads a file that {@link #create} has written. The stream is to be closed.
   *
   * @throws EOFException if it is shorter than any such file
   */
  public InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    if (key == null) {
      return in;
    }
    byte[] counter = in.readNBytes(BLOCK_BYTES);
    if (counter.length < BLOCK_BYTES) {
      in.close();
      throw new EOFException("a file that was encrypted is cut short");
    }
    return new CipherInputStream(in, cipher(Cipher.DECRYPT_MODE, key, counter)) {
      /** Whoever unpacks asks whether another part follows, which may not be decrypted yet. */
      @Override
      public int available() throws IOException {
        return super.available() + in.available();
      }
    };
  }

  /** How many bytes are read of a file that {@link #create} has written. */
  public long bytes(Path file) throws IOException {
    return key == null ? Files.size(file) : Files.size(file) - BLOCK_BYTES;
  }

  private static Cipher cipher(int mode, SecretKeySpec key, byte[] counter) {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(mode, key, new IvParameterSpec(counter));
      return cipher;
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
