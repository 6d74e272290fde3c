package org.schoolgate.classifier.text;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.TextFindings;

/** Adds up what phrases count, for whom, and how urgent they are. Not thread-safe. */
final class Sum {

  /** What was denied, or said of somebody in a story, waits for the daily digest (S45). */
  private static final Severity SOFTENED = Severity.HIGH;

  private static final class Sums {
    private final Map<Category, Integer> decided = new HashMap<>();
    private final Map<Category, Integer> noticed = new HashMap<>();

    void add(Category category, int counted, int seen) {
      decided.merge(category, counted, Integer::sum);
      noticed.merge(category, seen, Integer::sum);
    }

    TextFindings.Sums told() {
      return new TextFindings.Sums(decided, noticed);
    }
  }

  private final Map<Audience, Sums> sums = new EnumMap<>(Audience.class);
  private final Sums forEverybody = new Sums();
  private final Map<Category, Severity> severities = new HashMap<>();
  private boolean differs;

  Sum() {
    for (Audience each : Audience.values()) {
      sums.put(each, new Sums());
    }
  }

  /**
   * Adds a phrase.
   *
   * @param counted what it counts in the decision
   * @param noticed what it counts on record
   * @param softened whether the words around it make it less urgent
   */
  void add(ListedPhrase phrase, int counted, int noticed, boolean softened) {
    int deciding = phrase.terms().noticedOnly() ? 0 : counted;
    Set<Audience> audiences = phrase.terms().audiences();
    sums.forEach(
        (audience, each) -> {
          if (audiences.isEmpty() || audiences.contains(audience)) {
            each.add(phrase.category(), deciding, noticed);
          }
        });
    if (audiences.isEmpty()) {
      forEverybody.add(phrase.category(), deciding, noticed);
    }
    differs |= !audiences.isEmpty();
    Severity usual = phrase.category().severity();
    if (noticed > 0 && usual != null) {
      Severity own = phrase.terms().severity();
      Severity severity = own == null ? usual : own;
      boolean soft = softened && severity.compareTo(SOFTENED) > 0;
      severities.merge(
          phrase.category(),
          soft ? SOFTENED : severity,
          (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
  }

  /** What is noticed of the category of which most is, for everybody. */
  int mostNoticed() {
    return forEverybody.noticed.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The findings that it comes to. */
  TextFindings findings(Origin origin, List<Match.Phrase> matches) {
    Map<Audience, TextFindings.Sums> sumsFor = new EnumMap<>(Audience.class);
    if (differs) {
      sums.forEach((audience, each) -> sumsFor.put(audience, each.told()));
    }
    return new TextFindings(origin, forEverybody.told(), sumsFor, severities, matches, false);
  }
}
