package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * The words that occur in phrases, to tell at once that a word has no part in any. Immutable and
 * thread-safe.
 *
 * <p>Words are kept as 64-bit hashes: one word in 10^14 is taken for another, and then is looked
 * for in vain.
 */
final class Vocabulary {

  private static final long SEED = 0xCBF29CE484222325L;
  private static final long PRIME = 0x100000001B3L;
  private static final int SPLIT_WORD_CHARS_MAX = 24;

  /** A letter that belongs to no word is dearer than any number of words. */
  private static final int LETTER_LEFT_OVER = 1_000;

  private final HashSet64 words;
  private final HashSet64 beginnings;
  private final HashSet64 endings;

  Vocabulary(Iterable<ListedPhrase> phrases) {
    HashSet64.Builder whole = new HashSet64.Builder();
    HashSet64.Builder open = new HashSet64.Builder();
    HashSet64.Builder openStart = new HashSet64.Builder();
    for (ListedPhrase phrase : phrases) {
      String pattern = phrase.pattern();
      int start = 0;
      for (int i = 0; i <= pattern.length(); i++) {
        if (i == pattern.length() || pattern.charAt(i) == ' ') {
          if (i > start) {
            char[] word = pattern.substring(start, i).toCharArray();
            (start == 0 ? openStart : i == pattern.length() ? open : whole)
                .add(start == 0 ? backwards(word, 0, word.length) : forwards(word, 0, word.length));
          }
          start = i + 1;
        }
      }
    }
    this.words = whole.build();
    this.beginnings = open.build();
    this.endings = openStart.build();
  }

  private static long forwards(char[] text, int from, int to) {
    long hash = SEED;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * PRIME;
    }
    return hash;
  }

  private static long backwards(char[] text, int from, int to) {
    long hash = SEED;
    for (int i = to - 1; i >= from; i--) {
      hash = (hash ^ text[i]) * PRIME;
    }
    return hash;
  }

  /** Whether a phrase can have a part in a word. */
  boolean knows(char[] text, int from, int to) {
    long hash = SEED;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text[i]) * PRIME;
      if (beginnings.contains(hash)) {
        return true;
      }
    }
    if (words.contains(hash)) {
      return true;
    }
    hash = SEED;
    for (int i = to - 1; i >= from; i--) {
      hash = (hash ^ text[i]) * PRIME;
      if (endings.contains(hash)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where words end in letters that were written without spaces: the fewest words that there can
   * be.
   *
   * @param leftOverMax how many letters may belong to no word
   * @return the index after each word, in order; empty if the letters are no words
   */
  int[] split(char[] text, int count, int leftOverMax) {
    int[] price = new int[count + 1];
    int[] before = new int[count + 1];
    for (int end = 1; end <= count; end++) {
      price[end] = price[end - 1] + LETTER_LEFT_OVER;
      before[end] = end - 1;
      for (int start = Math.max(0, end - SPLIT_WORD_CHARS_MAX); start < end - 1; start++) {
        if (price[start] + 1 < price[end] && knows(text, start, end)) {
          price[end] = price[start] + 1;
          before[end] = start;
        }
      }
    }
    if (price[count] >= LETTER_LEFT_OVER * (leftOverMax + 1)) {
      return new int[0];
    }
    int[] ends = new int[count];
    int words = 0;
    for (int end = count; end > 0; end = before[end]) {
      ends[words++] = end;
    }
    int[] inOrder = new int[words];
    for (int i = 0; i < words; i++) {
      inOrder[i] = ends[words - 1 - i];
    }
    return inOrder;
  }

  /** Hashes in a table of open addressing. */
  private static final class HashSet64 {
    private final long[] table;

    private HashSet64(long[] hashes, int count) {
      table = new long[Math.max(16, Integer.highestOneBit(Math.max(1, count)) * 4)];
      for (int i = 0; i < count; i++) {
        int place = place(hashes[i]);
        while (table[place] != 0 && table[place] != hashes[i]) {
          place = (place + 1) & (table.length - 1);
        }
        table[place] = hashes[i];
      }
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

    private static final class Builder {
      private long[] hashes = new long[1024];
      private int count;

      void add(long hash) {
        if (count == hashes.length) {
          hashes = Arrays.copyOf(hashes, count * 2);
        }
        hashes[count++] = hash;
      }

      HashSet64 build() {
        return new HashSet64(hashes, count);
      }
    }
  }
}
