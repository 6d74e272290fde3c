package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of a lane that look disguised, read as they are meant and looked through with the words
 * around them.
 *
 * <p>Only words that look odd have other readings: letters mixed with digits or symbols, with
 * look-alikes of another script, three of one letter in a row, three single letters in a row, text
 * that is written backwards. So 455 stays a number. Each reading stands between the words that it
 * stands between in the lane, and of what is found there only what does not stand there counts: the
 * rest was found in the lane.
 *
 * <p>The text that follows a word may not have come yet. Then the word is looked through again with
 * what follows, and what ends before is not told twice. Each kind of disguise has three readings at
 * the most, so the cost is bounded by a fixed number of scans of the lane; and of a text that
 * consists of such words no more than {@link #WORDS_MAX} are read: it counts as one that nobody can
 * read. Not thread-safe.
 */
final class Disguises {

  /** Takes what was found; positions are the lane's. */
  @FunctionalInterface
  interface Sink {
    void found(ListedPhrase phrase, long start, long end);
  }

  /** With the boundaries around it. */
  private static final int MISSPELT_ALONE_CHARS_MIN = 8;

  /**
   * So many words of a lane are read in other ways, and one more for each {@link #CHARS_A_WORD}
   * characters of it. What people write has some hundreds; of machines, the index of a manual has
   * one in 83 characters, in words that no phrase means but that might be one's beginning.
   */
  static final int WORDS_MAX = 20_000;

  static final int CHARS_A_WORD = 48;

  private static final List<Disguise.Kind> WITH_WORDS_AROUND =
      List.of(Disguise.Kind.ODD, Disguise.Kind.SPELLED, Disguise.Kind.MISSPELT);

  private final MaskedWords masked;
  private final PhraseScanner.Scan scan;
  private final PhraseScanner.Scan beside;
  private final int aroundChars;

  /** Not looked through yet, as they came. */
  private final List<Disguise> fresh = new ArrayList<>();

  /** Those that are looked through, in the order of the text. */
  private List<Disguise> waiting = new ArrayList<>();

  /** Of each of them, whether it was looked through before, but not with all that follows. */
  private BitSet known = new BitSet();

  /** What ends up to here was told, if it has no part in a word that is new. */
  private long toldTo;

  /** How many words came so far but for those of chains, whose letters are read once. */
  private long words;

  private boolean exhausted;

  private final HitsOfReadings hits = new HitsOfReadings();

  /** The reading that is looked through without words around it. */
  private Disguise.@Nullable Reading alone;

  private @Nullable TextLane aloneIn;
  private final PhraseScanner.Sink tellAlone = this::foundAlone;
  private long end;
  private char[] letters = new char[0];
  private long[] positions = new long[0];

  /** How many characters before this one are of words that are new. */
  private int[] newSoFar = new int[1];

  private int length;

  /**
   * Looks for phrases in other readings.
   *
   * @param scan of the lane's scanner
   */
  Disguises(PhraseBook.Searched searched, PhraseScanner.Scan scan) {
    this.masked = searched.masked();
    this.scan = scan;
    this.beside = searched.beside().begin();
    this.aroundChars = Math.max(0, searched.patternCharsMax() - 1);
  }

  void add(Disguise disguise) {
    if (aroundChars == 0 || disguise.readings().isEmpty() || exhausted) {
      return;
    }
    if (disguise.kind() != Disguise.Kind.CHAIN) {
      words++;
      exhausted = words > WORDS_MAX + disguise.end() / CHARS_A_WORD;
    }
    fresh.add(disguise);
  }

  /** Whether there were more words than are read in other ways, so that phrases may be missed. */
  boolean isExhausted() {
    return exhausted;
  }

  /** Those that came since the last look and end before a position. */
  List<Disguise> freshTo(long settledTo) {
    return fresh.stream().filter(each -> each.end() <= settledTo).toList();
  }

  /**
   * Looks through the readings of all words that wait; {@link #tellTo} tells what was found.
   *
   * @param settledTo where in the lane nothing is left to be told apart: what ends later is looked
   *     through later, so that the order is that of the text however it comes
   */
  void look(TextLane lane, long settledTo) {
    hits.begin(lane.firstPosition());
    if (waiting.isEmpty() && fresh.isEmpty()) {
      toldTo = settledTo;
      return;
    }
    lookTo(lane, Math.max(toldTo, beforeUnsettled(settledTo)));
  }

  /**
   * Where the first word begins that goes on after what is settled: as it is written it must not
   * stand around other words, since it will be read there as it is meant.
   */
  private long beforeUnsettled(long settledTo) {
    long before = settledTo;
    for (int i = 0; i < fresh.size(); i++) {
      Disguise one = fresh.get(i);
      if (one.start() < before && one.end() > before) {
        before = one.start();
        i = -1;
      }
    }
    return before;
  }

  private void lookTo(TextLane lane, long settledTo) {
    gather(lane.firstPosition(), settledTo);
    end = settledTo;
    if (!waiting.isEmpty()) {
      for (Disguise.Kind kind : WITH_WORDS_AROUND) {
        if (hasAny(kind)) {
          scan(kind, lane);
        }
      }
      for (int i = known.nextClearBit(0); i < waiting.size(); i = known.nextClearBit(i + 1)) {
        scanAlone(waiting.get(i), lane);
      }
      hits.sort();
      waiting.removeIf(
          each -> each.kind() == Disguise.Kind.BACKWARDS || each.end() + aroundChars <= settledTo);
    }
    toldTo = settledTo;
  }

  /**
   * Puts what may be looked through now among what waits, in the order of the text. What the lane
   * has forgotten cannot be shown any more; it keeps more than a word waits for.
   */
  private void gather(long firstPosition, long settledTo) {
    List<Disguise> arrived = new ArrayList<>();
    for (Disguise one : fresh) {
      if (one.end() <= settledTo) {
        arrived.add(one);
      }
    }
    fresh.removeIf(each -> each.end() <= settledTo || each.start() < firstPosition);
    arrived.sort(Comparator.comparingLong(Disguise::start));
    List<Disguise> all = new ArrayList<>(waiting.size() + arrived.size());
    known.clear();
    int old = 0;
    for (Disguise one : arrived) {
      while (old < waiting.size() && waiting.get(old).start() <= one.start()) {
        keep(waiting.get(old++), true, firstPosition, all);
      }
      keep(one, false, firstPosition, all);
    }
    while (old < waiting.size()) {
      keep(waiting.get(old++), true, firstPosition, all);
    }
    waiting = all;
  }

  private void keep(Disguise one, boolean isKnown, long firstPosition, List<Disguise> into) {
    if (one.start() >= firstPosition) {
      known.set(into.size(), isKnown);
      into.add(one);
    }
  }

  /** Whether there is a word for whose sake a kind is read; odd ones are read by themselves. */
  private boolean hasAny(Disguise.Kind kind) {
    for (Disguise each : waiting) {
      boolean isOdd = each.kind() == Disguise.Kind.ODD;
      if (isOdd ? kind == Disguise.Kind.ODD : isReadWith(kind, each.kind())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells what was found and ends up to a position, in the order of the text, and of what was found
   * twice once.
   */
  void tellTo(long position, Sink sink) {
    hits.tellTo(position, sink);
  }

  private void scan(Disguise.Kind kind, TextLane lane) {
    for (int reading = 0;
        reading < Disguise.READINGS_MAX && write(kind, reading, lane);
        reading++) {
      PhraseScanner.Sink tell =
          (found, from, to) -> {
            if (isNew(from, to)) {
              List<ListedPhrase> meant =
                  kind == Disguise.Kind.MISSPELT ? meant(found, to - from) : found;
              found(meant, letters, positions, from, to, lane);
            }
          };
      scan.scan(letters, 0, length, tell);
      beside.scan(letters, 0, length, tell);
    }
  }

  /** A short word by itself is too like many others: only a phrase tells that it is meant. */
  private static List<ListedPhrase> meant(List<ListedPhrase> found, int chars) {
    return chars >= MISSPELT_ALONE_CHARS_MIN
        ? found
        : found.stream().filter(phrase -> phrase.isPart() || !phrase.isOneWord()).toList();
  }

  /** Writes a reading of each word of a kind, each with the lane's text around it. */
  private boolean write(Disguise.Kind kind, int number, TextLane lane) {
    length = 0;
    boolean asked = false;
    long written = lane.firstPosition();
    for (int i = 0; i < waiting.size(); i++) {
      Disguise each = waiting.get(i);
      if (!isReadWith(kind, each.kind()) || each.start() < written || givesWay(i, kind)) {
        continue;
      }
      if (length > 0) {
        written = copy(lane, written, Math.min(written + aroundChars, each.start()));
      }
      if (each.start() - aroundChars > written) {
        put(TextLane.RUN_END, written, false);
        written = each.start() - aroundChars;
      }
      copy(lane, written, each.start());
      boundary(each.start());
      int last = each.readings().size() - 1;
      asked |= number <= last;
      Disguise.Reading reading = each.readings().get(Math.min(number, last));
      for (int k = 0; k < reading.letters().length; k++) {
        put(reading.letters()[k], reading.positions()[k], !known.get(i));
      }
      written = each.end();
      if (written == end || lane.foldedAt(written) != ' ') {
        boundary(written - 1);
      }
    }
    if (asked) {
      copy(lane, written, Math.min(written + aroundChars, end));
    }
    return asked;
  }

  /** With misspelt words odd ones are read too: {@code i w4nt 2 d13} is both. */
  private static boolean isReadWith(Disguise.Kind kind, Disguise.Kind own) {
    return own == kind
        || (kind == Disguise.Kind.MISSPELT && own == Disguise.Kind.ODD)
        || (kind == Disguise.Kind.ODD && own == Disguise.Kind.CHAIN);
  }

  /**
   * An odd word that has a misspelt one in it, such as {@code miself!/lol}, is not read with it.
   */
  private boolean givesWay(int index, Disguise.Kind kind) {
    Disguise odd = waiting.get(index);
    boolean inside = false;
    for (int i = index + 1;
        odd.kind() != kind && !inside && i < waiting.size() && waiting.get(i).start() < odd.end();
        i++) {
      inside = waiting.get(i).kind() == Disguise.Kind.MISSPELT;
    }
    return inside;
  }

  private long copy(TextLane lane, long from, long to) {
    for (long position = from; position < to; position++) {
      put(lane.foldedAt(position), position, false);
    }
    return Math.max(from, to);
  }

  private void boundary(long position) {
    if (length == 0 || letters[length - 1] != ' ') {
      put(' ', position, false);
    }
  }

  private void put(char letter, long position, boolean isNew) {
    if (length == letters.length) {
      int capacity = Math.max(256, length * 2);
      letters = Arrays.copyOf(letters, capacity);
      positions = Arrays.copyOf(positions, capacity);
      newSoFar = Arrays.copyOf(newSoFar, capacity + 1);
    }
    letters[length] = letter;
    positions[length] = position;
    newSoFar[length + 1] = newSoFar[length] + (isNew ? 1 : 0);
    length++;
  }

  /** Whether something has not been told when the lane ended earlier. */
  private boolean isNew(int from, int to) {
    return positions[to - 1] + 1 > toldTo || newSoFar[to] > newSoFar[from];
  }

  /** What needs no words around it. */
  private void scanAlone(Disguise disguise, TextLane lane) {
    if (disguise.kind() != Disguise.Kind.ODD && disguise.kind() != Disguise.Kind.BACKWARDS) {
      return;
    }
    aloneIn = lane;
    for (int i = 0; i < disguise.readings().size(); i++) {
      Disguise.Reading reading = disguise.readings().get(i);
      alone = reading;
      char[] text = reading.letters();
      if (disguise.kind() == Disguise.Kind.ODD) {
        masked.find(text, tellAlone);
      } else {
        scan.scan(text, 0, text.length, tellAlone);
        beside.scan(text, 0, text.length, tellAlone);
      }
    }
    alone = null;
    aloneIn = null;
  }

  private void foundAlone(List<ListedPhrase> found, int from, int to) {
    Disguise.Reading reading = alone;
    TextLane lane = aloneIn;
    if (reading != null && lane != null) {
      List<ListedPhrase> wanted = found.stream().filter(reading.purpose()::includes).toList();
      found(wanted, reading.letters(), reading.positions(), from, to, lane);
    }
  }

  /**
   * Keeps what was found, with all its letters however they run, unless the lane has it there too.
   */
  private void found(
      List<ListedPhrase> found, char[] text, long[] at, int from, int to, TextLane lane) {
    int first = text[from] == ' ' ? from + 1 : from;
    int last = text[to - 1] == ' ' ? to - 2 : to - 1;
    long start = at[first];
    long end = at[first] + 1;
    for (int i = first + 1; i <= last; i++) {
      start = Math.min(start, at[i]);
      end = Math.max(end, at[i] + 1);
    }
    boolean alone =
        (first == from || lane.isBoundary(start - 1)) && (last == to - 1 || lane.isBoundary(end));
    List<ListedPhrase> told =
        alone && standsThere(text, first, last + 1, lane, start, end)
            ? keptApart(found, lane, start, end)
            : found;
    if (!told.isEmpty()) {
      hits.add(told, start, end);
    }
  }

  /** Of what stands in a lane, what it did not tell, since it is a word of a chain. */
  private List<ListedPhrase> keptApart(
      List<ListedPhrase> found, TextLane lane, long start, long end) {
    boolean before = Disguise.isJoined(lane, start - 1);
    boolean after = Disguise.isJoined(lane, end);
    return (before || after) && isInChain(start, end)
        ? found.stream()
            .filter(ListedPhrase::isOneWord)
            .filter(each -> (before && each.startsAtWord()) || (after && each.endsAtWord()))
            .toList()
        : List.of();
  }

  private boolean isInChain(long start, long end) {
    for (Disguise each : waiting) {
      if (each.kind() == Disguise.Kind.CHAIN && each.start() <= start && end <= each.end()) {
        return true;
      }
    }
    return false;
  }

  private static boolean standsThere(
      char[] text, int from, int to, TextLane lane, long start, long end) {
    boolean same = end - start == to - from;
    for (int i = from; i < to && same; i++) {
      same = text[i] == lane.foldedAt(start + (i - from));
    }
    return same;
  }
}
