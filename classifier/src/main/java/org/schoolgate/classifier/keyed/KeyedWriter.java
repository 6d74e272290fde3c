package org.schoolgate.classifier.keyed;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;

/**
 * Collects the keys of a list's entries and writes its file at the end; no entry is kept, in memory
 * or on the disk. What it takes of memory does not grow beyond {@link KeyedFile#KEYS_MAX} keys. Not
 * thread-safe.
 */
public final class KeyedWriter {

  private final Path file;
  private final EntryKeys keys;
  private final KeyedPart part;
  private final KeySet names = new KeySet();
  private final KeySet hosts = new KeySet();

  /** What each entry of several keys is known by, so that none is taken twice. */
  private final KeySet together = new KeySet();

  private final List<List<EntryKey>> several = new ArrayList<>();
  private int keysOfSeveral;

  /** Writes to a file that is not there yet, what it is for under its seal. */
  public KeyedWriter(Path file, EntryKeys keys, KeyedPart part) {
    this.file = file;
    this.keys = keys;
    this.part = part;
  }

  /**
   * Adds a name, address or network; false if it is there already.
   *
   * @throws UnreadableListException if there are more keys than {@link KeyedFile#KEYS_MAX}
   */
  public boolean addName(String host) throws UnreadableListException {
    return add(List.of(keys.name(host)));
  }

  /**
   * Adds an address; false if it is there already.
   *
   * @throws UnreadableListException if there are more keys than {@link KeyedFile#KEYS_MAX}
   */
  public boolean addUrl(String host, String path, List<String> parameters)
      throws UnreadableListException {
    boolean isNew = add(keys.url(host, path, parameters));
    boolean unused = isNew && hosts.add(keys.name(host));
    return isNew;
  }

  private boolean add(List<EntryKey> entry) throws UnreadableListException {
    List<EntryKey> sorted = entry.stream().sorted().distinct().toList();
    if (names.size() + keysOfSeveral + sorted.size() > KeyedFile.KEYS_MAX) {
      throw new UnreadableListException(
          "it has more than "
              + KeyedFile.KEYS_MAX
              + " entries and parameters of entries, which no list of illegal content has");
    }
    if (sorted.size() == 1) {
      return names.add(sorted.get(0));
    }
    if (!together.add(keys.together(sorted))) {
      return false;
    }
    several.add(sorted);
    keysOfSeveral += sorted.size();
    return true;
  }

  /** How many entries there are. */
  public long count() {
    return (long) names.size() + several.size();
  }

  /** Writes the file for its owner alone; durable when it returns, but for its name. */
  public void finish() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rw-------")));
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      Mac seal = keys.seal();
      write(KeyedFile.header(keys, part), out, seal);
      for (EntryKey host : hosts.sorted()) {
        write(KeyedFile.HOST + host.text(), out, seal);
      }
      for (EntryKey name : names.sorted()) {
        write(name.text(), out, seal);
      }
      several.sort(Comparator.comparing(entry -> entry.get(0)));
      for (List<EntryKey> entry : several) {
        write(String.join(" ", entry.stream().map(EntryKey::text).toList()), out, seal);
      }
      String sealed = KeyedFile.SEAL + HexFormat.of().formatHex(seal.doFinal()) + "\n";
      out.write(sealed.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      channel.force(true);
    }
  }

  private static void write(String line, OutputStream out, Mac seal) throws IOException {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    seal.update(bytes);
    out.write(bytes);
  }
}
