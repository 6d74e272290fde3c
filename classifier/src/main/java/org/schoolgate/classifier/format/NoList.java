package org.schoolgate.classifier.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.schoolgate.classifier.source.FileCipher;

/**
 * Tells by its beginning what is no list of any format, so that nobody looks for an error in it.
 */
public final class NoList {

  private static final int BEGINNING_BYTES = 1024;
  private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(t?gz|tar|zip|bz2|xz|7z)");

  private NoList() {}

  /**
   * Refuses a web page, a file in UTF-16, and what is named like an archive and is none that is
   * read.
   *
   * @param title what people call it
   * @throws DamagedListException saying what it is, and what to do
   */
  public static void require(Path list, String title, FileCipher cipher) throws IOException {
    if (!Files.isRegularFile(list) || ListArchive.isGzip(list, cipher)) {
      return;
    }
    byte[] bytes = beginning(list, cipher);
    String start = new String(bytes, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      throw new DamagedListException(
          "it is a web page: open the list's address in a browser to see what it says");
    }
    if (isUtf16(bytes)) {
      throw new DamagedListException("it is written in UTF-16: save it as UTF-8");
    }
    if (ARCHIVE.matcher(title).matches()) {
      throw new DamagedListException(
          bytes.length == 0
              ? "it is empty: get it again"
              : "it is no .tar.gz, though its name says that it is an archive: get it again, or"
                  + " unpack it");
    }
  }

  /** By its mark, or since every other byte of names and their line ends is nothing. */
  private static boolean isUtf16(byte[] bytes) {
    if (bytes.length < 4) {
      return false;
    }
    boolean marked =
        (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE)
            || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
    boolean low = bytes[0] == 0 && bytes[2] == 0 && bytes[1] != 0 && bytes[3] != 0;
    boolean high = bytes[1] == 0 && bytes[3] == 0 && bytes[0] != 0 && bytes[2] != 0;
    return marked || low || high;
  }

  private static byte[] beginning(Path file, FileCipher cipher) throws IOException {
    try (InputStream in = cipher.open(file)) {
      return in.readNBytes(BEGINNING_BYTES);
    }
  }
}
