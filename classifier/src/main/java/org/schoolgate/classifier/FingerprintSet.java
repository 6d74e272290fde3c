package org.schoolgate.classifier;

/**
 * Which fingerprints were seen before: open addressing in one array, eight bytes a slot, so that
 * the entries of a list that is imported can be told apart by the million. Not thread-safe.
 */
final class FingerprintSet {

  private static final int CAPACITY_MIN = 16;
  private static final long ENTRIES_MAX = 1L << 29;

  private long[] slots = new long[CAPACITY_MIN];
  private int size;

  /** Adds a fingerprint, whose bits are as good as random; whether it is new. */
  boolean add(long fingerprint) {
    // Zero marks an empty slot.
    long key = fingerprint == 0 ? 1 : fingerprint;
    int slot = find(key);
    if (slots[slot] == key) {
      return false;
    }
    slots[slot] = key;
    if (++size > slots.length / 4 * 3) {
      grow();
    }
    return true;
  }

  private int find(long key) {
    // The high bits spread over any capacity, so that it need not be a power of two.
    int slot = (int) Math.multiplyHigh(key >>> 1, (long) slots.length << 1);
    while (slots[slot] != 0 && slots[slot] != key) {
      slot = slot + 1 == slots.length ? 0 : slot + 1;
    }
    return slot;
  }

  private void grow() {
    long capacity = 2L * size * 4 / 3 + 4;
    if (capacity > ENTRIES_MAX * 4 / 3) {
      throw new IllegalStateException("a set holds at most " + ENTRIES_MAX / 2 + " fingerprints");
    }
    long[] before = slots;
    slots = new long[(int) capacity];
    for (long key : before) {
      if (key != 0) {
        slots[find(key)] = key;
      }
    }
  }
}
