package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * Reads a run of sorted keys from a file, and checks at its end that they are those that were
 * written. Not thread-safe.
 */
final class RunReader {

  private static final int BUFFER_BYTES = 32 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer;
  private final CRC32C seen = new CRC32C();
  private final Run run;
  private final int keyBytes;
  private final int tag;
  private long position;
  private long left;
  private long first;
  private long second;

  /**
   * Where a run stands.
   *
   * @param offset of its first byte
   * @param count how many keys it has
   * @param checksum CRC-32C of its bytes
   */
  record Run(long offset, long count, int checksum) {}

  /**
   * A reader before the first key.
   *
   * @param keyBytes 8 for keys of one number, 16 for those of two
   * @param tag what the keys stand for
   */
  RunReader(FileChannel channel, Run run, int keyBytes, int tag) {
    this.channel = channel;
    this.run = run;
    this.keyBytes = keyBytes;
    this.tag = tag;
    this.position = run.offset();
    this.left = run.count() * keyBytes;
    this.buffer =
        ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, Math.max(keyBytes, left)))
            .order(ByteOrder.LITTLE_ENDIAN)
            .limit(0);
  }

  /**
   * Goes to the next key; false behind the last.
   *
   * @throws DamagedIndexException if the file has other bytes than were written
   */
  boolean next() throws IOException {
    if (!buffer.hasRemaining() && !fill()) {
      return false;
    }
    first = buffer.getLong();
    second = keyBytes > Long.BYTES ? buffer.getLong() : 0;
    return true;
  }

  private boolean fill() throws IOException {
    if (left == 0) {
      if ((int) seen.getValue() != run.checksum()) {
        throw new DamagedIndexException("the keys of a list are not those that were written");
      }
      return false;
    }
    buffer.clear().limit((int) Math.min(buffer.capacity(), left));
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, position);
      if (read < 0) {
        throw new DamagedIndexException("the keys of a list end too early");
      }
      position += read;
      left -= read;
    }
    buffer.flip();
    seen.update(buffer.duplicate());
    return true;
  }

  long first() {
    return first;
  }

  long second() {
    return second;
  }

  int tag() {
    return tag;
  }

  /** By their keys, without sign. */
  boolean isBefore(RunReader other) {
    int order = Long.compareUnsigned(first, other.first);
    return order < 0 || (order == 0 && Long.compareUnsigned(second, other.second) < 0);
  }
}
