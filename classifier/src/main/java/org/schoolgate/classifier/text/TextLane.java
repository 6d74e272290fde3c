package org.schoolgate.classifier.text;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Origin;

/**
 * Folds text as it comes and looks for phrases in it, in bounded memory.
 *
 * <p>What it keeps is the folded text: letters and digits, one space for each boundary between
 * words, and {@code " \n "} between runs (form fields, attributes), which no phrase crosses. Beside
 * each folded character stand the character as it was shown, for the excerpt, and its offset. Text
 * is scanned in blocks; the last characters of a block, one fewer than the longest pattern has, are
 * scanned again with the next, and what ends among them is not told twice. So where the blocks fall
 * changes nothing in what is found.
 *
 * <p>A hyphen is decided by what follows it: before a letter it is a joining boundary (a space that
 * is shown as {@code -}), otherwise a plain one. See {@link ListedPhrase#isOneWord} for why.
 *
 * <p>Not thread-safe.
 */
final class TextLane {

  /** Takes what was found in a lane. */
  interface Sink {
    /**
     * A pattern was found; {@code start} and {@code end} are positions since the lane began.
     *
     * @param meanings what it stands for
     */
    void found(TextLane lane, Meanings meanings, long start, long end);

    /** A phrase was found in another reading of what stands there. */
    void foundAgain(TextLane lane, ListedPhrase phrase, long start, long end);

    /**
     * Single words tell something, whether or not a phrase is found in them.
     *
     * @return false if the lane does not have these words any more
     */
    default boolean clues(TextLane lane, WeighedStretch stretch) {
      return true;
    }

    /** All that ends before a position was told. */
    default void reached(TextLane lane, long position) {}

    /** Text is about to leave the lane's memory: excerpts that still want it take it now. */
    void beforeForgetting(TextLane lane);
  }

  static final char RUN_END = '\n';

  /** A word and letters that are spelled out may both wait for their end. */
  private static final int WAITING_CHARS_MAX = 4 * Disguise.CHARS_MAX;

  /** Of a word that is not ordinary, so much is read before it is looked at again. */
  private static final int SLOW_CHARS_MAX = 32;

  private final PhraseScanner.Scan scan;
  private final int patternCharsMax;
  private final Disguises disguises;
  private final WordWatch words;
  private final @Nullable TypedWords typed;

  /** Null unless the lane is a page's text. */
  private @Nullable PageClues pageClues;

  private final Sink sink;
  private final Disguises.Sink reread;
  private final int keptChars;

  private final LaneText text = new LaneText();
  private final HitsInOrder hits = new HitsInOrder();

  /** The position up to which phrases were looked for. */
  private long scannedTo;

  /** The position of the first letter after the last boundary. */
  private long lettersFrom;

  private boolean hyphen;
  private long hyphenOffset;
  private char highSurrogate;

  /**
   * A lane of one text.
   *
   * @param origin of typed text, short forms and misspelt words are read as they are meant
   */
  TextLane(PhraseBook book, Origin origin, int contextChars, Sink sink) {
    PhraseBook.Searched searched = book.searched(origin);
    this.scan = searched.scanner().begin();
    this.patternCharsMax = searched.scanner().patternCharsMax();
    this.disguises = new Disguises(searched, scan);
    this.words = new WordWatch(this, book, origin == Origin.TYPED, disguises);
    this.typed = origin == Origin.TYPED ? new TypedWords(book) : null;
    this.sink = sink;
    this.reread = (phrase, start, end) -> sink.foundAgain(this, phrase, start, end);
    this.keptChars =
        patternCharsMax + Math.max(contextChars + Combinations.KEPT_CHARS, WAITING_CHARS_MAX);
  }

  /** To be called before text comes, of the text that a page is about: its words are weighed. */
  void weigh(Clues clues) {
    PageClues weighed = new PageClues(clues, this, finding -> sink.clues(this, finding));
    pageClues = weighed.isEmpty() ? null : weighed;
  }

  /** How bad the words of the page are so far; see {@link PageClues#harmOfPage}. */
  double harmOfPage() {
    return pageClues == null ? Double.NEGATIVE_INFINITY : pageClues.harmOfPage();
  }

  /**
   * Takes characters that stand next to each other in the decoded text. Most of any text are
   * letters in the middle of a word, and they take the short way.
   *
   * @param offset where the first of them stands
   */
  void append(char[] chars, int from, int count, long offset) {
    int i = from;
    int end = from + count;
    int slowTo = from;
    while (i < end) {
      char last = text.last();
      if (last <= ' ' && i >= slowTo && isIdle()) {
        int next = text.appendPlain(chars, i, end, offset - from);
        if (next > i) {
          i = next;
          text.tellSingles(words);
          continue;
        }
        slowTo = PlainFold.wordEnd(chars, i, Math.min(end, i + SLOW_CHARS_MAX));
      } else if (last > ' ' && !hyphen && highSurrogate == 0) {
        i = text.appendLetters(chars, i, end, offset - from, words);
      }
      if (i < end) {
        append(chars[i], offset + (i - from));
        i++;
      }
    }
  }

  /** Whether nothing waits for what comes, so that ordinary words need not be looked at. */
  private boolean isIdle() {
    return !hyphen && highSurrogate == 0 && words.isIdle() && !text.isFull();
  }

  /** Takes the next character, which stands at an offset of the decoded text. */
  void append(char c, long offset) {
    if (highSurrogate != 0) {
      char high = highSurrogate;
      highSurrogate = 0;
      if (Character.isLowSurrogate(c)) {
        appendFolded(TextFold.foldCodePoint(Character.toCodePoint(high, c)), offset - 1);
        return;
      }
    }
    if (Character.isHighSurrogate(c)) {
      highSurrogate = c;
      return;
    }
    char first = TextFold.fold(c);
    switch (first) {
      case TextFold.NOTHING -> words.invisible(c, endPosition());
      case TextFold.BOUNDARY -> boundary(c, offset);
      case TextFold.HYPHEN -> hyphen(offset);
      default -> {
        letter(first, c, offset);
        String rest = TextFold.rest(c);
        if (rest != null) {
          appendRest(rest, offset);
        }
      }
    }
  }

  /** Ends a word, as the tag of a block does, without a character of its own. */
  void breakWord(long offset) {
    boundary(' ', offset);
  }

  /** Ends a run: no phrase goes on from here. */
  void endRun(long offset) {
    highSurrogate = 0;
    boundary(' ', offset);
    words.runEnded(endPosition());
    if (text.last() == ' ' && endPosition() > 1) {
      put(RUN_END, RUN_END, offset);
    }
  }

  /** Looks for phrases in all that has come so far. */
  void scan() {
    long fresh = scannedTo - text.firstPosition();
    if (fresh == text.length()) {
      return;
    }
    scannedTo = endPosition();
    hits.clear();
    scan.scan(text.folded(), text.bits(), scannedFrom(fresh), text.length(), hits, pageClues);
    words.looked(endPosition());
    long settledTo = words.settledTo(endPosition());
    if (typed != null) {
      typed.look(this, settledTo, disguises, finding -> sink.clues(this, finding));
    }
    disguises.look(this, settledTo);
    hits.tell(
        fresh,
        (phrases, start, end) ->
            tell(phrases, text.firstPosition() + start, text.firstPosition() + end));
    tellTo(endPosition());
  }

  /**
   * Where is begun: what has come before may be the beginning of a phrase, or of a word that is to
   * be weighed.
   */
  private int scannedFrom(long fresh) {
    long from = fresh - Math.max(0, patternCharsMax - 1);
    if (pageClues != null) {
      from = Math.min(from, indexOf(pageClues.next()));
    }
    return (int) Math.max(0, from);
  }

  /** Whether it has more disguised words than are read, so that phrases may be missed. */
  boolean isExhausted() {
    return disguises.isExhausted();
  }

  /** Tells what other readings have up to a position, and that all up to there was told. */
  private void tellTo(long position) {
    disguises.tellTo(position, reread);
    sink.reached(this, position);
  }

  private void tell(List<ListedPhrase> phrases, long start, long end) {
    tellTo(end);
    Meanings meanings = Meanings.of(phrases);
    if (!meanings.isOneWord() || !isHyphenated(start, end)) {
      sink.found(this, meanings, start, end);
    }
  }

  /** Whether a phrase that stands there is one word, and a part of a longer one with hyphens. */
  boolean isPartOfWord(ListedPhrase phrase, long start, long end) {
    return isHyphenated(start, end) && phrase.isOneWord();
  }

  /** Whether a boundary that a phrase begins or ends with is a hyphen. */
  private boolean isHyphenated(long start, long end) {
    return text.isHyphenAt(start) || text.isHyphenAt(end - 1);
  }

  /** The folded text in memory; what is beyond {@link #length} is none. */
  char[] folded() {
    return text.folded();
  }

  /** Eight bits of each folded character, one place further: see {@link PhraseScanner.Scan}. */
  byte[] bits() {
    return text.bits();
  }

  /** How many characters are in memory. */
  int length() {
    return text.length();
  }

  /** The index of a position in {@link #folded}; negative if it was forgotten. */
  int indexOf(long position) {
    return (int) Math.max(-1, position - text.firstPosition());
  }

  /** The offset in the decoded text of the character at a position. */
  long offsetAt(long position) {
    return text.offsetAt(position);
  }

  boolean isSpaceAt(long position) {
    return text.foldedAt(position) == ' ';
  }

  /** Whether no word goes on at a position, which may be before the first or after the last. */
  boolean isBoundary(long position) {
    return position < firstPosition() || position >= endPosition() || foldedAt(position) <= ' ';
  }

  char foldedAt(long position) {
    return text.foldedAt(position);
  }

  /** The character as it was shown at a position; 0 where one stood for several. */
  char shownAt(long position) {
    return text.shownAt(position);
  }

  char shownOrFoldedAt(long position) {
    char asShown = shownAt(position);
    return asShown == 0 ? foldedAt(position) : asShown;
  }

  /** The first position still in memory. */
  long firstPosition() {
    return text.firstPosition();
  }

  /** The position after the last character so far. */
  long endPosition() {
    return text.endPosition();
  }

  /** Appends what was shown at a position; false where a run ends. */
  boolean showTo(StringBuilder out, long position) {
    return text.showTo(out, position);
  }

  private void appendFolded(String letters, long offset) {
    if (letters.equals(" ")) {
      boundary(' ', offset);
    } else if (!letters.isEmpty()) {
      letter(letters.charAt(0), letters.charAt(0), offset);
      appendRest(letters.substring(1), offset);
    }
  }

  private void appendRest(String rest, long offset) {
    for (int i = 0; i < rest.length(); i++) {
      put(rest.charAt(i), (char) 0, offset);
    }
  }

  private void letter(char letter, char asShown, long offset) {
    char last = text.last();
    if (hyphen) {
      hyphen = false;
      words.lettersEnded(lettersFrom, endPosition());
      put(' ', '-', hyphenOffset);
      last = ' ';
    } else if (last == RUN_END) {
      put(' ', ' ', offset);
      last = ' ';
    }
    if (last == ' ') {
      lettersFrom = endPosition();
    }
    put(letter, asShown, offset);
    long at = endPosition() - 1;
    boolean tripled =
        letter == last && at - 2 >= firstPosition() && text.foldedAt(at - 2) == letter;
    words.letters(at, letter, letter, tripled);
  }

  private void hyphen(long offset) {
    if (text.last() <= ' ') {
      return;
    }
    if (hyphen) {
      hyphen = false;
      words.lettersEnded(lettersFrom, endPosition());
      put(' ', ' ', hyphenOffset);
    } else {
      hyphen = true;
      hyphenOffset = offset;
    }
  }

  private void boundary(char c, long offset) {
    hyphen = false;
    boolean afterLetters = text.last() > ' ';
    if (afterLetters) {
      words.lettersEnded(lettersFrom, endPosition());
    }
    if (Character.isWhitespace(c) || c == '\u00A0' || words.isLong(endPosition())) {
      words.wordEnded();
    } else {
      words.symbol(c, endPosition());
    }
    if (afterLetters) {
      put(' ', PlainFold.shownBoundary(c), offset);
    }
  }

  private void put(char letter, char asShown, long offset) {
    if (text.isFull()) {
      makeRoom();
    }
    text.put(letter, asShown, offset);
  }

  private void makeRoom() {
    if (!text.holdsBlock()) {
      text.grow();
      return;
    }
    scan();
    sink.beforeForgetting(this);
    text.forgetAllBut(keptChars);
  }
}
