package org.schoolgate.classifier.keyed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the keys of a list's entries and writes its file at the end; no entry is kept, in memory
 * or on the disk. Not thread-safe.
 */
public final class KeyedWriter {

  private final Path file;
  private final EntryKeys keys;
  private final Set<String> entries = new HashSet<>();
  private final Set<String> hosts = new HashSet<>();

  /** Writes to a file that is not there yet. */
  public KeyedWriter(Path file, EntryKeys keys) {
    this.file = file;
    this.keys = keys;
  }

  /**
   * Adds a name, address or network; false if it is there already.
   *
   * @throws UnreadableListException if there are more than {@link KeyedFile#ENTRIES_MAX}
   */
  public boolean addName(String host) throws UnreadableListException {
    return add(List.of(keys.name(host)));
  }

  /**
   * Adds an address; false if it is there already.
   *
   * @throws UnreadableListException if there are more than {@link KeyedFile#ENTRIES_MAX}
   */
  public boolean addUrl(String host, String path, List<String> parameters)
      throws UnreadableListException {
    hosts.add(KeyedFile.HOST + keys.name(host).text());
    return add(keys.url(host, path, parameters));
  }

  private boolean add(List<EntryKey> entry) throws UnreadableListException {
    if (entries.size() >= KeyedFile.ENTRIES_MAX) {
      throw new UnreadableListException(
          "it has more than "
              + KeyedFile.ENTRIES_MAX
              + " entries, which no list of illegal"
              + " content has");
    }
    return entries.add(KeyedFile.line(entry));
  }

  /** How many entries there are. */
  public long count() {
    return entries.size();
  }

  /** Writes the file for its owner alone; durable when it returns, but for its name. */
  public void finish() throws IOException {
    Set<String> lines = new TreeSet<>(hosts);
    lines.addAll(entries);
    try (FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = ByteBuffer.wrap(KeyedFile.sealed(lines, keys));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
