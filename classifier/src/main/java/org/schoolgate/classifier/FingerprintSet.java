package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.schoolgate.classifier.format.DamagedListException;

/**
 * Which fingerprints were seen before: open addressing in one table, eight bytes a slot, so that
 * the entries of a list that is imported can be told apart by the million. A table that is not
 * small stands in a file that has no name, and not in the heap: ten million entries are imported in
 * a process that has no room for them. Not thread-safe.
 */
final class FingerprintSet {

  private static final int CAPACITY_MIN = 16;
  private static final int IN_HEAP_MAX = 1 << 16;

  /** What one mapping can have. */
  private static final int CAPACITY_MAX = Integer.MAX_VALUE / Long.BYTES;

  /**
   * The longest way from where a fingerprint belongs to its slot. At three quarters full, random
   * ones have a few hundred in ten million; whoever makes names for it could have all of them in
   * one run, and an import of a day.
   */
  static final int STEPS_MAX = 2000;

  private final Path folder;
  private LongBuffer slots = LongBuffer.allocate(CAPACITY_MIN);
  private int size;

  /**
   * An empty set.
   *
   * @param folder where a file can be made, and is deleted at once
   */
  FingerprintSet(Path folder) {
    this.folder = folder;
  }

  /**
   * Adds a fingerprint, whose bits are as good as random; whether it is new.
   *
   * @throws DamagedListException if fingerprints are not random, but made to be alike
   * @throws IOException if there is no room on the disk
   */
  boolean add(long fingerprint) throws IOException {
    // Zero marks an empty slot.
    long key = fingerprint == 0 ? 1 : fingerprint;
    int slot = find(slots, key);
    if (slots.get(slot) == key) {
      return false;
    }
    slots.put(slot, key);
    if (++size > slots.capacity() / 4 * 3) {
      grow();
    }
    return true;
  }

  private static int find(LongBuffer slots, long key) throws DamagedListException {
    int steps = 0;
    // The high bits spread over any capacity, so that it need not be a power of two.
    int slot = (int) Math.multiplyHigh(key >>> 1, (long) slots.capacity() << 1);
    for (long there = slots.get(slot); there != 0 && there != key; there = slots.get(slot)) {
      if (++steps > STEPS_MAX) {
        throw new DamagedListException("its names are made so that telling them apart takes hours");
      }
      slot = slot + 1 == slots.capacity() ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() throws IOException {
    long capacity = 2L * size * 4 / 3 + 4;
    if (capacity > CAPACITY_MAX) {
      throw new IOException("a list of more than " + size + " entries cannot be imported");
    }
    LongBuffer more =
        capacity > IN_HEAP_MAX ? mapped(capacity) : LongBuffer.allocate((int) capacity);
    for (int i = 0; i < slots.capacity(); i++) {
      long key = slots.get(i);
      if (key != 0) {
        more.put(find(more, key), key);
      }
    }
    slots = more;
  }

  private LongBuffer mapped(long capacity) throws IOException {
    Path file = Files.createTempFile(folder, ".seen-", "");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Written and not only made long: a page that finds no room on the disk ends the process.
      ByteBuffer zeros = ByteBuffer.allocate(IN_HEAP_MAX);
      for (long left = capacity * Long.BYTES; left > 0; ) {
        zeros.clear().limit((int) Math.min(zeros.capacity(), left));
        left -= channel.write(zeros);
      }
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, capacity * Long.BYTES).asLongBuffer();
    } finally {
      Files.delete(file);
    }
  }
}
