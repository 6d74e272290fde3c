package org.schoolgate.classifier.text;

import java.util.Arrays;
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
     * A phrase was found; {@code start} and {@code end} are positions since the lane began.
     *
     * @param reread whether it was found in another reading of what stands there
     */
    void found(TextLane lane, ListedPhrase phrase, long start, long end, boolean reread);

    /** Text is about to leave the lane's memory: excerpts that still want it take it now. */
    void beforeForgetting(TextLane lane);
  }

  static final char RUN_END = '\n';

  /** Of the boundaries, those that a reader of an excerpt wants to see. */
  private static final String SHOWN_MARKS = ".,?!;:*$@|+";

  private static final int FIRST_CHARS = 1024;
  private static final int BLOCK_CHARS = 8192;

  /** A word and letters that are spelled out may both wait for their end. */
  private static final int WAITING_CHARS_MAX = 4 * Disguise.CHARS_MAX;

  private final PhraseScanner.Scan scan;
  private final int patternCharsMax;
  private final Disguises disguises;
  private final WordWatch words;
  private final @Nullable TypedWords typed;
  private final Sink sink;
  private final int keptChars;

  private char[] folded = new char[0];
  private char[] shown = new char[0];
  private int[] offsets = new int[0];
  private int length;
  private int scanned;

  /** The position since the lane began of the first character kept. */
  private long base;

  private long offsetBase;

  private char last = RUN_END;

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
    this.scan = book.scanner().begin();
    this.patternCharsMax = book.scanner().patternCharsMax();
    this.disguises = new Disguises(book, scan);
    this.words = new WordWatch(this, book.vocabulary(), disguises);
    this.typed = origin == Origin.TYPED ? new TypedWords(book) : null;
    this.sink = sink;
    this.keptChars = patternCharsMax + Math.max(contextChars, WAITING_CHARS_MAX);
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
    while (i < end) {
      if (last > ' ' && !hyphen && highSurrogate == 0) {
        i = appendLetters(chars, i, end, offset - from);
      }
      if (i < end) {
        append(chars[i], offset + (i - from));
        i++;
      }
    }
  }

  /** Takes letters that go on in a word, as far as there is room, and says where it stopped. */
  private int appendLetters(char[] chars, int from, int to, long offsetOfZero) {
    char[] intoFolded = folded;
    int delta = (int) (offsetOfZero - offsetBase);
    int n = length;
    int end = Math.min(to, from + intoFolded.length - n);
    int all = -1;
    int any = 0;
    boolean tripled = false;
    char before = last;
    char beforeThat = n > 1 ? intoFolded[n - 2] : 0;
    int i = from;
    while (i < end) {
      char c = chars[i];
      char letter = TextFold.foldCommon(c);
      if (letter <= ' ' || letter == TextFold.HYPHEN) {
        break;
      }
      intoFolded[n] = letter;
      shown[n] = c;
      offsets[n] = i + delta;
      n++;
      i++;
      all &= letter;
      any |= letter;
      tripled |= letter == before && letter == beforeThat;
      beforeThat = before;
      before = letter;
    }
    if (i > from) {
      length = n;
      last = before;
      words.letters(base + n - 1, all, any, tripled);
    }
    return i;
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
    if (last == ' ' && length + base > 1) {
      put(RUN_END, RUN_END, offset);
    }
  }

  /** Looks for phrases in all that has come so far. */
  void scan() {
    if (scanned == length) {
      return;
    }
    int fresh = scanned;
    int from = Math.max(0, fresh - Math.max(0, patternCharsMax - 1));
    scanned = length;
    scan.scan(
        folded,
        from,
        length,
        (phrases, start, end) -> {
          if (end > fresh) {
            tell(phrases, start, end);
          }
        });
    words.looked(endPosition());
    long settledTo = words.settledTo(endPosition());
    if (typed != null) {
      typed.look(this, settledTo, disguises);
    }
    disguises.scan(
        this, settledTo, (phrase, start, end) -> sink.found(this, phrase, start, end, true));
  }

  private void tell(List<ListedPhrase> phrases, int start, int end) {
    for (ListedPhrase phrase : phrases) {
      boolean partOfWord =
          phrase.isOneWord()
              && ((phrase.startsAtWord() && shown[start] == '-')
                  || (phrase.endsAtWord() && shown[end - 1] == '-'));
      if (!partOfWord) {
        sink.found(this, phrase, base + start, base + end, false);
      }
    }
  }

  /** The offset in the decoded text of the character at a position. */
  long offsetAt(long position) {
    return offsetBase + offsets[(int) (position - base)];
  }

  boolean isSpaceAt(long position) {
    return folded[(int) (position - base)] == ' ';
  }

  char foldedAt(long position) {
    return folded[(int) (position - base)];
  }

  /** The character as it was shown at a position; 0 where one stood for several. */
  char shownAt(long position) {
    return shown[(int) (position - base)];
  }

  char shownOrFoldedAt(long position) {
    char asShown = shownAt(position);
    return asShown == 0 ? foldedAt(position) : asShown;
  }

  /** The first position still in memory. */
  long firstPosition() {
    return base;
  }

  /** The position after the last character so far. */
  long endPosition() {
    return base + length;
  }

  /** Appends what was shown at a position; false where a run ends. */
  boolean showTo(StringBuilder out, long position) {
    int i = (int) (position - base);
    if (folded[i] == RUN_END) {
      return false;
    }
    if (shown[i] != 0) {
      out.append(shown[i]);
      if (folded[i] == ' ' && shown[i] != ' ' && shown[i] != '-') {
        out.append(' ');
      }
    }
    return true;
  }

  private void appendFolded(String text, long offset) {
    if (text.equals(" ")) {
      boundary(' ', offset);
    } else if (!text.isEmpty()) {
      letter(text.charAt(0), text.charAt(0), offset);
      appendRest(text.substring(1), offset);
    }
  }

  private void appendRest(String rest, long offset) {
    for (int i = 0; i < rest.length(); i++) {
      put(rest.charAt(i), (char) 0, offset);
    }
  }

  private void letter(char letter, char asShown, long offset) {
    if (hyphen) {
      hyphen = false;
      words.lettersEnded(lettersFrom, endPosition());
      put(' ', '-', hyphenOffset);
    } else if (last == RUN_END) {
      put(' ', ' ', offset);
    }
    if (last == ' ') {
      lettersFrom = endPosition();
    }
    char before = last;
    put(letter, asShown, offset);
    boolean tripled = letter == before && length > 2 && folded[length - 3] == letter;
    words.letters(endPosition() - 1, letter, letter, tripled);
  }

  private void hyphen(long offset) {
    if (last == ' ' || last == RUN_END) {
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
    boolean afterLetters = last != ' ' && last != RUN_END;
    if (afterLetters) {
      words.lettersEnded(lettersFrom, endPosition());
    }
    if (Character.isWhitespace(c) || c == '\u00A0' || words.isLong(endPosition())) {
      words.wordEnded();
    } else {
      words.symbol(c, endPosition());
    }
    if (afterLetters) {
      put(' ', SHOWN_MARKS.indexOf(c) >= 0 ? c : ' ', offset);
    }
  }

  private void put(char letter, char asShown, long offset) {
    if (length == folded.length) {
      makeRoom();
    }
    if (length == 0) {
      offsetBase = offset;
    }
    folded[length] = letter;
    shown[length] = asShown;
    offsets[length] = (int) (offset - offsetBase);
    length++;
    last = letter;
  }

  private void makeRoom() {
    if (length < BLOCK_CHARS) {
      int capacity = length == 0 ? FIRST_CHARS : Math.min(BLOCK_CHARS, length * 4);
      folded = Arrays.copyOf(folded, capacity);
      shown = Arrays.copyOf(shown, capacity);
      offsets = Arrays.copyOf(offsets, capacity);
      return;
    }
    scan();
    sink.beforeForgetting(this);
    int kept = Math.min(length, keptChars);
    int dropped = length - kept;
    long newOffsetBase = offsetBase + offsets[dropped];
    for (int i = 0; i < kept; i++) {
      folded[i] = folded[dropped + i];
      shown[i] = shown[dropped + i];
      offsets[i] = (int) (offsetBase + offsets[dropped + i] - newOffsetBase);
    }
    offsetBase = newOffsetBase;
    base += dropped;
    length = kept;
    scanned = kept;
  }
}
