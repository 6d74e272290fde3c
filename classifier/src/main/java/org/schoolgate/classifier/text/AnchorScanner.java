package org.schoolgate.classifier.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PhraseScanner} for patterns that may begin and end within words: anchors instead of an
 * automaton. Whole words are left to {@link WordScanner}.
 *
 * <h2>How it works</h2>
 *
 * <p>An Aho-Corasick automaton takes one dependent memory load for each character, and at tens of
 * thousands of phrases most of these loads miss the cache. Here each pattern is represented by a
 * run of its characters, an <em>anchor</em>: eight characters of eight bits each, or fewer if it is
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

  private static final int[] NONE = {};

  private final Patterns patterns;

  /** Says where to look closer, by the first characters of all anchors. */
  private final AnchorFilter lookedAt;

  private final AnchorTable shortAnchors;
  private final AnchorTable longAnchors;
  private final AnchorTable tinyAnchors;

  /** How far eight bytes are shifted so that those that are looked at first are left. */
  private final int drop;

  private final @Nullable ShortPatterns shortPatterns;

  AnchorScanner(Iterable<ListedPhrase> phrases) {
    this(Patterns.of(phrases));
  }

  private AnchorScanner(Patterns patterns) {
    this(patterns, new RunFrequency(patterns), anchorChars(patterns));
  }

  /** With what is known already of how likely runs of characters are. */
  AnchorScanner(Iterable<ListedPhrase> phrases, RunFrequency frequency) {
    this(Patterns.of(phrases), frequency);
  }

  private AnchorScanner(Patterns patterns, RunFrequency frequency) {
    this(patterns, frequency, anchorChars(patterns));
  }

  /** As many as are rare, and no more than leave the short words of phrases their anchors. */
  private static int anchorChars(Patterns patterns) {
    boolean hasShort = false;
    for (int pattern = 0; pattern < patterns.count() && !hasShort; pattern++) {
      hasShort = patterns.length(pattern) == ANCHOR_CHARS - 1;
    }
    return patterns.count() < MANY || hasShort ? ANCHOR_CHARS : ANCHOR_CHARS_OF_MANY;
  }

  /** With this many characters of each anchor looked at first, four to seven. */
  AnchorScanner(Patterns patterns, RunFrequency frequency, int chars) {
    this.patterns = patterns;
    this.drop = Long.SIZE - chars * Byte.SIZE;
    AnchorChoice choice = new AnchorChoice(patterns, frequency, chars);
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
    this.tinyAnchors = new AnchorTable(patterns, choice.tinyOnes());
    this.lookedAt =
        new AnchorFilter(
            choice.shortOnes().size() + choice.longOnes().size() + choice.aroundTiny().size());
    choice.aroundTiny().forEach(lookedAt::add);
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

    /** What is kept of a place: its index in the block, and above it which anchors may be there. */
    private static final int PLACE_BITS = 16;

    private static final int LONG = 1 << PLACE_BITS;
    private static final int SHORT = 2 << PLACE_BITS;
    private static final int TINY = 4 << PLACE_BITS;
    private static final int TINY_NEXT = 8 << PLACE_BITS;

    /** Eight bits of each character of a block, and of those that its last anchors reach to. */
    private byte[] own = new byte[0];

    /** Where there may be an anchor. */
    private final int[] left = new int[BLOCK_CHARS / 2 + 1];

    @Override
    public void scan(char[] text, int from, int to, Sink sink) {
      if (own.length == 0) {
        own = new byte[BLOCK_CHARS + Long.BYTES];
      }
      scanShort(text, from, to, sink);
      for (int block = from - 1; block < to; block += BLOCK_CHARS) {
        int count = Math.min(own.length, to - block);
        own[0] = 0;
        for (int i = block < from ? 1 : 0; i < count; i++) {
          own[i] = Patterns.bits(text[block + i]);
        }
        int found = lookCloser(own, 0, look(own, 0, Math.min(BLOCK_CHARS, count)));
        find(own, 0, found, block, text, from, to, sink);
      }
    }

    @Override
    public void scan(char[] text, byte[] bits, int from, int to, Sink sink) {
      scanShort(text, from, to, sink);
      for (int block = from - 1; block < to; block += BLOCK_CHARS) {
        int first = block + 1;
        int found = lookCloser(bits, first, look(bits, first, Math.min(BLOCK_CHARS, to - block)));
        find(bits, first, found, block, text, from, to, sink);
      }
    }

    private void scanShort(char[] text, int from, int to, Sink sink) {
      if (shortPatterns != null) {
        shortPatterns.scan(text, from, to, sink);
      }
    }

    /** The first characters of a run, one fewer than are looked at first. */
    private long tiny(long run) {
      return run << (drop + Byte.SIZE);
    }

    /** Keeps the places of so many characters where an anchor may begin. */
    private int look(byte[] bits, int first, int count) {
      long[] words = lookedAt.words();
      int shift = lookedAt.shift();
      int dropped = drop;
      int[] into = left;
      int hits = 0;
      for (int i = 0; i < count; i += 2) {
        long run = (long) EIGHT_BYTES.get(bits, first + i) << dropped;
        into[hits] = i;
        hits += AnchorFilter.mayHold(words, shift, AnchorTable.hash(run));
      }
      return hits;
    }

    /** Keeps those of them where one of the tables may have an anchor, with which they are. */
    private int lookCloser(byte[] bits, int first, int count) {
      long[] longWords = longAnchors.filter().words();
      int longShift = longAnchors.filter().shift();
      long[] shortWords = shortAnchors.filter().words();
      int shortShift = shortAnchors.filter().shift();
      long[] tinyWords = tinyAnchors.filter().words();
      int tinyShift = tinyAnchors.filter().shift();
      int[] kept = left;
      int hits = 0;
      for (int i = 0; i < count; i++) {
        int at = kept[i];
        long run = (long) EIGHT_BYTES.get(bits, first + at);
        long tinyHash = AnchorTable.hash(tiny(run));
        long nextHash = AnchorTable.hash(tiny(run >>> Byte.SIZE));
        int tables =
            AnchorFilter.mayHold(longWords, longShift, AnchorTable.hash(run))
                | AnchorFilter.mayHold(shortWords, shortShift, AnchorTable.hash(run << drop)) << 1
                | AnchorFilter.mayHold(tinyWords, tinyShift, tinyHash) << 2
                | AnchorFilter.mayHold(tinyWords, tinyShift, nextHash) << 3;
        kept[hits] = at | (tables << PLACE_BITS);
        hits += (tables | -tables) >>> (Integer.SIZE - 1);
      }
      return hits;
    }

    private void find(
        byte[] bits, int first, int count, int block, char[] text, int from, int to, Sink sink) {
      for (int hit = 0; hit < count; hit++) {
        int place = left[hit] & (LONG - 1);
        long run = (long) EIGHT_BYTES.get(bits, first + place);
        int at = block + place;
        if ((left[hit] & LONG) != 0) {
          longAnchors.find(run, text, from, at, to, sink);
        }
        if ((left[hit] & SHORT) != 0) {
          shortAnchors.find(run << drop, text, from, at, to, sink);
        }
        if ((left[hit] & TINY) != 0) {
          tinyAnchors.find(tiny(run), text, from, at, to, sink);
        }
        if ((left[hit] & TINY_NEXT) != 0) {
          tinyAnchors.find(tiny(run >>> Byte.SIZE), text, from, at + 1, to, sink);
        }
      }
    }
  }

  @Override
  public int patternCharsMax() {
    return patterns.charsMax();
  }

  /** Patterns that are shorter than an anchor, found by their first two characters. */
  private static final class ShortPatterns {
    private static final int SPREAD = 0x9E3779B1;
    private static final int SEEN_BITS = 12;

    private final Patterns patterns;

    /** By a hash of two characters: whether a pattern may begin with them. */
    private final long[] seen = new long[1 << (SEEN_BITS - 6)];

    /** By their beginnings. */
    private final Map<Integer, int[]> byBeginning = new HashMap<>();

    /** Of one character: it is its own beginning. */
    private final boolean hasSingle;

    ShortPatterns(Patterns patterns, List<Integer> numbers) {
      this.patterns = patterns;
      boolean single = false;
      for (int number : numbers) {
        boolean isSingle = patterns.length(number) == 1;
        single |= isSingle;
        int beginning = beginning(patterns.at(number, 0), isSingle ? 0 : patterns.at(number, 1));
        int bit = bit(beginning);
        seen[bit >>> 6] |= 1L << bit;
        byBeginning.merge(
            beginning,
            new int[] {number},
            (some, one) -> {
              int[] more = Arrays.copyOf(some, some.length + 1);
              more[some.length] = one[0];
              return more;
            });
      }
      this.hasSingle = single;
    }

    private static int beginning(int first, int second) {
      return (first << Character.SIZE) | second;
    }

    private static int bit(int beginning) {
      return (beginning * SPREAD) >>> (Integer.SIZE - SEEN_BITS);
    }

    void scan(char[] text, int from, int to, Sink sink) {
      for (int i = from; i < to; i++) {
        if (i + 1 < to) {
          compare(beginning(text[i], text[i + 1]), text, i, to, sink);
        }
        if (hasSingle) {
          compare(beginning(text[i], 0), text, i, to, sink);
        }
      }
    }

    private void compare(int beginning, char[] text, int start, int to, Sink sink) {
      int bit = bit(beginning);
      if ((seen[bit >>> 6] >>> bit & 1) == 0) {
        return;
      }
      for (int number : byBeginning.getOrDefault(beginning, NONE)) {
        int end = start + patterns.length(number);
        if (end <= to && patterns.standsAt(number, text, start)) {
          sink.found(patterns.phrases(number), start, end);
        }
      }
    }
  }
}
