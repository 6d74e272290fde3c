package org.schoolgate.gateway;

import static java.util.stream.Collectors.toSet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/** One text on its way: where it stands, what of it would be recorded, and what was told of it. */
final class TypedText {

  /** Instead of the words of clues; no phrase has a line's end. */
  private static final String CLUES = "\n";

  /** A text that would be recorded, with what it takes to do so. */
  record Typed(Flow flow, Subject subject, Target target, Assessment assessment) {
    /** Whether its results were fetched ahead: then they are shown without another request. */
    boolean mayBeShown() {
      return flow.ahead() && assessment.decision().passes();
    }

    private Duration stands() {
      return mayBeShown() ? SearchBoxes.SHOWN_STANDS : SearchBoxes.STANDS;
    }
  }

  /**
   * What was found in a text: new words, the same of another kind, or the same that are blocked now
   * are told again. Of single words that tell something by what stands beside them (clues) others
   * say most with each word that is typed, so of those the category alone is what is told. What is
   * blocked and is no violation has neither category nor phrase.
   */
  private record Found(@Nullable Category category, @Nullable String phrase, boolean passes) {
    static Set<Found> in(Assessment assessment) {
      boolean passes = assessment.decision().passes();
      Set<String> clues =
          assessment.capture().stream()
              .filter(match -> match.counting().isOfClues())
              .map(Match.Phrase::phrase)
              .collect(toSet());
      Set<Found> all = new HashSet<>();
      for (Violation each : assessment.violations()) {
        boolean isOfClues = each.phrase() != null && clues.contains(each.phrase());
        all.add(new Found(each.category(), isOfClues ? CLUES : each.phrase(), passes));
      }
      if (all.isEmpty()) {
        all.add(new Found(null, null, passes));
      }
      return all;
    }
  }

  private final Set<Found> told = new HashSet<>();
  private StandingText standing;
  private Instant toldAt;
  private @Nullable Typed typed;

  TypedText(StandingText standing) {
    this.standing = standing;
    this.toldAt = standing.at();
  }

  /** Where it stands by now. */
  StandingText standing() {
    return standing;
  }

  /** A text stands now; what was told long ago is told again. */
  void stands(StandingText now, @Nullable Typed wouldBeRecorded) {
    standing = now;
    if (isLongAgo(toldAt, now.at(), SearchBoxes.REMEMBERED)) {
      told.clear();
    }
    typed = wouldBeRecorded == null || wasTold(wouldBeRecorded) ? null : wouldBeRecorded;
  }

  /** Whether that was told of it, not long ago. */
  boolean wasToldAt(Instant now, Typed other) {
    return wasTold(other) && !isLongAgo(toldAt, now, SearchBoxes.REMEMBERED);
  }

  boolean wasTold(Typed other) {
    return told.containsAll(Found.in(other.assessment()));
  }

  /** Whether something of it waits to be told that is not in those words. */
  boolean hasOtherThan(Assessment words) {
    Typed waits = typed;
    return waits != null && !Found.in(words).containsAll(Found.in(waits.assessment()));
  }

  boolean hasNothingToTell() {
    return typed == null;
  }

  /** The same words are on record, of this text or of one just like it. */
  void told(Assessment assessment, Instant at) {
    toldAt = at;
    told.addAll(Found.in(assessment));
    Typed waits = typed;
    if (waits != null && wasTold(waits)) {
      typed = null;
    }
  }

  /** Takes what is to be told of it, if it stood long enough, or the clock was set back. */
  @Nullable Typed takeDue(Instant now) {
    Typed waits = typed;
    return waits != null && isLongAgo(standing.at(), now, waits.stands()) ? take() : null;
  }

  /** Takes what is to be told of it. */
  @Nullable Typed take() {
    Typed due = typed;
    if (due != null) {
      told(due.assessment(), standing.at());
    }
    return due;
  }

  boolean isOver(Instant now) {
    return typed == null && isLongAgo(standing.at(), now, SearchBoxes.REMEMBERED);
  }

  private static boolean isLongAgo(Instant then, Instant now, Duration atLeast) {
    return Duration.between(then, now).abs().compareTo(atLeast) >= 0;
  }
}
