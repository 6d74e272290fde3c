package org.schoolgate.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in one text beside the limits of somebody's groups. Of several groups it is the
 * lowest limit if any is a children's group, else the highest.
 *
 * <p>Reason, violations, ledger and {@code explain} name the phrase that {@link #leading} gives, so
 * that all of them name the same one.
 */
final class TextLimits {

  private final List<Group> groups;
  private final TextFindings findings;
  private final Audience audience;
  private final TextFindings.Sums sums;

  /**
   * One text for somebody.
   *
   * @param groups of which there is at least one
   */
  TextLimits(List<Group> groups, TextFindings findings) {
    this.groups = groups;
    this.findings = findings;
    this.audience = youngest(groups);
    this.sums = findings.sums(audience);
  }

  /** The categories whose phrases reach the limit that decides. */
  CategorySet decided() {
    return atLimit(sums.decided());
  }

  /** The categories that are noticed, excused or not. */
  CategorySet noticed() {
    return atLimit(sums.noticed());
  }

  /** By how much a category is over its limit; negative below it. */
  int surplus(Category category) {
    return sums.decided().getOrDefault(category, 0) - limit(category);
  }

  /**
   * The phrase that a category is told by: the one that counts most in the decision, and only where
   * none does what is noticed, a phrase of a list before clues. Of equals it is the first in the
   * text.
   */
  Optional<Match.Phrase> leading(Category category) {
    return findings.matches().stream()
        .filter(match -> match.category().equals(category))
        .filter(match -> match.counting().isFor(audience) && match.weight() > 0)
        .min(
            Comparator.<Match.Phrase>comparingInt(match -> -match.counting().decided())
                .thenComparing(match -> match.counting().why().contains(Counting.Why.CLUES))
                .thenComparingInt(match -> -match.weight())
                .thenComparingLong(Match.Phrase::offset)
                .thenComparing(Match.Phrase::phrase));
  }

  /** The phrase that a block names: one that counts towards it, never what is only noticed. */
  Optional<Match.Phrase> deciding(Category category) {
    return leading(category).filter(match -> match.counting().decided() > 0);
  }

  /** Says what each phrase counts, the sums, and as what they go on record. */
  void tell(CategoryTable categories, Trace trace) {
    for (Match.Phrase match : findings.matches()) {
      if (!match.counting().isFor(audience)) {
        continue;
      }
      int decides = match.counting().decided();
      trace.step(
          match.source()
              + " has \u201c"
              + match.phrase()
              + "\u201d: "
              + match.weight()
              + (decides == match.weight()
                  ? ""
                  : decides == 0
                      ? ", noticed, blocks nothing"
                      : ", of which " + decides + " decides"));
    }
    sums.decided()
        .forEach(
            (category, weight) ->
                trace.step(
                    "phrases of '"
                        + category.id()
                        + "' add up to "
                        + weight
                        + noticed(category, weight)
                        + "; the limit is "
                        + limit(category)));
    for (Category category : noticed().in(categories)) {
      Category monitoredAs = categories.monitoredAs(category);
      if (!monitoredAs.monitored()) {
        trace.step("'" + category.id() + "' is for filtering alone, so it is no violation");
      } else if (!monitoredAs.equals(category)) {
        trace.step("'" + category.id() + "' is on record as '" + monitoredAs.id() + "'");
      }
    }
  }

  private String noticed(Category category, int decided) {
    int noticed = sums.noticed().getOrDefault(category, 0);
    return noticed == decided ? "" : ", and to " + noticed + " of what is noticed";
  }

  private int limit(Category category) {
    return category.illegal() ? MandatoryBlocklist.LIMIT : limit();
  }

  private int limit() {
    boolean child = CellJudge.anyChild(groups);
    int limit = groups.get(0).limit(findings.origin());
    for (Group group : groups) {
      int own = group.limit(findings.origin());
      limit = child ? Math.min(limit, own) : Math.max(limit, own);
    }
    return limit;
  }

  private CategorySet atLimit(Map<Category, Integer> weights) {
    CategorySet found = CategorySet.EMPTY;
    for (Map.Entry<Category, Integer> sum : weights.entrySet()) {
      if (sum.getValue() >= limit(sum.getKey())) {
        found = found.with(sum.getKey());
      }
    }
    return found;
  }

  /** The youngest of them, if any is a child's. */
  private static Audience youngest(List<Group> groups) {
    Audience youngest = Audience.ADULT;
    for (Group group : groups) {
      if (group.audience().compareTo(youngest) < 0) {
        youngest = group.audience();
      }
    }
    return youngest;
  }
}
