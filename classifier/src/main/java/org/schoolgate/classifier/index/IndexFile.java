package org.schoolgate.classifier.index;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.schoolgate.policy.CategoryTable;

/**
 * The form of a compiled index: a page that says where its sections are, and the sections, each
 * with a checksum.
 *
 * <p>A file is written beside the one in force, made durable, renamed into its place and mapped;
 * one that is mapped is never written to, so a process never meets a page that changes or is gone.
 * Numbers are little-endian, sections begin at pages.
 */
final class IndexFile {

  /** {@link KeyLines}. */
  static final int LINES = 0;

  /** {@link FuseFilter}s. */
  static final int FILTERS = 1;

  /** {@link UrlTable}. */
  static final int URLS = 2;

  /** What there is to know of the others; the last in the file, since any other may be empty. */
  static final int ABOUT = 3;

  /** {@link WholeKeys}. */
  static final int WHOLE = 4;

  /** The sets that are not in memory, of {@link ListSets}. */
  static final int SETS = 5;

  private static final int SECTIONS = 6;
  private static final long MAGIC = 0x31_58_45_44_4e_49_47_53L;
  private static final int VERSION = 3;
  private static final int PAGE_BYTES = 4096;
  private static final int HEADER_BYTES = 16 + SECTIONS * 24 + 4;

  private IndexFile() {}

  /**
   * What is known of an index beside its keys.
   *
   * @param identity which lists it was made of; that of others is another one
   * @param takenByCategory how many entries there are, by category id
   * @param problems what could not be taken, each in a sentence; bounded
   * @param problemCount how many there were
   */
  record About(
      String identity,
      Map<String, Long> takenByCategory,
      List<String> problems,
      long problemCount) {
    About {
      takenByCategory = Map.copyOf(takenByCategory);
      problems = List.copyOf(problems);
    }

    void write(DataOutputStream out) throws IOException {
      out.writeUTF(identity);
      out.writeInt(takenByCategory.size());
      for (Map.Entry<String, Long> each : new TreeMap<>(takenByCategory).entrySet()) {
        out.writeUTF(each.getKey());
        out.writeLong(each.getValue());
      }
      out.writeInt(problems.size());
      for (String problem : problems) {
        out.writeUTF(problem);
      }
      out.writeLong(problemCount);
    }

    static About read(DataInputStream in) throws IOException {
      String identity = in.readUTF();
      Map<String, Long> taken = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        taken.put(in.readUTF(), in.readLong());
      }
      List<String> problems = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        problems.add(in.readUTF());
      }
      return new About(identity, taken, problems, in.readLong());
    }
  }

  /** The filter of a key, where the highest bits say which. */
  static int filterOf(long key, int bits) {
    return bits == 0 ? 0 : (int) (key >>> (Long.SIZE - bits));
  }

  /** Writes the sections one after the other. Not thread-safe. */
  static final class Sections {

    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final long[] offsets = new long[SECTIONS];
    private final long[] lengths = new long[SECTIONS];
    private final long[] checksums = new long[SECTIONS];
    private final ByteBuffer buffer =
        ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long length;

    Sections(FileChannel channel) throws IOException {
      this.channel = channel;
      channel.truncate(0);
      channel.position(PAGE_BYTES);
    }

    void begin(int section) throws IOException {
      long at = channel.position();
      channel.position((at + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES);
      offsets[section] = channel.position();
      checksum.reset();
      length = 0;
    }

    /** How long the section is so far. */
    long length() {
      return length;
    }

    void append(ByteBuffer bytes) throws IOException {
      length += bytes.remaining();
      if (bytes.remaining() > buffer.remaining()) {
        flush();
      }
      if (bytes.remaining() > buffer.remaining()) {
        checksum.update(bytes.duplicate());
        IndexFiles.write(channel, bytes);
      } else {
        buffer.put(bytes);
      }
    }

    private void flush() throws IOException {
      buffer.flip();
      checksum.update(buffer.duplicate());
      IndexFiles.write(channel, buffer);
      buffer.clear();
    }

    void endSection(int section) throws IOException {
      flush();
      lengths[section] = length;
      checksums[section] = checksum.getValue();
      if (length > Integer.MAX_VALUE) {
        throw new IOException("the lists are larger than an index can be");
      }
    }

    void write(int section, ByteBuffer bytes) throws IOException {
      begin(section);
      append(bytes);
      endSection(section);
    }

    /** A section that has ended. */
    ByteBuffer map(int section) throws IOException {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, offsets[section], lengths[section])
          .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Says where they are, now that they are whole. */
    void end() throws IOException {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      header.putLong(MAGIC).putLong(VERSION);
      for (int section = 0; section < SECTIONS; section++) {
        header.putLong(offsets[section]).putLong(lengths[section]).putLong(checksums[section]);
      }
      CRC32C own = new CRC32C();
      own.update(header.array(), 0, header.position());
      header.putInt((int) own.getValue()).flip();
      channel.position(0);
      IndexFiles.write(channel, header);
    }
  }

  /**
   * Opens an index. Its first page and what is known of it are checked here, the rest by {@link
   * IndexLayer#isWhole}.
   *
   * @throws DamagedIndexException if it is none, is of another version, or not whole
   * @throws IOException if it cannot be read
   */
  static IndexLayer open(Path file, SiteHash hash, CategoryTable categories) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      while (header.hasRemaining()) {
        if (channel.read(header, header.position()) < 0) {
          throw new DamagedIndexException("it ends too early");
        }
      }
      header.flip();
      CRC32C own = new CRC32C();
      own.update(header.array(), 0, HEADER_BYTES - Integer.BYTES);
      if (header.getLong() != MAGIC
          || header.getLong() != VERSION
          || header.getInt(HEADER_BYTES - Integer.BYTES) != (int) own.getValue()) {
        throw new DamagedIndexException("it is no index of this version");
      }
      MappedByteBuffer[] sections = new MappedByteBuffer[SECTIONS];
      int[] checksums = new int[SECTIONS];
      for (int section = 0; section < SECTIONS; section++) {
        long offset = header.getLong();
        long length = header.getLong();
        checksums[section] = (int) header.getLong();
        if (offset < 0 || length < 0 || offset + length > channel.size()) {
          throw new DamagedIndexException("it ends too early");
        }
        sections[section] = channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
        sections[section].order(ByteOrder.LITTLE_ENDIAN);
      }
      return read(sections, checksums, hash, categories);
    } catch (RuntimeException unusable) {
      throw new DamagedIndexException("what is known of it cannot be read");
    }
  }

  private static IndexLayer read(
      MappedByteBuffer[] sections, int[] checksums, SiteHash hash, CategoryTable categories)
      throws IOException {
    if (checksumOf(sections[ABOUT]) != checksums[ABOUT]) {
      throw new DamagedIndexException("what is known of it is not what was written");
    }
    byte[] bytes = new byte[sections[ABOUT].limit()];
    sections[ABOUT].get(0, bytes);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      About about = About.read(in);
      ListSets sets = ListSets.read(in, sections[SETS], categories);
      KeyShape shape = KeyShape.read(in);
      long keys = in.readLong();
      long homes = KeyLines.homesFor(keys);
      if (KeyLines.bytesFor(homes) != sections[LINES].limit()) {
        throw new DamagedIndexException("it has not the lines that it should have");
      }
      List<FuseFilter> filters = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        filters.add(FuseFilter.read(in, sections[FILTERS].limit()));
      }
      Map<UrlKey, List<SeveralParameters>> several = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        SeveralParameters.read(in, several);
      }
      NameTable names =
          new NameTable(
              filters,
              sections[FILTERS],
              new KeyLines(sections[LINES], homes),
              new WholeKeys(sections[WHOLE]));
      UrlTable urls = new UrlTable(sections[URLS], several);
      return new IndexLayer(hash, about, sets, shape, names, urls, keys, sections, checksums);
    }
  }

  static int checksumOf(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate().rewind());
    return (int) checksum.getValue();
  }
}
