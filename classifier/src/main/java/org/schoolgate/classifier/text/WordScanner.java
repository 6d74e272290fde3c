package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PhraseScanner} of the request path: looks each word of the text up once.
 *
 * <p>An Aho-Corasick automaton takes one dependent memory load for each character, and at tens of
 * thousands of phrases most of these loads miss the cache. Nearly all phrases are made of whole
 * words, so here each is represented by one of its words, or two that are neighbours, the least
 * likely in text ({@link WordAnchors}). The words of the text are made numbers without looking at
 * single letters ({@link WordKeys}), which are looked up in a bitmap; the loads do not depend on
 * each other, so the processor overlaps them. Where the bit is set, a table says which patterns
 * have the word, and those are compared with the text: first the one character of each that is
 * rarest in language, then all of them. Phrases that end within a word are found by how their last
 * word begins, in the same way; what neither begins nor ends at a word is left to an {@link
 * AnchorScanner}.
 *
 * <p>A text that consists of such words is compared everywhere, each time with the patterns of one
 * word: the product of the text's length and the number of patterns that share a word, which {@link
 * WordAnchors} keeps small.
 */
final class WordScanner implements PhraseScanner {

  private static final char ASCII_MAX = 0x7F;

  private final Patterns patterns;
  private final AnchorTable words;
  private final AnchorTable pairs;
  private final AnchorTable starts;
  private final @Nullable AnchorScanner others;

  /** Whether the others are found in text alone that has more than ASCII letters. */
  private final boolean othersBeyondAscii;

  WordScanner(Iterable<ListedPhrase> phrases) {
    this(phrases, new RunFrequency(Patterns.of(List.of())));
  }

  /** With what is known already of how likely runs of characters are. */
  WordScanner(Iterable<ListedPhrase> phrases, RunFrequency frequency) {
    this.patterns = Patterns.of(phrases);
    List<List<String>> texts = new ArrayList<>();
    for (int pattern = 0; pattern < patterns.count(); pattern++) {
      texts.add(List.of(patterns.text(pattern)));
    }
    WordAnchors anchors = new WordAnchors(patterns, new WordRarity(texts));
    this.words = new AnchorTable(patterns, anchors.words());
    this.pairs = new AnchorTable(patterns, anchors.pairs());
    this.starts = new AnchorTable(patterns, anchors.starts());
    this.others =
        anchors.others().isEmpty() ? null : new AnchorScanner(anchors.others(), frequency);
    this.othersBeyondAscii =
        anchors.others().stream()
            .allMatch(each -> each.pattern().chars().anyMatch(letter -> letter > ASCII_MAX));
  }

  @Override
  public int patternCharsMax() {
    return patterns.charsMax();
  }

  @Override
  public Scan begin() {
    return new WordScan(others == null ? null : others.begin());
  }

  /**
   * Scans block by block, in steps that each leave less to the next. The first has no branches that
   * text could decide either way, since none could be foretold.
   */
  private final class WordScan implements Scan {

    /** What is kept of a word: which of the block it is, and above it how it may be one. */
    private static final int WORD_BITS = 16;

    private static final int WORD_MASK = (1 << WORD_BITS) - 1;
    private static final int WORD = 1 << WORD_BITS;
    private static final int PAIR = 2 << WORD_BITS;
    private static final int START = 4 << WORD_BITS;

    private final WordKeys found = new WordKeys();
    private final @Nullable Scan scanOfOthers;

    /** Words that patterns may be found by. */
    private int[] left = new int[0];

    /** The words of a block as numbers, if somebody wants them; otherwise the last of them. */
    private long[] keys = new long[1];

    /** Eight bits of each character, where nobody has them. */
    private byte[] own = new byte[0];

    WordScan(@Nullable Scan scanOfOthers) {
      this.scanOfOthers = scanOfOthers;
    }

    @Override
    public void scan(char[] text, int from, int to, Sink sink) {
      int length = to - from;
      if (own.length < length + WordKeys.BITS_BEYOND) {
        own = new byte[2 * length + WordKeys.BITS_BEYOND];
      }
      for (int i = 0; i < length; i++) {
        own[i] = Patterns.bits(text[from + i]);
      }
      scanWords(text, own, -from, from, to, sink, null);
      scanOthers(text, from, to, sink);
    }

    @Override
    public void scan(char[] text, byte[] bits, int from, int to, Sink sink) {
      scan(text, bits, from, to, sink, null);
    }

    @Override
    public void scan(
        char[] text, byte[] bits, int from, int to, Sink sink, WordKeys.@Nullable Sink told) {
      scanWords(text, bits, 1, from, to, sink, told);
      scanOthers(text, from, to, sink);
    }

    private void scanOthers(char[] text, int from, int to, Sink sink) {
      if (scanOfOthers != null && (!othersBeyondAscii || isBeyondAscii(text, from, to))) {
        scanOfOthers.scan(text, from, to, sink);
      }
    }

    private boolean isBeyondAscii(char[] text, int from, int to) {
      int any = 0;
      for (int i = from; i < to; i++) {
        any |= text[i];
      }
      return any > ASCII_MAX;
    }

    /**
     * Looks all words up, what is left of the first and the last among them.
     *
     * @param ahead how much further in the bits a character stands than in the text
     */
    private void scanWords(
        char[] text,
        byte[] bits,
        int ahead,
        int from,
        int to,
        Sink sink,
        WordKeys.@Nullable Sink told) {
      if (left.length == 0) {
        left = new int[WordKeys.ENDS_MAX];
      }
      if (told != null && keys.length < WordKeys.BLOCK_CHARS) {
        keys = new long[Integer.highestOneBit(WordKeys.ENDS_MAX) * 2];
      }
      long before = 0;
      int word = from;
      for (int block = from; block < to; block += WordKeys.BLOCK_CHARS) {
        int count = Math.min(WordKeys.BLOCK_CHARS, to - block);
        int first = block + ahead;
        int start = word - block;
        boolean isLast = block + count == to;
        int ends = found.findEnds(bits, first, count, isLast);
        int hits = look(bits, first, start, before, ends);
        for (int hit = 0; hit < hits; hit++) {
          find(left[hit], text, bits, ahead, block, start, before, from, to, sink);
        }
        if (told != null) {
          told.words(keys, found.ends(), isLast ? ends - 1 : ends, block, word);
        }
        if (ends > 0) {
          before = key(bits, first, start, ends - 1);
          word = block + found.ends()[ends - 1] + 1;
        }
      }
    }

    /** Where a word of a block begins. */
    private int startOf(int word, int firstStart) {
      return word == 0 ? firstStart : found.ends()[word - 1] + 1;
    }

    private long key(byte[] bits, int first, int firstStart, int word) {
      int start = startOf(word, firstStart);
      return WordKeys.key(bits, first + start, found.ends()[word] - start);
    }

    /** Keeps those words of a block that patterns may be found by. */
    private int look(byte[] bits, int first, int firstStart, long before, int count) {
      int[] ends = found.ends();
      long[] wordBits = words.filter().words();
      int wordShift = words.filter().shift();
      long[] pairBits = pairs.filter().words();
      int pairShift = pairs.filter().shift();
      long[] startBits = starts.filter().words();
      int startShift = starts.filter().shift();
      int[] kept = left;
      long[] all = keys;
      int hits = 0;
      int start = firstStart;
      long last = before;
      for (int i = 0; i < count; i++) {
        int end = ends[i];
        long key = WordKeys.key(bits, first + start, end - start);
        all[i & (all.length - 1)] = key;
        long startKey = WordAnchors.startKey(WordKeys.eightLetters(bits, first + start));
        long pairHash = AnchorTable.hash(WordAnchors.pairKey(last, key));
        int ways =
            AnchorFilter.mayHold(wordBits, wordShift, AnchorTable.hash(key))
                | AnchorFilter.mayHold(pairBits, pairShift, pairHash) << 1
                | AnchorFilter.mayHold(startBits, startShift, AnchorTable.hash(startKey)) << 2;
        kept[hits] = i | (ways << WORD_BITS);
        hits += (ways | -ways) >>> (Integer.SIZE - 1);
        start = end + 1;
        last = key;
      }
      return hits;
    }

    private void find(
        int hit,
        char[] text,
        byte[] bits,
        int ahead,
        int block,
        int firstStart,
        long before,
        int from,
        int to,
        Sink sink) {
      int word = hit & WORD_MASK;
      int first = block + ahead;
      int at = block + startOf(word, firstStart);
      long key = key(bits, first, firstStart, word);
      if ((hit & WORD) != 0) {
        words.find(key, text, from, at, to, sink);
      }
      if ((hit & PAIR) != 0) {
        long last = word == 0 ? before : key(bits, first, firstStart, word - 1);
        pairs.find(WordAnchors.pairKey(last, key), text, from, at, to, sink);
      }
      if ((hit & START) != 0) {
        long startKey = WordAnchors.startKey(WordKeys.eightLetters(bits, at + ahead));
        starts.find(startKey, text, from, at, to, sink);
      }
    }
  }
}
