package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;

/** Why a phrase that was found counts otherwise than its list says, in words and for scripts. */
final class CountingWords {

  private CountingWords() {}

  /** A note for the reader; empty if there is nothing to say. */
  static String note(Match.Phrase match, Audience audience) {
    Counting counting = match.counting();
    if (!counting.isFor(audience)) {
      return "counts nothing here: its list has it for others";
    }
    List<String> reasons =
        List.of(Counting.Why.values()).stream()
            .filter(counting.why()::contains)
            .map(CountingWords::reason)
            .toList();
    if (reasons.isEmpty()) {
      return "";
    }
    if (counting.why().contains(Counting.Why.CLUES)) {
      return "a clue: no phrase, only words; on record, never blocks";
    }
    String because = ": " + String.join("; ", reasons);
    if (counting.decided() == match.weight()) {
      return match.weight() + " instead of " + counting.listed() + because;
    }
    return counting.decided() == 0
        ? "noticed, blocks nothing" + because
        : "noticed with " + match.weight() + ", blocks with " + counting.decided() + because;
  }

  /** What it adds to the sum that decides for an audience. */
  static int decided(Match.Phrase match, Audience audience) {
    return match.counting().isFor(audience) ? match.counting().decided() : 0;
  }

  /** The same as {@link #note} for scripts. */
  static List<String> ids(Match.Phrase match, Audience audience) {
    List<String> ids = new ArrayList<>();
    for (Counting.Why each : Counting.Why.values()) {
      if (match.counting().why().contains(each)) {
        ids.add(each.id());
      }
    }
    if (!match.counting().isFor(audience)) {
      ids.add("other-audience");
    }
    return ids;
  }

  private static String reason(Counting.Why why) {
    return switch (why) {
      case REPEATED -> "found more than once, and each further time counts half";
      case HEADING -> "in a title or heading, which counts double";
      case LONG_PAGE -> "a weak phrase in a long page";
      case PROSE -> "in a written-out sentence of a long text, which counts as on a page";
      case EXCUSED -> "words beside it say that something else is meant";
      case DENIED -> "the words before it say that it is not so";
      case NOTICED -> "its line is marked 'noticed'";
      case CLUES -> "no phrase, but words that harmful texts have more often than harmless ones";
    };
  }
}
