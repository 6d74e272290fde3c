package org.schoolgate.classifier.text;

import java.util.List;

/**
 * Watches the words that go into a lane for what looks disguised.
 *
 * <p>It is told of letters, symbols and the ends of words, each with its position in the lane, and
 * looks at the lane's text only where something is odd: nearly every word costs it nothing.
 *
 * <p>Not thread-safe.
 */
final class WordWatch {

  private static final char NO_DIGIT = 0x40;
  private static final int SPELLED_LETTERS_MIN = 3;

  /** Compounds have fewer words. */
  private static final int CHAIN_WORDS_MIN = 4;

  private static final int TYPED_CHAIN_WORDS = 3;

  private static final char RIGHT_TO_LEFT = 0x202E;
  private static final char ORDINARY_DIRECTION = 0x202C;
  private static final int BACKWARDS_CHARS_MAX = 1024;

  private final TextLane lane;
  private final Disguises disguises;
  private final Disguise.Builder builder;
  private final boolean typed;

  /** Where the word began, symbols inside and before it included; negative between words. */
  private long wordStart = -1;

  /** Where the last letters ended. */
  private long lettersEnd;

  private int allBits = -1;
  private int anyBits;
  private boolean tripled;

  private final char[] symbols = new char[Disguise.CHARS_MAX];
  private final long[] symbolsAt = new long[Disguise.CHARS_MAX];
  private int symbolCount;

  /** Single letters in a row: where they stand. */
  private final long[] spelled = new long[Disguise.CHARS_MAX];

  private int spelledCount;

  private long backwardsFrom = -1;

  /** How many runs of letters the word has. */
  private int runs;

  /** Whether it goes on a chain that was too long to be looked at as one. */
  private boolean inChain;

  /** Watches what goes into a lane; typed words are read as they may be meant, too. */
  WordWatch(TextLane lane, PhraseBook book, boolean typed, Disguises disguises) {
    this.typed = typed;
    this.lane = lane;
    this.disguises = disguises;
    this.builder = new Disguise.Builder(book);
  }

  /**
   * Letters and digits came.
   *
   * @param all the bits that each of them has, folded
   * @param any the bits that one of them has
   * @param threeOfOne whether one stands three times in a row
   */
  void letters(long position, int all, int any, boolean threeOfOne) {
    if (wordStart < 0) {
      wordStart = position;
    }
    allBits &= all;
    anyBits |= any;
    tripled |= threeOfOne;
  }

  /** A symbol came that may belong to the word before or after it. */
  void symbol(char c, long position) {
    if (symbolCount == symbols.length) {
      return;
    }
    if (wordStart < 0 && !SignLetters.isSign(c, false)) {
      return;
    }
    wordStart = wordStart < 0 ? position : wordStart;
    symbols[symbolCount] = c;
    symbolsAt[symbolCount] = position;
    symbolCount++;
  }

  /** Whether the word is longer than what is looked at as one. */
  boolean isLong(long position) {
    return wordStart >= 0 && position - wordStart > Disguise.CHARS_MAX;
  }

  /** A run of letters ended, by whatever. */
  void lettersEnded(long start, long end) {
    lettersEnd = end;
    runs++;
    if (end - start != 1) {
      endSpelled();
    } else {
      if (spelledCount == spelled.length) {
        tellSpelled();
        spelledCount = 0;
      }
      single(start);
    }
    if (isLong(end)) {
      endPiece();
    }
  }

  /** A letter ended that stands by itself; in ordinary text, where no word has begun, two do. */
  void single(long position) {
    // Of numbers that stand before such letters, only the last may be one of them.
    boolean onlyDigit = spelledCount == 1 && isDigit(spelled[0]) && isDigit(position);
    spelled[onlyDigit ? 0 : spelledCount++] = position;
  }

  private boolean isDigit(long position) {
    return position >= lane.firstPosition() && lane.foldedAt(position) <= '9';
  }

  /** What is too long to be looked at as one word is looked at in pieces. */
  private void endPiece() {
    boolean goesOn = inChain || (wordStart >= 0 && runs >= CHAIN_WORDS_MIN);
    wordEnded();
    inChain = goesOn;
  }

  /** White space came, or the end of a block. */
  void wordEnded() {
    long end = lettersEnd;
    while (symbolCount > 0
        && symbolsAt[symbolCount - 1] >= end
        && !SignLetters.isSign(symbols[symbolCount - 1], false)) {
      symbolCount--;
    }
    if (wordStart >= 0 && isOdd(end)) {
      builder.clear();
      int symbol = 0;
      for (long at = Math.max(wordStart, lane.firstPosition()); at <= end; at++) {
        while (symbol < symbolCount && (symbolsAt[symbol] <= at || at == end)) {
          builder.add(symbols[symbol], Math.min(at, end - 1));
          symbol++;
        }
        if (at < end && !(lane.isSpaceAt(at) && lane.shownAt(at) != '-')) {
          builder.add(lane.shownOrFoldedAt(at), at);
        }
      }
      long start = Math.max(wordStart, lane.firstPosition());
      List<Disguise.Reading> readings = builder.ofWord();
      disguises.add(new Disguise(Disguise.Kind.ODD, start, end, readings));
      if (typed && (readings.isEmpty() || hasMasked())) {
        disguises.add(new Disguise(Disguise.Kind.MISSPELT, start, end, builder.ofTypedWord()));
      }
    }
    if (wordStart >= 0 && (inChain || runs >= TYPED_CHAIN_WORDS)) {
      tellChains(Math.max(wordStart, lane.firstPosition()), end);
    }
    inChain = false;
    runs = 0;
    wordStart = -1;
    allBits = -1;
    anyBits = 0;
    tripled = false;
    symbolCount = 0;
  }

  /** Tells of words that are joined by hyphens as if those were spaces. */
  private void tellChains(long start, long end) {
    long from = start;
    boolean goesOn = inChain;
    for (long at = start; at <= end; at++) {
      if (at == end || (lane.isSpaceAt(at) && !Disguise.isJoined(lane, at))) {
        if (from < at && (goesOn || isChain(from, at))) {
          disguises.add(Disguise.chain(lane, from, at));
        }
        goesOn = false;
        from = at + 1;
      }
    }
  }

  /**
   * Whether so many words are joined that they are no compound. Three may be one ({@code
   * cock-a-leekie}, {@code tit-for-tat}): they are none if they are typed and the second is long.
   */
  private boolean isChain(long start, long end) {
    int joined = 1;
    int longer = 0;
    long shortest = Long.MAX_VALUE;
    long second = 0;
    long wordFrom = start;
    for (long at = start; at <= end; at++) {
      if (at == end || lane.isSpaceAt(at)) {
        long chars = at - wordFrom;
        second = joined == 2 ? chars : second;
        shortest = Math.min(shortest, chars);
        longer += chars > 1 ? 1 : 0;
        joined += at == end ? 0 : 1;
        wordFrom = at + 1;
      }
    }
    return (joined >= CHAIN_WORDS_MIN && longer >= TYPED_CHAIN_WORDS)
        || (typed
            && joined == TYPED_CHAIN_WORDS
            && shortest >= TYPED_CHAIN_WORDS
            && second > TYPED_CHAIN_WORDS);
  }

  private boolean isOdd(long end) {
    if (anyBits == 0) {
      return false;
    }
    if (anyBits > 0x7F) {
      return isOfLookAlikes(end);
    }
    boolean hasLetters = (anyBits & NO_DIGIT) != 0;
    boolean hasDigits = (allBits & NO_DIGIT) == 0;
    return hasLetters && (hasDigits || tripled || hasSigns());
  }

  private boolean hasMasked() {
    for (int i = 0; i < symbolCount; i++) {
      if (symbols[i] == '*') {
        return true;
      }
    }
    return false;
  }

  private boolean hasSigns() {
    for (int i = 0; i < symbolCount; i++) {
      if (SignLetters.isSign(symbols[i], true)) {
        return true;
      }
    }
    return false;
  }

  /** Whether each of its letters is Latin or looks so, and one is not. */
  private boolean isOfLookAlikes(long end) {
    boolean any = false;
    for (long at = Math.max(wordStart, lane.firstPosition()); at < end; at++) {
      char c = lane.shownOrFoldedAt(at);
      boolean alike = LookAlikes.letter(c) != 0;
      if (!alike && TextFold.fold(c) > 'z') {
        return false;
      }
      any |= alike;
    }
    return any;
  }

  private void endSpelled() {
    if (spelledCount >= SPELLED_LETTERS_MIN) {
      tellSpelled();
    }
    spelledCount = 0;
  }

  private void tellSpelled() {
    builder.clear();
    int letters = 0;
    for (int i = 0; i < spelledCount; i++) {
      if (spelled[i] >= lane.firstPosition()) {
        builder.add(lane.shownOrFoldedAt(spelled[i]), spelled[i]);
        letters += lane.foldedAt(spelled[i]) > '9' ? 1 : 0;
      }
    }
    if (letters >= SPELLED_LETTERS_MIN) {
      long first = Math.max(spelled[0], lane.firstPosition());
      disguises.add(
          new Disguise(
              Disguise.Kind.SPELLED, first, spelled[spelledCount - 1] + 1, builder.ofLetters()));
    }
  }

  /** The position up to which nothing that comes can change what has been told. */
  long settledTo(long position) {
    long settled = wordStart < 0 ? position : Math.min(wordStart, position);
    return spelledCount == 0 ? settled : Math.min(settled, spelled[0]);
  }

  /** Whether a character says in which direction text runs. */
  static boolean isDirection(char c) {
    return c == RIGHT_TO_LEFT || c == ORDINARY_DIRECTION;
  }

  /** Whether no word has begun, and no letters that stand each by itself. */
  boolean isIdle() {
    return wordStart < 0 && spelledCount == 0 && symbolCount == 0;
  }

  /** A character came that is not seen; some say in which direction text runs. */
  void invisible(char c, long position) {
    if (c == RIGHT_TO_LEFT) {
      backwardsFrom = position;
    } else if (c == ORDINARY_DIRECTION) {
      endBackwards(position);
    }
  }

  /** Nothing that comes belongs to what came. */
  void runEnded(long position) {
    endSpelled();
    endBackwards(position);
  }

  /** To be called now and then, so that no text waits for its end. */
  void looked(long position) {
    if (backwardsFrom >= 0 && position - backwardsFrom > BACKWARDS_CHARS_MAX) {
      tellBackwards(position);
      backwardsFrom = position - BACKWARDS_CHARS_MAX / 2;
    }
  }

  private void endBackwards(long position) {
    if (backwardsFrom >= 0) {
      tellBackwards(position);
    }
    backwardsFrom = -1;
  }

  private void tellBackwards(long end) {
    long start = Math.max(backwardsFrom, lane.firstPosition());
    int count = (int) (end - start);
    char[] letters = new char[count + 2];
    long[] positions = new long[count + 2];
    for (int i = 0; i < count; i++) {
      letters[i + 1] = lane.foldedAt(start + i);
      positions[i + 1] = start + i;
    }
    if (count > 0) {
      letters[0] = ' ';
      letters[count + 1] = ' ';
      positions[0] = start;
      positions[count + 1] = end - 1;
      disguises.add(
          new Disguise(
              Disguise.Kind.BACKWARDS,
              start,
              end,
              List.of(Disguise.Reading.reversed(letters, positions))));
    }
  }
}
