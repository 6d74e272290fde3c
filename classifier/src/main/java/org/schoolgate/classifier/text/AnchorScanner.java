package org.schoolgate.classifier.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PhraseScanner} of the request path: anchors instead of an automaton.
 *
 * <h2>How it works</h2>
 *
 * <p>An Aho-Corasick automaton takes one dependent memory load for each character, and at tens of
 * thousands of phrases most of these loads miss the cache. Here each pattern is represented by a
 * run of its characters, an <em>anchor</em>: eight characters of eight bits each, or five if it is
 * short. In every second place of the text the first five characters are hashed and looked up in a
 * bitmap. The loads do not depend on each other, so the processor overlaps them. Where the bit is
 * set, the whole anchor is looked up in another bitmap; and where that is set too, in a table,
 * whose patterns are compared with the text: first the one character of each that is rarest in
 * language, then all of them.
 *
 * <p>What decides the speed is that anchors are rare in text. {@link AnchorChoice} takes for each
 * pattern the runs that are least likely.
 *
 * <p>The few patterns of less than four characters (words of scripts without spaces) have a pass of
 * their own, {@link ShortPatterns}.
 *
 * <h2>What it costs at worst</h2>
 *
 * <p>A text that consists of anchors is compared everywhere, each time with the patterns of one
 * anchor: the product of the text's length and the number of patterns that share an anchor, which
 * {@link AnchorChoice} keeps small.
 */
final class AnchorScanner implements PhraseScanner {

  /** Anchors are longer where there are more of them, so that they are as rare. */
  private static final int ANCHOR_CHARS = 5;

  private static final int ANCHOR_CHARS_OF_MANY = 6;
  private static final int MANY = 40_000;

  /** Scanned at a time: what is written meanwhile stays in the first-level cache. */
  private static final int BLOCK_CHARS = 1024;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Patterns patterns;

  /** Says where to look closer, by the first characters of all anchors. */
  private final AnchorFilter lookedAt;

  private final AnchorTable shortAnchors;
  private final AnchorTable longAnchors;

  /** How far eight bytes are shifted so that those that are looked at first are left. */
  private final int drop;

  private final @Nullable ShortPatterns shortPatterns;

  AnchorScanner(Iterable<ListedPhrase> phrases) {
    this(Patterns.of(phrases));
  }

  private AnchorScanner(Patterns patterns) {
    this(patterns, patterns.count() < MANY ? ANCHOR_CHARS : ANCHOR_CHARS_OF_MANY);
  }

  /** With this many characters of each anchor looked at first, four to seven. */
  AnchorScanner(Patterns patterns, int chars) {
    this.patterns = patterns;
    this.drop = Long.SIZE - chars * Byte.SIZE;
    AnchorChoice choice = new AnchorChoice(patterns, chars);
    List<Integer> tooShort = new ArrayList<>();
    for (int pattern = 0; pattern < patterns.count(); pattern++) {
      if (patterns.length(pattern) < chars - 1) {
        tooShort.add(pattern);
      } else {
        choice.add(pattern);
      }
    }
    this.shortAnchors = new AnchorTable(patterns, choice.shortOnes());
    this.longAnchors = new AnchorTable(patterns, choice.longOnes());
    this.lookedAt = new AnchorFilter(choice.shortOnes().size() + choice.longOnes().size());
    choice.shortOnes().forEach(each -> lookedAt.add(each.key()));
    choice.longOnes().forEach(each -> lookedAt.add(each.key() << drop));
    this.shortPatterns = tooShort.isEmpty() ? null : new ShortPatterns(patterns, tooShort);
  }

  @Override
  public Scan begin() {
    return new BlockScan();
  }

  /**
   * Scans block by block, in three steps that each leave less to the next. The first two have no
   * branches, since none could be foretold.
   */
  private final class BlockScan implements Scan {
    /** Eight bits of each character of a block, and of those that its last anchors reach to. */
    private final byte[] bits = new byte[BLOCK_CHARS + Long.BYTES];

    /** Where there may be an anchor. */
    private final int[] left = new int[BLOCK_CHARS / 2 + 1];

    @Override
    public void scan(char[] text, int from, int to, Sink sink) {
      if (shortPatterns != null) {
        shortPatterns.scan(text, from, to, sink);
      }
      for (int block = from - 1; block < to; block += BLOCK_CHARS) {
        int count = Math.min(bits.length, to - block);
        take(text, block, block < from ? 1 : 0, count);
        int hits = lookCloser(look(Math.min(BLOCK_CHARS, count)));
        for (int hit = 0; hit < hits; hit++) {
          long run = (long) EIGHT_BYTES.get(bits, left[hit]);
          int at = block + left[hit];
          if (longAnchors.filter().mayHold(run)) {
            longAnchors.find(run, text, from, at, to, sink);
          }
          if (shortAnchors.filter().mayHold(run << drop)) {
            shortAnchors.find(run << drop, text, from, at, to, sink);
          }
        }
      }
    }

    private void take(char[] text, int block, int first, int count) {
      byte[] into = bits;
      into[0] = 0;
      for (int i = first; i < count; i++) {
        into[i] = Patterns.bits(text[block + i]);
      }
    }

    private int look(int count) {
      long[] words = lookedAt.words();
      int shift = lookedAt.shift();
      int dropped = drop;
      byte[] read = bits;
      int[] into = left;
      int hits = 0;
      for (int i = 0; i < count; i += 2) {
        long run = (long) EIGHT_BYTES.get(read, i) << dropped;
        int bit = (int) (AnchorTable.hash(run) >>> shift);
        into[hits] = i;
        hits += (int) (words[bit >>> 6] >>> bit) & 1;
      }
      return hits;
    }

    private int lookCloser(int count) {
      long[] longWords = longAnchors.filter().words();
      int longShift = longAnchors.filter().shift();
      long[] shortWords = shortAnchors.filter().words();
      int shortShift = shortAnchors.filter().shift();
      int hits = 0;
      for (int i = 0; i < count; i++) {
        int at = left[i];
        long run = (long) EIGHT_BYTES.get(bits, at);
        int longBit = (int) (AnchorTable.hash(run) >>> longShift);
        int shortBit = (int) (AnchorTable.hash(run << drop) >>> shortShift);
        left[hits] = at;
        hits +=
            (int) (longWords[longBit >>> 6] >>> longBit | shortWords[shortBit >>> 6] >>> shortBit)
                & 1;
      }
      return hits;
    }
  }

  @Override
  public int patternCharsMax() {
    return patterns.charsMax();
  }

  /** Patterns that are shorter than an anchor, found by their first character. */
  private static final class ShortPatterns {
    private final Patterns patterns;

    /** By the low bits of the first character: whether it begins a short pattern. */
    private final long[] firsts = new long[(Character.MAX_VALUE + 1) / Long.SIZE];

    /** Sorted by their first characters. */
    private final int[] sorted;

    private final char[] sortedFirsts;

    ShortPatterns(Patterns patterns, List<Integer> numbers) {
      this.patterns = patterns;
      List<Integer> byFirst = new ArrayList<>(numbers);
      byFirst.sort((a, b) -> Character.compare(patterns.at(a, 0), patterns.at(b, 0)));
      this.sorted = byFirst.stream().mapToInt(Integer::intValue).toArray();
      this.sortedFirsts = new char[sorted.length];
      for (int i = 0; i < sorted.length; i++) {
        char first = patterns.at(sorted[i], 0);
        sortedFirsts[i] = first;
        firsts[first >>> 6] |= 1L << first;
      }
    }

    void scan(char[] text, int from, int to, Sink sink) {
      for (int i = from; i < to; i++) {
        char first = text[i];
        if ((firsts[first >>> 6] >>> first & 1) != 0) {
          compareFrom(text, i, to, sink);
        }
      }
    }

    private void compareFrom(char[] text, int start, int to, Sink sink) {
      int any = Arrays.binarySearch(sortedFirsts, text[start]);
      while (any > 0 && sortedFirsts[any - 1] == text[start]) {
        any--;
      }
      for (int i = any; i < sorted.length && sortedFirsts[i] == text[start]; i++) {
        int end = start + patterns.length(sorted[i]);
        if (end <= to && patterns.standsAt(sorted[i], text, start)) {
          sink.found(patterns.phrases(sorted[i]), start, end);
        }
      }
    }
  }
}
