package org.schoolgate.classifier.subscription;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.schoolgate.classifier.source.FileCipher;

/** What was fetched, unpacked within its limit, and told from a web page. */
final class Unpacked {

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int PAGE_BYTES = 512;

  private Unpacked() {}

  /**
   * The file, or what it unpacks to if it is packed.
   *
   * @param into where to unpack it to
   * @param cipher how both are kept
   * @throws FetchFailedException if it is damaged, too large or a page
   */
  static Path of(Path file, Path into, FileCipher cipher, long bytesMax)
      throws FetchFailedException, IOException {
    if (isGzip(file, cipher)) {
      try {
        expand(file, into, cipher, bytesMax);
      } catch (EOFException cutShort) {
        throw new FetchFailedException("the packed file is cut short");
      } catch (ZipException damaged) {
        throw new FetchFailedException("the packed file is damaged");
      }
      requireNoPage(into, cipher);
      return into;
    }
    requireNoPage(file, cipher);
    return file;
  }

  private static boolean isGzip(Path file, FileCipher cipher) throws IOException {
    byte[] first = beginning(file, cipher, 2);
    return first.length == 2 && (first[0] & 0xFF) == 0x1F && (first[1] & 0xFF) == 0x8B;
  }

  private static void expand(Path file, Path into, FileCipher cipher, long bytesMax)
      throws FetchFailedException, IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = bytesMax;
    try (InputStream packed = new BufferedInputStream(cipher.open(file), BUFFER_BYTES);
        InputStream in = new GZIPInputStream(packed, BUFFER_BYTES);
        OutputStream out = cipher.create(into)) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        left -= read;
        if (left < 0) {
          throw new FetchFailedException(
              "it expands to more than "
                  + bytesMax
                  + " bytes; raise 'expanded-megabytes-max' if that is meant");
        }
        out.write(buffer, 0, read);
      }
    }
  }

  /** A server that has lost a list, or wants somebody to sign in, often says so with a page. */
  private static void requireNoPage(Path file, FileCipher cipher)
      throws FetchFailedException, IOException {
    String start =
        new String(beginning(file, cipher, PAGE_BYTES), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      throw new FetchFailedException(
          "a web page came instead of a list: open its address in a browser to see what it says");
    }
  }

  private static byte[] beginning(Path file, FileCipher cipher, int bytes) throws IOException {
    try (InputStream in = cipher.open(file)) {
      return in.readNBytes(bytes);
    }
  }
}
