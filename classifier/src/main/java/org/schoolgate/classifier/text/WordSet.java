package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * A set of words as 64-bit hashes in a table of open addressing: one word in 10^14 is taken for
 * another. Immutable and thread-safe.
 */
final class WordSet {

  private static final long SEED = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;

  private final long[] table;

  private WordSet(long[] hashes, int count) {
    table = new long[Math.max(16, Integer.highestOneBit(count + count / 2) * 2)];
    for (int i = 0; i < count; i++) {
      int place = place(hashes[i]);
      while (table[place] != 0 && table[place] != hashes[i]) {
        place = (place + 1) & (table.length - 1);
      }
      table[place] = hashes[i];
    }
  }

  /** The hash before the first letter. */
  static long hashOfNothing() {
    return SEED;
  }

  /** The hash with one more letter. */
  static long hashOn(long hash, char letter) {
    return (hash ^ letter) * PRIME;
  }

  static long hash(CharSequence text, int from, int to) {
    long hash = SEED;
    for (int i = from; i < to; i++) {
      hash = hashOn(hash, text.charAt(i));
    }
    return hash;
  }

  static long hash(CharSequence word) {
    return hash(word, 0, word.length());
  }

  boolean contains(long hash) {
    int place = place(hash);
    while (table[place] != 0) {
      if (table[place] == hash) {
        return true;
      }
      place = (place + 1) & (table.length - 1);
    }
    return false;
  }

  private int place(long hash) {
    return (int) ((hash ^ hash >>> 32) & (table.length - 1));
  }

  /** Gathers them. */
  static final class Builder {
    private long[] hashes = new long[1024];
    private int count;

    void add(long hash) {
      if (count == hashes.length) {
        hashes = Arrays.copyOf(hashes, count * 2);
      }
      hashes[count++] = hash;
    }

    /** The set; many words are added more than once. */
    WordSet build() {
      Arrays.sort(hashes, 0, count);
      int distinct = 0;
      for (int i = 0; i < count; i++) {
        if (i == 0 || hashes[i] != hashes[i - 1]) {
          hashes[distinct++] = hashes[i];
        }
      }
      return new WordSet(hashes, distinct);
    }
  }
}
