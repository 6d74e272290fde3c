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

    private static final int WORD = 1;
    private static final int PAIR = 2;
    private static final int START = 4;

    private final WordKeys found = new WordKeys();
    private final @Nullable Scan scanOfOthers;

    /**
     * Of words that patterns may be found by: where they begin, their numbers, and by which way.
     */
    private int[] places = new int[0];

    private long[] keys = new long[0];
    private long[] pairKeys = new long[0];

    /** The number of the last word of the block before. */
    private long before;

    private int[] ways = new int[0];

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
      scanWords(text, own, -from, from, to, sink);
      scanOthers(text, from, to, sink);
    }

    @Override
    public void scan(char[] text, byte[] bits, int from, int to, Sink sink) {
      scanWords(text, bits, 1, from, to, sink);
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
    private void scanWords(char[] text, byte[] bits, int ahead, int from, int to, Sink sink) {
      if (places.length == 0) {
        places = new int[WordKeys.ENDS_MAX];
        keys = new long[places.length];
        pairKeys = new long[places.length];
        ways = new int[places.length];
      }
      before = 0;
      int word = from;
      for (int block = from; block < to; block += WordKeys.BLOCK_CHARS) {
        int count = Math.min(WordKeys.BLOCK_CHARS, to - block);
        int ends = found.findEnds(bits, block + ahead, count, block + count == to);
        find(
            text,
            bits,
            ahead,
            block,
            from,
            to,
            look(bits, block + ahead, word - block, ends),
            sink);
        word = ends == 0 ? word : block + found.ends()[ends - 1] + 1;
      }
    }

    /** Keeps those words of a block that patterns may be found by. */
    private int look(byte[] bits, int first, int firstWord, int count) {
      int[] ends = found.ends();
      long[] wordBits = words.filter().words();
      int wordShift = words.filter().shift();
      long[] pairBits = pairs.filter().words();
      int pairShift = pairs.filter().shift();
      long[] startBits = starts.filter().words();
      int startShift = starts.filter().shift();
      int hits = 0;
      int start = firstWord;
      long last = before;
      for (int i = 0; i < count; i++) {
        int end = ends[i];
        long key = WordKeys.key(bits, first + start, end - start);
        long pairKey = WordAnchors.pairKey(last, key);
        long startKey = WordAnchors.startKey(WordKeys.eightLetters(bits, first + start));
        int wordBit = (int) (AnchorTable.hash(key) >>> wordShift);
        int pairBit = (int) (AnchorTable.hash(pairKey) >>> pairShift);
        int startBit = (int) (AnchorTable.hash(startKey) >>> startShift);
        int way =
            ((int) (wordBits[wordBit >>> 6] >>> wordBit) & 1) * WORD
                | ((int) (pairBits[pairBit >>> 6] >>> pairBit) & 1) * PAIR
                | ((int) (startBits[startBit >>> 6] >>> startBit) & 1) * START;
        places[hits] = start;
        keys[hits] = key;
        pairKeys[hits] = pairKey;
        ways[hits] = way;
        hits += (way | -way) >>> (Integer.SIZE - 1);
        start = end + 1;
        last = key;
      }
      before = last;
      return hits;
    }

    private void find(
        char[] text, byte[] bits, int ahead, int block, int from, int to, int hits, Sink sink) {
      for (int hit = 0; hit < hits; hit++) {
        int at = block + places[hit];
        if ((ways[hit] & WORD) != 0) {
          words.find(keys[hit], text, from, at, to, sink);
        }
        if ((ways[hit] & PAIR) != 0) {
          pairs.find(pairKeys[hit], text, from, at, to, sink);
        }
        if ((ways[hit] & START) != 0) {
          long key = WordAnchors.startKey(WordKeys.eightLetters(bits, at + ahead));
          starts.find(key, text, from, at, to, sink);
        }
      }
    }
  }
}
