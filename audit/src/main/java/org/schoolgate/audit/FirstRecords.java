package org.schoolgate.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Violation;

/**
 * Keeps count of the records that one subject may have for itself in a minute, so that nobody can
 * fill the ledger: beyond {@link #RECORDS_MAX}, what is alike shares a record and is counted. Words
 * that the subject has not used in this minute are no repeat however many records there are.
 *
 * <p>Thread-safe. Has no clock: every call says what time it is.
 */
final class FirstRecords {

  /** The records that a subject may have for itself in a minute. */
  static final int RECORDS_MAX = 60;

  /** The most words remembered of one subject; what comes then is new whatever it is. */
  private static final int WORDS_MAX = 10_000;

  /** Beyond it, a subject is not counted, and each of its records is its own. */
  private static final int SUBJECTS_MAX = 20_000;

  private static final class Minute {
    private final Instant start;
    private final Set<String> words = new HashSet<>();
    private int records;

    Minute(Instant start) {
      this.start = start;
    }

    boolean isOver(Instant now) {
      return now.isBefore(start) || !now.isBefore(start.plus(RepeatWindows.WINDOW));
    }
  }

  private final Map<Subject, Minute> minutes = new HashMap<>();

  /** Whether words were typed or shown; else it is about the site alone. */
  static boolean isAboutWords(DecisionFacts facts) {
    return !facts.capture().isEmpty()
        || facts.violations().stream().anyMatch(violation -> violation.phrase() != null);
  }

  /** Counts a record of these facts; false if it should share one with what is like it. */
  synchronized boolean take(DecisionFacts facts, Instant now) {
    Minute minute = minutes.get(facts.subject());
    if (minute == null || minute.isOver(now)) {
      minute = new Minute(now);
      if (minutes.size() < SUBJECTS_MAX || minutes.containsKey(facts.subject())) {
        minutes.put(facts.subject(), minute);
      }
    }
    boolean newWords = rememberWords(minute, facts);
    if (minute.records >= RECORDS_MAX && !newWords) {
      return false;
    }
    minute.records++;
    return true;
  }

  /**
   * Whether any words are new. Single words that tell something by what stands beside them are
   * others in each message: of those, the category is what is new.
   */
  private static boolean rememberWords(Minute minute, DecisionFacts facts) {
    boolean anyNew = false;
    Set<String> clues = new HashSet<>();
    for (Match.Phrase match : facts.capture()) {
      boolean isClue = match.counting().isOfClues();
      if (isClue) {
        clues.add(match.phrase());
      }
      String words = isClue ? cluesTo(match.category()) : match.phrase();
      anyNew |= remember(minute, match.origin().id() + " " + words);
    }
    for (Violation violation : facts.violations()) {
      String phrase = violation.phrase();
      if (phrase != null) {
        String words = clues.contains(phrase) ? cluesTo(violation.category()) : phrase;
        anyNew |= remember(minute, violation.origin().id() + " " + words);
      }
    }
    return anyNew;
  }

  private static String cluesTo(Category category) {
    return "clues: " + category.id();
  }

  private static boolean remember(Minute minute, String words) {
    return minute.words.size() >= WORDS_MAX || minute.words.add(words);
  }

  /** Forgets the minutes that are over. */
  synchronized void forgetOver(Instant now) {
    minutes.values().removeIf(minute -> minute.isOver(now));
  }
}
