package org.schoolgate.classifier.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The keys of one list file, sorted and kept, so that a list that has not changed is not read
 * again, and nothing of it can be read from them. Open while it is used; not thread-safe.
 *
 * <p>The file has runs of sorted keys, what there is to know of them behind, and at its end how
 * long that is.
 */
final class ListKeys implements Closeable {

  static final int URL_BYTES = 2 * Long.BYTES;

  private static final long MAGIC = 0x53_47_4b_45_59_53_30_31L;
  private static final int TAIL_BYTES = 2 * Long.BYTES;
  private static final int ABOUT_BYTES_MAX = 64 << 20;

  private final FileChannel channel;
  private final About about;

  /**
   * An entry that needs several parameters.
   *
   * @param first the key of its path with the first
   * @param rest those with the others
   */
  record Several(UrlKey first, List<UrlKey> rest) {
    Several {
      rest = List.copyOf(rest);
    }

    void write(DataOutputStream out) throws IOException {
      writeKey(first, out);
      out.writeInt(rest.size());
      for (UrlKey key : rest) {
        writeKey(key, out);
      }
    }

    static Several read(DataInputStream in) throws IOException {
      UrlKey first = readKey(in);
      List<UrlKey> rest = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        rest.add(readKey(in));
      }
      return new Several(first, rest);
    }

    private static void writeKey(UrlKey key, DataOutputStream out) throws IOException {
      out.writeLong(key.first());
      out.writeLong(key.second());
    }

    private static UrlKey readKey(DataInputStream in) throws IOException {
      return new UrlKey(in.readLong(), in.readLong());
    }
  }

  /**
   * What is known of the keys.
   *
   * @param identity which file they were made of
   * @param names runs of names, hosts and networks
   * @param pathHosts runs of the hosts that URL entries are of
   * @param urls runs of URL entries
   * @param several entries that need several parameters
   * @param taken how many lines were taken
   * @param shape what kinds of keys there are
   * @param problems what could not be taken, each in a sentence; bounded
   * @param problemCount how many there were
   */
  record About(
      String identity,
      List<RunReader.Run> names,
      List<RunReader.Run> pathHosts,
      List<RunReader.Run> urls,
      List<Several> several,
      long taken,
      KeyShape shape,
      List<String> problems,
      long problemCount) {
    About {
      names = List.copyOf(names);
      pathHosts = List.copyOf(pathHosts);
      urls = List.copyOf(urls);
      several = List.copyOf(several);
      problems = List.copyOf(problems);
    }

    byte[] bytes() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (DataOutputStream out = new DataOutputStream(bytes)) {
        out.writeUTF(identity);
        for (List<RunReader.Run> runs : List.of(names, pathHosts, urls)) {
          out.writeInt(runs.size());
          for (RunReader.Run run : runs) {
            out.writeLong(run.offset());
            out.writeLong(run.count());
            out.writeInt(run.checksum());
          }
        }
        out.writeInt(several.size());
        for (Several each : several) {
          each.write(out);
        }
        out.writeLong(taken);
        shape.write(out);
        out.writeInt(problems.size());
        for (String problem : problems) {
          out.writeUTF(problem);
        }
        out.writeLong(problemCount);
      }
      return bytes.toByteArray();
    }

    static About read(byte[] bytes) throws IOException {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        String identity = in.readUTF();
        List<RunReader.Run> names = runs(in);
        List<RunReader.Run> pathHosts = runs(in);
        List<RunReader.Run> urls = runs(in);
        List<Several> several = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          several.add(Several.read(in));
        }
        long taken = in.readLong();
        KeyShape shape = KeyShape.read(in);
        List<String> problems = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
          problems.add(in.readUTF());
        }
        return new About(
            identity, names, pathHosts, urls, several, taken, shape, problems, in.readLong());
      }
    }

    private static List<RunReader.Run> runs(DataInputStream in) throws IOException {
      List<RunReader.Run> runs = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        runs.add(new RunReader.Run(in.readLong(), in.readLong(), in.readInt()));
      }
      return runs;
    }
  }

  private ListKeys(FileChannel channel, About about) {
    this.channel = channel;
    this.about = about;
  }

  About about() {
    return about;
  }

  /**
   * Opens a file of keys.
   *
   * @throws DamagedIndexException if it is none, or not whole
   * @throws IOException if it cannot be read
   */
  static ListKeys open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new ListKeys(channel, readAbout(channel));
    } catch (IOException | RuntimeException unusable) {
      channel.close();
      throw unusable instanceof IOException io
          ? io
          : new DamagedIndexException("what is known of the keys of a list cannot be read");
    }
  }

  private static About readAbout(FileChannel channel) throws IOException {
    long end = channel.size();
    if (end < TAIL_BYTES) {
      throw new DamagedIndexException("the keys of a list end too early");
    }
    ByteBuffer tail = read(channel, end - TAIL_BYTES, TAIL_BYTES);
    int length = tail.getInt();
    int checksum = tail.getInt();
    if (tail.getLong() != MAGIC || length < 0 || length > Math.min(ABOUT_BYTES_MAX, end)) {
      throw new DamagedIndexException("these are no keys of a list");
    }
    byte[] bytes = read(channel, end - TAIL_BYTES - length, length).array();
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    if ((int) crc.getValue() != checksum) {
      throw new DamagedIndexException(
          "what is known of the keys of a list is not what was written");
    }
    return About.read(bytes);
  }

  private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new DamagedIndexException("the keys of a list end too early");
      }
    }
    return bytes.flip();
  }

  /** Writes what there is to know of keys behind them. */
  static void end(FileChannel channel, About about) throws IOException {
    byte[] bytes = about.bytes();
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    ByteBuffer out =
        ByteBuffer.allocate(bytes.length + TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN).put(bytes);
    out.putInt(bytes.length).putInt((int) crc.getValue()).putLong(MAGIC).flip();
    while (out.hasRemaining()) {
      channel.write(out);
    }
  }

  /** Adds readers of the names, hosts and networks, which are of a tag. */
  void readNames(int tag, List<RunReader> into) {
    about.names().forEach(run -> into.add(new RunReader(channel, run, Long.BYTES, tag)));
    about
        .pathHosts()
        .forEach(run -> into.add(new RunReader(channel, run, Long.BYTES, ListSets.HAS_PATHS)));
  }

  /** Adds readers of the URL entries. */
  void readUrls(int tag, List<RunReader> into) {
    about.urls().forEach(run -> into.add(new RunReader(channel, run, URL_BYTES, tag)));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
