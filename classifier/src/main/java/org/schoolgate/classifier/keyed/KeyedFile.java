package org.schoolgate.classifier.keyed;

import java.io.ByteArrayOutputStream;
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
 * lines that begin with {@code #} say which key made it, which hosts addresses are of, and, at the
 * end, a seal of all before: HMAC-SHA256 under the key of the installation. All lines are sorted,
 * so their order tells nothing.
 */
public final class KeyedFile {

  /** What its name ends with. */
  public static final String SUFFIX = ".keyed";

  /** The most entries of one: the lists of illegal content have some ten thousand. */
  public static final int ENTRIES_MAX = 500_000;

  static final String FORMAT = "# schoolgate keyed list 1, key ";
  static final String HOST = "# host ";
  static final String SEAL = "# sealed ";

  private static final String AGAIN = "; get the list from its issuer and import it again";
  private static final int BYTES_MAX = 128 << 20;

  /** Takes what is in a file. */
  public interface Sink {

    /** An entry, which covers what all of its keys are found in; at least one. */
    void entry(List<EntryKey> keys);

    /** A host that addresses in the file are of. */
    void host(EntryKey key);
  }

  private KeyedFile() {}

  /**
   * Reads a file, once it is known to be whole and of this installation.
   *
   * @return how many entries it has
   * @throws UnreadableListException if it is not; the sink was told nothing
   * @throws IOException if it cannot be read
   */
  public static int read(Path file, EntryKeys keys, Sink sink) throws IOException {
    byte[] bytes = bytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int firstEnd = text.indexOf('\n');
    if (firstEnd < 0 || !text.startsWith(FORMAT)) {
      throw new UnreadableListException("this is no keyed list" + AGAIN);
    }
    if (!text.substring(FORMAT.length(), firstEnd).equals(keys.id())) {
      throw new UnreadableListException(
          "nothing in it blocks, because it was made with another key than keys/opaque.key in the"
              + " data folder: put that file back from your backup and start the gateway again, or"
              + " get the list from its issuer and import it again");
    }
    int sealAt = text.lastIndexOf('\n' + SEAL) + 1;
    if (sealAt == 0 || !isSeal(text.substring(sealAt), keys.sealOf(bytes, sealAt))) {
      throw new UnreadableListException("it is damaged or not whole" + AGAIN);
    }
    return readSealed(text.substring(firstEnd + 1, sealAt), sink);
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

  private static boolean isSeal(String line, String seal) {
    return MessageDigest.isEqual(
        line.getBytes(StandardCharsets.ISO_8859_1),
        (SEAL + seal + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static int readSealed(String text, Sink sink) {
    int entries = 0;
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf('\n', from);
      if (text.startsWith(HOST, from)) {
        sink.host(EntryKey.of(text.subSequence(from + HOST.length(), end)));
      } else {
        List<EntryKey> keys = new ArrayList<>(1);
        for (int i = from; i < end; i += EntryKey.CHARS + 1) {
          keys.add(EntryKey.of(text.subSequence(i, i + EntryKey.CHARS)));
        }
        sink.entry(keys);
        entries++;
      }
      from = end + 1;
    }
    return entries;
  }

  /** How many entries it has, or 0 if it cannot be used. */
  public static int count(Path file, EntryKeys keys) throws IOException {
    try {
      return read(
          file,
          keys,
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

  /** The line of an entry. */
  static String line(List<EntryKey> keys) {
    return String.join(" ", keys.stream().sorted().distinct().map(EntryKey::text).toList());
  }

  /** All of a file, sealed. */
  static byte[] sealed(Iterable<String> lines, EntryKeys keys) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write((FORMAT + keys.id() + "\n").getBytes(StandardCharsets.US_ASCII));
    for (String line : lines) {
      out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    byte[] before = out.toByteArray();
    out.write(
        (SEAL + keys.sealOf(before, before.length) + "\n").getBytes(StandardCharsets.US_ASCII));
    if (out.size() > BYTES_MAX) {
      throw new UnreadableListException("it is longer than any list of illegal content");
    }
    return out.toByteArray();
  }
}
