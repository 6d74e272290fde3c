package org.schoolgate.classifier.keyed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a keyed list. Each entry is a line of its key, or of several that must all be found;
 * lines that begin with {@code #} say which key made it and what it is for, which hosts addresses
 * are of, and, at the end, a seal of all before: HMAC-SHA256 under the key of the installation. All
 * lines are sorted, so their order tells nothing.
 */
public final class KeyedFile {

  /** What its name ends with. */
  public static final String SUFFIX = ".keyed";

  /**
   * The most keys of the entries of one, most of which have one: the lists of illegal content have
   * some ten thousand.
   */
  public static final int KEYS_MAX = 500_000;

  static final String HOST = "# host ";
  static final String SEAL = "# sealed ";

  private static final String ANY_FORMAT = "# schoolgate keyed list ";
  private static final String FORMAT = ANY_FORMAT + "2, key ";
  private static final String FOR = ", for ";

  private static final String AGAIN =
      "; get the list from its issuer and import it again, or fetch it with `schoolgate lists"
          + " update` if it is subscribed to";

  /** Longer than so many keys and as many hosts. */
  private static final int BYTES_MAX = 64 << 20;

  /** Takes what is in a file. */
  public interface Sink {

    /** An entry, which covers what all of its keys are found in; at least one. */
    void entry(List<EntryKey> keys);

    /** A host that addresses in the file are of. */
    void host(EntryKey key);
  }

  private KeyedFile() {}

  /** The first line of a file. */
  static String header(EntryKeys keys, KeyedPart part) {
    return FORMAT + keys.id() + FOR + part.text();
  }

  /**
   * Reads a file, once it is known to be whole, of this installation, and for this part.
   *
   * @return how many entries it has
   * @throws UnreadableListException if it is not; the sink was told nothing
   * @throws IOException if it cannot be read
   */
  public static int read(Path file, EntryKeys keys, KeyedPart part, Sink sink) throws IOException {
    byte[] bytes = bytes(file);
    int firstEnd = indexOf(bytes, 0);
    requireHeader(text(bytes, 0, Math.max(0, firstEnd)), keys, part);
    int sealAt = lastLine(bytes);
    String sealed = text(bytes, sealAt, bytes.length);
    if (sealAt <= firstEnd || !isSeal(sealed, keys.sealOf(bytes, sealAt))) {
      throw new UnreadableListException("it is damaged or not whole" + AGAIN);
    }
    return readSealed(bytes, firstEnd + 1, sealAt, sink);
  }

  private static void requireHeader(String header, EntryKeys keys, KeyedPart part)
      throws UnreadableListException {
    if (header.equals(header(keys, part))) {
      return;
    }
    if (!header.startsWith(ANY_FORMAT)) {
      throw new UnreadableListException("this is no keyed list" + AGAIN);
    }
    if (!header.startsWith(FORMAT)) {
      throw new UnreadableListException(
          "nothing in it blocks, because another version of Schoolgate made it, whose seal does not"
              + " say what it is for"
              + AGAIN);
    }
    if (!header.startsWith(FORMAT + keys.id() + FOR)) {
      throw new UnreadableListException(
          "nothing in it blocks, because it was made with another key than keys/opaque.key in the"
              + " data folder: put that file back from your backup and start the gateway again, or"
              + " get the list from its issuer and import it again");
    }
    throw new UnreadableListException(
        "nothing in it blocks, because it was made for another category or kind of entries than its"
            + " name says: somebody has moved it"
            + AGAIN);
  }

  private static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new UnreadableListException("it is longer than any keyed list" + AGAIN);
      }
      return bytes;
    }
  }

  private static int indexOf(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Where the last line begins. */
  private static int lastLine(byte[] bytes) {
    int at = bytes.length - 1;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return Math.max(0, at);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isSeal(String line, String seal) {
    return MessageDigest.isEqual(
        line.getBytes(StandardCharsets.ISO_8859_1),
        (SEAL + seal + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static int readSealed(byte[] bytes, int begin, int sealAt, Sink sink) {
    int entries = 0;
    int from = begin;
    while (from < sealAt) {
      int end = indexOf(bytes, from);
      String line = text(bytes, from, end);
      if (line.startsWith(HOST)) {
        sink.host(EntryKey.of(line.substring(HOST.length())));
      } else {
        List<EntryKey> keys = new ArrayList<>(1);
        for (int i = 0; i < line.length(); i += EntryKey.CHARS + 1) {
          keys.add(EntryKey.of(line.substring(i, i + EntryKey.CHARS)));
        }
        sink.entry(keys);
        entries++;
      }
      from = end + 1;
    }
    return entries;
  }

  /** How many entries it has, or 0 if it cannot be used. */
  public static int count(Path file, EntryKeys keys, KeyedPart part) throws IOException {
    try {
      return read(
          file,
          keys,
          part,
          new Sink() {
            @Override
            public void entry(List<EntryKey> entry) {}

            @Override
            public void host(EntryKey key) {}
          });
    } catch (UnreadableListException notInForce) {
      return 0;
    }
  }
}
