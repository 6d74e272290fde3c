package org.schoolgate.classifier.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * Adds up what was found in typed text, where an excuse counts for what it stands by and for
 * nothing else: whoever writes the text chooses its words, so a harmless name at its end must not
 * undo an insult at its beginning.
 *
 * <p>A phrase that shares words with an excuse is something else ({@code suicide squad}) and counts
 * less by the excuse. One that has an excuse within {@link #REACH_CHARS} ({@code romeo and juliet
 * how do they kill themselves}) counts less in the decision, but what it weighs is noticed all the
 * same ({@link TextFindings#noticed}). The same holds for what somebody says that they would never
 * do ({@link Denial}).
 *
 * <p>In a sentence that is written out in a long text ({@link Prose}) a phrase counts as on a page:
 * three fifths in the decision, and an excuse reaches {@link #PROSE_REACH_CHARS}, though what it
 * weighs is noticed whole.
 *
 * <p>Beyond {@link #FOUND_MAX} phrases, an excuse is passed over and a phrase cannot be excused any
 * more: too much of both is no text that anybody has to be fair to. Not thread-safe.
 */
final class TypedTally {

  /** The most excuses, and the most other phrases, that are looked at side by side. */
  static final int FOUND_MAX = 256;

  /** How far an excuse reaches, in characters of folded text: a few words. */
  static final int REACH_CHARS = 24;

  /** How far it reaches to what stands in prose: a sentence or two. */
  static final int PROSE_REACH_CHARS = 160;

  /** What a page needs for a block, and what a search does. */
  private static final int PAGE_LIMIT = 5;

  private static final int TYPED_LIMIT = 3;

  /** So little that no excuse and no phrase brings it back. */
  private static final int NOTHING = -1_000_000;

  private final List<FoundPhrase> phrases = new ArrayList<>();
  private final List<FoundPhrase> excuses = new ArrayList<>();

  private final Map<TextLane, Prose> prose;

  private static final Comparator<Match.Phrase> IN_ORDER =
      Comparator.comparingLong(Match.Phrase::offset)
          .thenComparing(Match.Phrase::phrase)
          .thenComparingInt(match -> match.category().ordinal())
          .thenComparingInt(Match.Phrase::length);

  /**
   * What is left of one phrase.
   *
   * @param excused whether an excuse takes something away
   * @param inProse whether it stands in a sentence that is written out
   */
  private record Left(
      FoundPhrase found, int noticed, int counted, boolean excused, boolean inProse) {

    /** The match that it is told as, found for the so manieth time. */
    Match.Phrase match(int repeat, OpaqueIds opaqueIds) {
      Set<Counting.Why> why = EnumSet.noneOf(Counting.Why.class);
      if (repeat > 0) {
        why.add(Counting.Why.REPEATED);
      }
      if (found.isDenied()) {
        why.add(Counting.Why.DENIED);
      }
      if (excused) {
        why.add(Counting.Why.EXCUSED);
      }
      if (inProse && counted < noticed) {
        why.add(Counting.Why.PROSE);
      }
      return found.match(noticed >> repeat, counted >> repeat, why, Origin.TYPED, opaqueIds);
    }
  }

  private static final Comparator<Left> WEIGHTIEST_FIRST =
      Comparator.comparingInt(Left::counted)
          .thenComparingInt(Left::noticed)
          .reversed()
          .thenComparingLong(left -> left.found.offset())
          .thenComparing(left -> left.found.reading());

  TypedTally() {
    this(new HashMap<>());
  }

  private TypedTally(Map<TextLane, Prose> prose) {
    this.prose = prose;
  }

  /** One that counts on by itself; which sentences are written out is known to both. */
  TypedTally copy() {
    TypedTally copy = new TypedTally(prose);
    copy.phrases.addAll(phrases);
    copy.excuses.addAll(excuses);
    return copy;
  }

  /** Takes it, unless another says as much in its place; false if there are too many. */
  boolean add(FoundPhrase found) {
    List<FoundPhrase> into = found.weight() < 0 ? excuses : phrases;
    if (into.stream().anyMatch(each -> each.standsForTyped(found))) {
      return true;
    }
    into.removeIf(found::standsForTyped);
    return into.size() < FOUND_MAX && into.add(found);
  }

  /** Lets all that was found in the lane take the words after it. */
  void takeContext(TextLane lane) {
    prose.computeIfAbsent(lane, Prose::new).look();
    Stream.concat(phrases.stream(), excuses.stream())
        .filter(found -> found.isIn(lane))
        .forEach(FoundPhrase::takeContext);
  }

  /**
   * What was found.
   *
   * @param sum what was beyond {@link #FOUND_MAX}
   * @param beyond the matches of that
   * @param clues what single words tell
   */
  TextFindings findings(Sum sum, List<Match.Phrase> beyond, ClueTally clues, OpaqueIds opaqueIds) {
    List<Match.Phrase> matches = new ArrayList<>(beyond);
    Map<FoundPhrase, Integer> noticed = new HashMap<>();
    for (List<Left> ofOnePhrase : leftByPhrase().values()) {
      ofOnePhrase.sort(WEIGHTIEST_FIRST);
      for (int i = 0; i < Math.min(PageTally.REPEATS_MAX, ofOnePhrase.size()); i++) {
        Left left = ofOnePhrase.get(i);
        sum.add(left.found.phrase(), left.counted >> i, left.noticed >> i, left.found.isDenied());
        if (left.noticed > 0) {
          noticed.put(left.found, left.noticed);
          matches.add(left.match(i, opaqueIds));
        }
      }
    }
    for (FoundPhrase found : clues.foundBeside(noticed)) {
      Left left = leftOf(found);
      sum.add(found.phrase(), left.counted, left.noticed, found.isDenied());
      if (left.noticed > 0) {
        matches.add(left.match(0, opaqueIds));
      }
    }
    for (FoundPhrase excuse : excuses) {
      if (!excuse.phrase().terms().exception()) {
        matches.add(
            excuse.match(excuse.weight(), excuse.weight(), Set.of(), Origin.TYPED, opaqueIds));
      }
    }
    return sum.findings(Origin.TYPED, weightiest(matches));
  }

  private static List<Match.Phrase> weightiest(List<Match.Phrase> matches) {
    return matches.stream()
        .sorted(Comparator.comparingInt(Match.Phrase::weight).reversed().thenComparing(IN_ORDER))
        .limit(PageTally.MATCHES_MAX)
        .sorted(IN_ORDER)
        .toList();
  }

  private Map<ListedPhrase, List<Left>> leftByPhrase() {
    Map<ListedPhrase, List<Left>> byPhrase = new HashMap<>();
    for (FoundPhrase found : phrases) {
      if (phrases.stream().noneMatch(other -> isTold(other, found))) {
        byPhrase.computeIfAbsent(found.phrase(), isNew -> new ArrayList<>()).add(leftOf(found));
      }
    }
    return byPhrase;
  }

  /** What is read in two ways counts once, as it is written. */
  private static boolean isTold(FoundPhrase other, FoundPhrase found) {
    return other.reading().compareTo(found.reading()) < 0 && found.repeats(other);
  }

  private Left leftOf(FoundPhrase found) {
    boolean inProse = isInProse(found);
    int reach = inProse ? PROSE_REACH_CHARS : REACH_CHARS;
    int noticed = found.weight();
    int beside = 0;
    for (FoundPhrase excuse : excuses) {
      if (excuse.phrase().category().equals(found.phrase().category())) {
        if (excuse.phrase().terms().exception()) {
          noticed = excuse.holds(found) ? NOTHING : noticed;
        } else if (excuse.sharesWordsWith(found)) {
          noticed += excuse.weight();
        } else if (excuse.standsBy(found, reach)) {
          beside += excuse.weight();
        }
      }
    }
    boolean excused = noticed < found.weight() || (beside < 0 && !found.isDenied());
    noticed = Math.max(0, noticed);
    int deciding = inProse ? noticed * TYPED_LIMIT / PAGE_LIMIT : noticed;
    int counted = found.isDenied() ? 0 : Math.max(0, deciding + beside);
    return new Left(found, noticed, counted, excused, inProse);
  }

  /** Whether it stands, as it is written, in a sentence that is written out. */
  private boolean isInProse(FoundPhrase found) {
    return found.reading() != Reading.REREAD
        && !found.phrase().category().illegal()
        && prose.values().stream().anyMatch(found::standsIn);
  }
}
