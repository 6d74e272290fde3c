package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Sorts keys and appends them to a file, in runs of no more than a million, or a quarter of that
 * for keys of two numbers, so that the memory that it takes does not grow with the list. Several
 * may append to one file: a run is written at once. Not thread-safe.
 */
final class RunWriter {

  /** The most keys of a run. */
  static final int KEYS_MAX = 1 << 20;

  /** The most of those of two numbers, which are objects until they are written. */
  static final int URLS_MAX = 1 << 18;

  private static final int KEYS_AT_FIRST = 64;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final FileChannel channel;
  private final List<RunReader.Run> runs = new ArrayList<>();
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long[] names = new long[0];
  private UrlKey[] urls = new UrlKey[0];
  private int count;

  RunWriter(FileChannel channel) {
    this.channel = channel;
  }

  /** Adds a key of one number. */
  void add(long key) throws IOException {
    if (count == KEYS_MAX) {
      end();
    }
    if (count == names.length) {
      names = Arrays.copyOf(names, Math.max(KEYS_AT_FIRST, Math.min(KEYS_MAX, 2 * count)));
    }
    // Sorted as numbers without sign.
    names[count++] = key ^ Long.MIN_VALUE;
  }

  /** Adds a key of two numbers; all of a writer are of one kind. */
  void add(UrlKey key) throws IOException {
    if (count == URLS_MAX) {
      end();
    }
    if (count == urls.length) {
      urls = Arrays.copyOf(urls, Math.max(KEYS_AT_FIRST, Math.min(URLS_MAX, 2 * count)));
    }
    urls[count++] = key;
  }

  /** Ends the last run; the runs of all keys. */
  List<RunReader.Run> finish() throws IOException {
    end();
    names = new long[0];
    urls = new UrlKey[0];
    return List.copyOf(runs);
  }

  private void end() throws IOException {
    if (count == 0) {
      return;
    }
    long offset = channel.position();
    CRC32C checksum = new CRC32C();
    boolean ofNames = names.length > 0;
    if (ofNames) {
      Arrays.sort(names, 0, count);
    } else {
      Arrays.sort(urls, 0, count);
    }
    for (int i = 0; i < count; i++) {
      if (buffer.remaining() < ListKeys.URL_BYTES) {
        flush(checksum);
      }
      if (ofNames) {
        buffer.putLong(names[i] ^ Long.MIN_VALUE);
      } else {
        buffer.putLong(urls[i].first()).putLong(urls[i].second());
      }
    }
    flush(checksum);
    runs.add(new RunReader.Run(offset, count, (int) checksum.getValue()));
    count = 0;
  }

  private void flush(CRC32C checksum) throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
