package org.schoolgate.classifier;

/**
 * An immutable map from 64-bit fingerprints to small numbers: open addressing with linear probing
 * over two flat arrays, 16 bytes an entry, no object per entry.
 *
 * <p>Fingerprints stand for the text: that of two different texts under one unknown key is equal
 * with a chance of one in 2^64, so the text itself is not kept. What matched is told by the text
 * that was asked for.
 */
final class FingerprintTable {

  private static final int CAPACITY_MIN = 16;
  private static final long ENTRIES_MAX = 1L << 29;

  private final long[] fingerprints;
  private final int[] values;
  private final int size;

  private FingerprintTable(long[] fingerprints, int[] values, int size) {
    this.fingerprints = fingerprints;
    this.values = values;
    this.size = size;
  }

  /** The number kept with a fingerprint, or 0 if it is not here. */
  int get(long fingerprint) {
    long sought = nonZero(fingerprint);
    int capacity = fingerprints.length;
    int slot = slot(sought, capacity);
    while (fingerprints[slot] != 0) {
      if (fingerprints[slot] == sought) {
        return values[slot];
      }
      slot = slot + 1 == capacity ? 0 : slot + 1;
    }
    return 0;
  }

  int size() {
    return size;
  }

  /** Zero marks an empty slot. */
  private static long nonZero(long fingerprint) {
    return fingerprint == 0 ? 1 : fingerprint;
  }

  /** The high bits spread over any capacity, so that it need not be a power of two. */
  private static int slot(long fingerprint, int capacity) {
    return (int) Math.multiplyHigh(fingerprint >>> 1, (long) capacity << 1);
  }

  /** Collects entries; not thread-safe. */
  static final class Builder {
    private long[] fingerprints;
    private int[] values;
    private int size;

    /** A builder that does not grow before it holds that many entries. */
    Builder(long expectedEntries) {
      int capacity = capacityFor(Math.min(expectedEntries, ENTRIES_MAX));
      fingerprints = new long[capacity];
      values = new int[capacity];
    }

    /** The number kept with a fingerprint, or 0. */
    int get(long fingerprint) {
      return values[find(nonZero(fingerprint))];
    }

    /** Keeps a number above 0 with a fingerprint, in place of any it had; whether it is new. */
    boolean put(long fingerprint, int value) {
      long key = nonZero(fingerprint);
      int slot = find(key);
      boolean isNew = fingerprints[slot] == 0;
      fingerprints[slot] = key;
      values[slot] = value;
      if (isNew && ++size > fingerprints.length / 4 * 3) {
        resize(capacityFor(2L * size));
      }
      return isNew;
    }

    int size() {
      return size;
    }

    /** The table; no larger than it needs to be. */
    FingerprintTable build() {
      int capacity = capacityFor(size);
      if (capacity < fingerprints.length / 10 * 9) {
        resize(capacity);
      }
      return new FingerprintTable(fingerprints, values, size);
    }

    private int find(long key) {
      int slot = slot(key, fingerprints.length);
      while (fingerprints[slot] != 0 && fingerprints[slot] != key) {
        slot = slot + 1 == fingerprints.length ? 0 : slot + 1;
      }
      return slot;
    }

    private void resize(int capacity) {
      long[] oldFingerprints = fingerprints;
      int[] oldValues = values;
      fingerprints = new long[capacity];
      values = new int[capacity];
      for (int i = 0; i < oldFingerprints.length; i++) {
        if (oldFingerprints[i] != 0) {
          int slot = find(oldFingerprints[i]);
          fingerprints[slot] = oldFingerprints[i];
          values[slot] = oldValues[i];
        }
      }
    }

    private static int capacityFor(long entries) {
      if (entries > ENTRIES_MAX) {
        throw new IllegalStateException("a table holds at most " + ENTRIES_MAX + " entries");
      }
      return (int) Math.max(CAPACITY_MIN, entries * 4 / 3 + 4);
    }
  }
}
