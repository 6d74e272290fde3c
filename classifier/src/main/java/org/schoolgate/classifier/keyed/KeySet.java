package org.schoolgate.classifier.keyed;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys, each once, in sixteen bytes each: by open addressing, where a key is as good as random, so
 * its lower bits say where to look first. Not thread-safe.
 */
final class KeySet {

  private static final int SLOTS_MIN = 16;

  private long[] high = new long[SLOTS_MIN];
  private long[] low = new long[SLOTS_MIN];
  private int size;
  private boolean hasZero;

  /** Adds a key; false if it is there already. */
  boolean add(EntryKey key) {
    if (key.high() == 0 && key.low() == 0) {
      boolean isNew = !hasZero;
      hasZero = true;
      size += isNew ? 1 : 0;
      return isNew;
    }
    if (size * 2 >= high.length) {
      grow();
    }
    int slot = slotOf(high, low, key.high(), key.low());
    if (!isFree(high, low, slot)) {
      return false;
    }
    high[slot] = key.high();
    low[slot] = key.low();
    size++;
    return true;
  }

  int size() {
    return size;
  }

  /** All of them in their order, which tells nothing of when they were added. */
  List<EntryKey> sorted() {
    List<EntryKey> sorted = new ArrayList<>(size);
    if (hasZero) {
      sorted.add(new EntryKey(0, 0));
    }
    for (int slot = 0; slot < high.length; slot++) {
      if (!isFree(high, low, slot)) {
        sorted.add(new EntryKey(high[slot], low[slot]));
      }
    }
    sorted.sort(null);
    return sorted;
  }

  private static boolean isFree(long[] high, long[] low, int slot) {
    return high[slot] == 0 && low[slot] == 0;
  }

  private static int slotOf(long[] high, long[] low, long keyHigh, long keyLow) {
    int mask = high.length - 1;
    int slot = (int) keyLow & mask;
    while (!isFree(high, low, slot) && (high[slot] != keyHigh || low[slot] != keyLow)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] moreHigh = new long[high.length * 2];
    long[] moreLow = new long[high.length * 2];
    for (int i = 0; i < high.length; i++) {
      if (!isFree(high, low, i)) {
        int slot = slotOf(moreHigh, moreLow, high[i], low[i]);
        moreHigh[slot] = high[i];
        moreLow[slot] = low[i];
      }
    }
    high = moreHigh;
    low = moreLow;
  }
}
