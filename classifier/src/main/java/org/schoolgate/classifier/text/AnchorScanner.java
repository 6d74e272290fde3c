package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@link PhraseScanner} of the request path: anchors instead of an automaton.
 *
 * <h2>How it works</h2>
 *
 * <p>An Aho-Corasick automaton takes one dependent memory load for each character, and at tens of
 * thousands of phrases most of these loads miss the cache. Here each pattern is represented by one
 * run of four of its characters, its <em>anchor</em>; four characters are 64 bits. The text is read
 * once: its last four characters are kept in a {@code long}, hashed, and looked up in a bitmap that
 * stays in the first-level cache. The loads do not depend on each other, so the processor overlaps
 * them. Nearly all text ends there. Where the bit is set, the anchor is looked up exactly, and the
 * patterns that have it are compared with the text around it: first the one character of each that
 * is rarest in language, then all of them.
 *
 * <p>What decides the speed is that anchors are rare in text. {@link AnchorChoice} takes for each
 * pattern the run that is least likely, with a model of the language of the patterns themselves.
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

  /** Characters of an anchor: as many as fit in a {@code long}. */
  static final int ANCHOR_CHARS = 4;

  private static final long SPREAD = 0x9E3779B97F4A7C15L;
  private static final int FILTER_BITS_MIN = 12;
  private static final int FILTER_BITS_MAX = 21;

  /** Bits of the filter for each anchor: one in so many other runs passes it by chance. */
  private static final int FILTER_BITS_PER_ANCHOR = 32;

  private final Patterns patterns;
  private final long[] filter;
  private final int filterShift;

  /** The anchors, in a table of open addressing; zero where there is none. */
  private final long[] anchors;

  private final int anchorShift;

  /** For each place of {@link #anchors}, where its candidates begin; they end with a negative. */
  private final int[] firstCandidate;

  /** The number of the pattern; {@code ~number} for the last of its anchor. */
  private final int[] candidatePattern;

  /** How many characters of the pattern stand up to the end of the anchor. */
  private final short[] candidateReach;

  /** Where, relative to the end of the anchor, the pattern's rarest other character stands. */
  private final short[] candidateCheck;

  private final char[] candidateCheckChar;
  private final @Nullable ShortPatterns shortPatterns;

  AnchorScanner(Iterable<ListedPhrase> phrases) {
    this.patterns = Patterns.of(phrases);
    AnchorChoice choice = new AnchorChoice(patterns);
    List<Integer> shortOnes = new ArrayList<>();
    Map<Long, List<Integer>> byAnchor = new LinkedHashMap<>();
    int[] reach = new int[patterns.count()];
    int candidates = 0;
    for (int pattern = 0; pattern < patterns.count(); pattern++) {
      if (patterns.length(pattern) < ANCHOR_CHARS) {
        shortOnes.add(pattern);
        continue;
      }
      reach[pattern] = choice.reach(pattern);
      byAnchor
          .computeIfAbsent(choice.anchor(pattern, reach[pattern]), isNew -> new ArrayList<>(1))
          .add(pattern);
      candidates++;
    }
    this.shortPatterns = shortOnes.isEmpty() ? null : new ShortPatterns(patterns, shortOnes);

    int anchorBits = bits(2L * byAnchor.size());
    this.anchors = new long[1 << anchorBits];
    this.anchorShift = Long.SIZE - anchorBits;
    this.firstCandidate = new int[anchors.length];
    int filterBits =
        Math.max(
            FILTER_BITS_MIN,
            Math.min(FILTER_BITS_MAX, bits((long) FILTER_BITS_PER_ANCHOR * byAnchor.size())));
    this.filter = new long[1 << (filterBits - 6)];
    this.filterShift = Long.SIZE - filterBits;
    this.candidatePattern = new int[candidates];
    this.candidateReach = new short[candidates];
    this.candidateCheck = new short[candidates];
    this.candidateCheckChar = new char[candidates];
    int next = 0;
    for (Map.Entry<Long, List<Integer>> each : byAnchor.entrySet()) {
      long anchor = each.getKey();
      firstCandidate[insert(anchor)] = next;
      int bit = (int) ((anchor * SPREAD) >>> filterShift);
      filter[bit >>> 6] |= 1L << bit;
      List<Integer> sharing = each.getValue();
      for (int i = 0; i < sharing.size(); i++, next++) {
        int pattern = sharing.get(i);
        candidatePattern[next] = i == sharing.size() - 1 ? ~pattern : pattern;
        candidateReach[next] = (short) reach[pattern];
        int check = choice.check(pattern, reach[pattern]);
        candidateCheck[next] = (short) (check - reach[pattern] + 1);
        candidateCheckChar[next] = patterns.at(pattern, check);
      }
    }
  }

  private static int bits(long atLeast) {
    return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, atLeast - 1)));
  }

  private int insert(long anchor) {
    int place = place(anchor);
    while (anchors[place] != 0) {
      place = (place + 1) & (anchors.length - 1);
    }
    anchors[place] = anchor;
    return place;
  }

  private int place(long anchor) {
    return (int) ((anchor * SPREAD) >>> anchorShift);
  }

  @Override
  public void scan(char[] text, int from, int to, Sink sink) {
    if (shortPatterns != null) {
      shortPatterns.scan(text, from, to, sink);
    }
    if (to - from < ANCHOR_CHARS) {
      return;
    }
    long[] bitmap = filter;
    int shift = filterShift;
    long last = 0;
    for (int i = from; i < from + ANCHOR_CHARS - 1; i++) {
      last = last << Character.SIZE | text[i];
    }
    for (int i = from + ANCHOR_CHARS - 1; i < to; i++) {
      last = last << Character.SIZE | text[i];
      int bit = (int) ((last * SPREAD) >>> shift);
      if ((bitmap[bit >>> 6] >>> bit & 1) != 0) {
        candidates(last, text, from, i, to, sink);
      }
    }
  }

  private void candidates(long anchor, char[] text, int from, int at, int to, Sink sink) {
    int place = place(anchor);
    while (anchors[place] != anchor) {
      if (anchors[place] == 0) {
        return;
      }
      place = (place + 1) & (anchors.length - 1);
    }
    for (int candidate = firstCandidate[place]; ; candidate++) {
      int checked = at + candidateCheck[candidate];
      if (checked >= from && checked < to && text[checked] == candidateCheckChar[candidate]) {
        compare(candidate, text, from, at, to, sink);
      }
      if (candidatePattern[candidate] < 0) {
        return;
      }
    }
  }

  private void compare(int candidate, char[] text, int from, int at, int to, Sink sink) {
    int number = candidatePattern[candidate];
    int pattern = number < 0 ? ~number : number;
    int start = at + 1 - candidateReach[candidate];
    int end = start + patterns.length(pattern);
    if (start >= from && end <= to && patterns.standsAt(pattern, text, start)) {
      sink.found(patterns.phrases(pattern), start, end);
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
