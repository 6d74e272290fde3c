package org.schoolgate.classifier.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Writes the sets that have no number of their own, one after the other, to a file that lasts until
 * the index is written: so many sets as there are names need no memory. Not thread-safe.
 */
final class SetWriter implements Closeable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C written = new CRC32C();
  private int ints;

  SetWriter(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  /**
   * Adds a set, and says where it stands.
   *
   * @throws IOException if there are more than a section of the index can have
   */
  int add(int[] tags, int count) throws IOException {
    if (ints > Integer.MAX_VALUE / Integer.BYTES - count - 1) {
      throw new IOException("the lists are larger than an index can be");
    }
    int at = ints;
    put(count);
    for (int i = 0; i < count; i++) {
      put(tags[i]);
    }
    return at;
  }

  private void put(int value) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.putInt(value);
    ints++;
  }

  private void flush() throws IOException {
    written.update(buffer.flip().duplicate());
    IndexFiles.write(channel, buffer);
    buffer.clear();
  }

  /**
   * Copies all that was added to a section that has begun.
   *
   * @throws DamagedIndexException if the file does not give back what was written to it
   */
  void copyTo(IndexFile.Sections sections) throws IOException {
    flush();
    CRC32C copied = new CRC32C();
    long end = channel.size();
    for (long position = 0; position < end; position += buffer.limit()) {
      buffer.clear();
      int read = channel.read(buffer, position);
      if (read < 0) {
        throw new DamagedIndexException("what was written is gone");
      }
      copied.update(buffer.flip().duplicate());
      sections.append(buffer);
    }
    buffer.clear();
    if (copied.getValue() != written.getValue()) {
      throw new DamagedIndexException("what was written is not what is read");
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
