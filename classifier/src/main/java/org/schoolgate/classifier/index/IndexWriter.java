package org.schoolgate.classifier.index;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schoolgate.policy.Category;

/**
 * Puts the keys of many lists together into one {@link IndexFile}. The keys come sorted, so each
 * step reads and writes forwards, and the memory that it takes does not grow with the lists, but
 * for entries of several parameters. Not thread-safe.
 */
final class IndexWriter implements Closeable {

  /**
   * About so many keys have a filter of their own: few enough for the three places of a key to be
   * in neighbouring pages, many enough for the filter to stay near nine bits a key.
   */
  private static final int FILTER_KEYS = 1 << 15;

  private static final int PASS_BYTES = 64 * 1024;
  private static final int PASS_RECORD_BYTES = Long.BYTES + Integer.BYTES;

  private final Path file;
  private final Path fresh;
  private final Path passFile;
  private final SetWriter setWriter;
  private final ListSets.Builder sets;
  private final KeyShape shape = new KeyShape();
  private final List<RunReader> names = new ArrayList<>();
  private final List<RunReader> urls = new ArrayList<>();
  private final Map<UrlKey, List<SeveralParameters>> several = new HashMap<>();
  private final List<FuseFilter> filters = new ArrayList<>();

  /** The ends of keys of which two have the same in one line. */
  private final Set<Long> alike = new HashSet<>();

  private long keyCount;

  IndexWriter(Path file) throws IOException {
    this.file = file;
    this.fresh = IndexFiles.fresh(file);
    this.passFile = file.resolveSibling("." + file.getFileName() + ".pass");
    this.setWriter = new SetWriter(file.resolveSibling("." + file.getFileName() + ".sets"));
    this.sets = new ListSets.Builder(setWriter);
  }

  /** Adds the keys of a list, which stay open until {@link #finish}. */
  void add(ListKeys keys, Category category, String source, EntryMeaning meaning) {
    int tag = sets.tag(category, source, meaning);
    keys.readNames(tag, names);
    keys.readUrls(tag, urls);
    shape.add(keys.about().shape());
    for (ListKeys.Several each : keys.about().several()) {
      several
          .computeIfAbsent(each.first(), first -> new ArrayList<>(1))
          .add(new SeveralParameters(each.rest(), tag));
    }
  }

  /**
   * Writes the file and puts it in its place, durably.
   *
   * @param about what else is to be known of it
   * @throws DamagedIndexException if the keys of a list are not those that were written
   */
  void finish(IndexFile.About about) throws IOException {
    try (FileChannel pass =
            FileChannel.open(
                passFile,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        FileChannel channel =
            FileChannel.open(
                fresh,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      merge(pass);
      IndexFile.Sections sections;
      do {
        sections = new IndexFile.Sections(channel);
        writeNames(pass, sections);
      } while (!areFound(pass, sections));
      writeUrls(sections);
      sections.begin(IndexFile.SETS);
      setWriter.copyTo(sections);
      sections.endSection(IndexFile.SETS);
      sections.write(IndexFile.ABOUT, ByteBuffer.wrap(aboutBytes(about)));
      sections.end();
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Keeps each key once, with the set of all that it stands on. */
  private void merge(FileChannel pass) throws IOException {
    RunMerge merge = new RunMerge(names);
    ByteBuffer out = ByteBuffer.allocate(PASS_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    RunReader next = merge.next();
    while (next != null) {
      long key = next.first();
      while (next != null && next.first() == key) {
        sets.add(next.tag());
        next = merge.next();
      }
      if (out.remaining() < PASS_RECORD_BYTES) {
        IndexFiles.write(pass, out.flip());
        out.clear();
      }
      out.putLong(key).putInt(sets.number());
      keyCount++;
    }
    IndexFiles.write(pass, out.flip());
  }

  /** Takes the keys that were merged, in their order. */
  @FunctionalInterface
  private interface Merged {
    void key(long key, int set) throws IOException;
  }

  private static void read(FileChannel pass, Merged into) throws IOException {
    int bytes = PASS_BYTES - PASS_BYTES % PASS_RECORD_BYTES;
    ByteBuffer in = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long position = 0;
    long end = pass.size();
    while (position < end) {
      in.clear().limit((int) Math.min(in.capacity(), end - position));
      while (in.hasRemaining()) {
        int read = pass.read(in, position);
        if (read < 0) {
          throw new DamagedIndexException("what was written is gone");
        }
        position += read;
      }
      in.flip();
      while (in.hasRemaining()) {
        into.key(in.getLong(), in.getInt());
      }
    }
  }

  private void writeNames(FileChannel pass, IndexFile.Sections sections) throws IOException {
    sections.begin(IndexFile.LINES);
    KeyLines.Writer lines = new KeyLines.Writer(KeyLines.homesFor(keyCount), sections::append);
    read(pass, (key, set) -> lines.add(key, inSlot(key, set)));
    lines.finish();
    sections.endSection(IndexFile.LINES);
    writeWhole(pass, sections);
    writeFilters(pass, sections);
  }

  /** What stands in the slot of a key: its set, or that the key stands elsewhere, whole. */
  private int inSlot(long key, int set) {
    return set < KeyLines.ELSEWHERE && !alike.contains(KeyLines.end(key))
        ? set
        : KeyLines.ELSEWHERE;
  }

  private void writeWhole(FileChannel pass, IndexFile.Sections sections) throws IOException {
    sections.begin(IndexFile.WHOLE);
    ByteBuffer record = ByteBuffer.allocate(WholeKeys.RECORD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    read(
        pass,
        (key, set) -> {
          if (inSlot(key, set) == KeyLines.ELSEWHERE) {
            sections.append(record.clear().putLong(key).putInt(set).flip());
          }
        });
    sections.endSection(IndexFile.WHOLE);
  }

  /** Makes a filter of each part of the range of keys, so that one at a time is in memory. */
  private void writeFilters(FileChannel pass, IndexFile.Sections sections) throws IOException {
    filters.clear();
    sections.begin(IndexFile.FILTERS);
    int bits = filterBits(keyCount);
    FuseFilter.Builder builder = new FuseFilter.Builder();
    FilterKeys keys = new FilterKeys();
    read(
        pass,
        (key, set) -> {
          while (filters.size() < IndexFile.filterOf(key, bits)) {
            writeFilter(builder, keys, sections);
          }
          keys.add(key);
        });
    while (filters.size() < 1 << bits) {
      writeFilter(builder, keys, sections);
    }
    sections.endSection(IndexFile.FILTERS);
  }

  private void writeFilter(FuseFilter.Builder builder, FilterKeys keys, IndexFile.Sections sections)
      throws IOException {
    int offset = (int) sections.length();
    FuseFilter filter = builder.build(keys.keys, keys.count, offset);
    filters.add(filter);
    sections.append(ByteBuffer.wrap(builder.bytes(), 0, filter.length()));
    keys.count = 0;
  }

  private static int filterBits(long keys) {
    int bits = 0;
    while ((keys >> bits) > FILTER_KEYS) {
      bits++;
    }
    return bits;
  }

  /** The keys of the part of the range that is being read. */
  private static final class FilterKeys {
    private long[] keys = new long[1024];
    private int count;

    void add(long key) {
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, 2 * count);
      }
      keys[count++] = key;
    }
  }

  /**
   * Looks all keys up in what was written; false if it has to be written anew. That happens to one
   * index of three thousand with ten million keys: two of a line that end alike, which are then
   * kept whole.
   */
  private boolean areFound(FileChannel pass, IndexFile.Sections sections) throws IOException {
    KeyLines lines = new KeyLines(sections.map(IndexFile.LINES), KeyLines.homesFor(keyCount));
    WholeKeys whole = new WholeKeys(sections.map(IndexFile.WHOLE));
    ByteBuffer filterBytes = sections.map(IndexFile.FILTERS);
    int bits = filterBits(keyCount);
    Set<Long> more = new HashSet<>();
    read(
        pass,
        (key, set) -> {
          int expected = inSlot(key, set);
          if (lines.get(key) != expected) {
            more.add(KeyLines.end(key));
          }
          if (!filters.get(IndexFile.filterOf(key, bits)).mayHold(filterBytes, key)
              || (expected == KeyLines.ELSEWHERE && whole.get(key) != set)) {
            throw new DamagedIndexException("what was written is not what is read");
          }
        });
    if (more.isEmpty()) {
      return true;
    }
    if (!alike.addAll(more)) {
      throw new DamagedIndexException("what was written is not what is read");
    }
    return false;
  }

  private void writeUrls(IndexFile.Sections sections) throws IOException {
    sections.begin(IndexFile.URLS);
    RunMerge merge = new RunMerge(urls);
    ByteBuffer out =
        ByteBuffer.allocate(PASS_BYTES - PASS_BYTES % UrlTable.RECORD_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    RunReader next = merge.next();
    while (next != null) {
      long first = next.first();
      long second = next.second();
      while (next != null && next.first() == first && next.second() == second) {
        sets.add(next.tag());
        next = merge.next();
      }
      out.putLong(first).putLong(second).putInt(sets.number());
      if (!out.hasRemaining()) {
        sections.append(out.flip());
        out.clear();
      }
    }
    sections.append(out.flip());
    sections.endSection(IndexFile.URLS);
  }

  private byte[] aboutBytes(IndexFile.About about) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      about.write(out);
      sets.write(out);
      shape.write(out);
      out.writeLong(keyCount);
      out.writeInt(filters.size());
      for (FuseFilter filter : filters) {
        filter.write(out);
      }
      out.writeInt(several.size());
      for (Map.Entry<UrlKey, List<SeveralParameters>> each : several.entrySet()) {
        SeveralParameters.write(each.getKey(), each.getValue(), out);
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    setWriter.close();
    Files.deleteIfExists(passFile);
    Files.deleteIfExists(fresh);
  }
}
