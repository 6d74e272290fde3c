package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts letters into words that were written without spaces and with a slip of the finger in few of
 * them, as {@code iwanttokilmyself}: a letter that is double and stands there once, two neighbours
 * exchanged, one letter too many, a wrong vowel, or a letter that ends a word and begins the next
 * and stands there once.
 *
 * <p>Only words that phrases have, or that are frequent, are taken for what was meant, so most
 * letters come to nothing soon. Immutable and thread-safe.
 */
final class GluedSlips {

  private static final int CHARS_MIN = 10;
  private static final int CHARS_MAX = 40;
  private static final int WORD_CHARS_MAX = 12;

  /** A shorter word is too soon another, unless nothing is wrong but a letter that is shared. */
  private static final int MEANT_CHARS_MIN = 4;

  private static final int SHARING_CHARS_MIN = 2;

  private static final int PRICE_OF_LETTER_MAX = 32;
  private static final int PRICE_OF_SLIP = 60;
  private static final int PRICE_OF_SHARED_LETTER = 30;

  /** Fewer kinds of letters are kisses and screams. */
  private static final int KINDS_MIN = 4;

  /** One slip in so many letters is one; more are another language. */
  private static final int CHARS_OF_SLIP = 6;

  private static final String[] VOWELS = {"a", "e", "i", "o", "u", "y"};

  /** Each two letters, so that none have to be put together for each try. */
  private static final String[][] PAIRS = pairs();

  private final WordPrices prices;

  GluedSlips(WordPrices prices) {
    this.prices = prices;
  }

  /**
   * How letters of a to z may be meant.
   *
   * @param at where each of them stands
   * @return none if they are no words, or as they stand
   */
  List<Disguise.Reading> of(char[] letters, long[] at) {
    int count = letters.length;
    if (count < CHARS_MIN || count > CHARS_MAX || kinds(letters) < KINDS_MIN) {
      return List.of();
    }
    Cutting cutting = new Cutting(letters);
    int[] ends = cutting.ends();
    ReadingWords words = new ReadingWords();
    int slips = 0;
    int from = 0;
    for (int end : ends) {
      String meant = cutting.meant[end];
      if (meant == null) {
        words.add(new String(letters, from, end - from), at, from, end);
      } else {
        words.add(meant, at[from], at[end - 1] + 1);
        slips++;
      }
      from = end;
    }
    boolean few = slips > 0 && slips <= Math.max(1, count / CHARS_OF_SLIP);
    return few && ends.length > 1 ? List.of(words.reading()) : List.of();
  }

  private static int kinds(char[] letters) {
    int all = 0;
    for (char each : letters) {
      all |= 1 << (each - 'a');
    }
    return Integer.bitCount(all);
  }

  private static String[][] pairs() {
    String[][] pairs = new String[26][26];
    for (char a = 'a'; a <= 'z'; a++) {
      for (char b = 'a'; b <= 'z'; b++) {
        pairs[a - 'a'][b - 'a'] = "" + a + b;
      }
    }
    return pairs;
  }

  private static boolean isVowel(char c) {
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
  }

  /** The cutting of one word. */
  private final class Cutting {
    private final char[] letters;
    private final int count;
    private final CheapestCuts cuts;

    /** What the word is meant to be that ends there on the cheapest way; null for itself. */
    private final @Nullable String[] meant;

    Cutting(char[] letters) {
      this.letters = letters;
      this.count = letters.length;
      this.cuts = new CheapestCuts(count, WordPrices.NO_WORD);
      this.meant = new @Nullable String[count + 1];
    }

    int[] ends() {
      int most = PRICE_OF_LETTER_MAX * count;
      for (int start = 0; start < count; start++) {
        if (cuts.priceTo(start) <= most) {
          offerFrom(start);
        }
      }
      return cuts.priceTo(count) > most ? new int[0] : cuts.ends();
    }

    private void offerFrom(int start) {
      int last = Math.min(count, start + WORD_CHARS_MAX);
      long hash = WordSet.hashOfNothing();
      if (start > 0) {
        tryWord(start, start, hash, String.valueOf(letters[start - 1]), start);
      }
      for (int i = start; i < last; i++) {
        trySlips(start, i, hash);
        hash = WordSet.hashOn(hash, letters[i]);
        if (cuts.offer(start, i + 1, prices.of(hash, i + 1 - start))) {
          meant[i + 1] = null;
        }
      }
    }

    /**
     * Tries what may have gone wrong at a letter of a word.
     *
     * @param hash of the letters before it
     */
    private void trySlips(int start, int i, long hash) {
      int c = letters[i] - 'a';
      tryWord(start, i, hash, PAIRS[c][c], i + 1);
      if (i > start) {
        tryWord(start, i, hash, "", i + 1);
      }
      if (i + 1 < count && letters[i + 1] != letters[i]) {
        tryWord(start, i, hash, PAIRS[letters[i + 1] - 'a'][c], i + 2);
      }
      for (int v = 0; v < VOWELS.length && isVowel(letters[i]); v++) {
        if (VOWELS[v].charAt(0) != letters[i]) {
          tryWord(start, i, hash, VOWELS[v], i + 1);
        }
      }
    }

    /**
     * Offers the words that letters are with others instead of some, and that go on after these.
     *
     * @param hash of the letters from the start to before an index
     * @param instead what is meant from there
     * @param from where the letters go on
     */
    private void tryWord(int start, int to, long hash, String instead, int from) {
      long hashOn = hash;
      for (int i = 0; i < instead.length(); i++) {
        hashOn = WordSet.hashOn(hashOn, instead.charAt(i));
      }
      boolean shares = from == start;
      int charsMin = shares ? SHARING_CHARS_MIN : MEANT_CHARS_MIN;
      int last = Math.min(count, start + WORD_CHARS_MAX);
      for (int end = from; end <= last; end++) {
        int chars = to - start + instead.length() + end - from;
        if (chars >= charsMin && end > start && prices.isMeant(hashOn)) {
          int price = prices.of(hashOn, chars) + (shares ? PRICE_OF_SHARED_LETTER : PRICE_OF_SLIP);
          if (cuts.offer(start, end, price)) {
            String before = new String(letters, start, to - start);
            meant[end] = before + instead + new String(letters, from, end - from);
          }
        }
        if (end < last) {
          hashOn = WordSet.hashOn(hashOn, letters[end]);
        }
      }
    }
  }
}
