package org.schoolgate.gateway;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Violation;

/**
 * What is thought of a target or a text, before it is on record and so before it may take effect.
 *
 * @param classification what the target is
 * @param categories of the target and of the text together
 * @param searchTerms what was searched for; null if it is no search
 * @param decision what should be done
 * @param violations what monitoring records whatever the decision is
 * @param capture the phrases behind it, in their context
 */
public record Assessment(
    Classification classification,
    CategorySet categories,
    @Nullable String searchTerms,
    Decision decision,
    List<Violation> violations,
    List<Match.Phrase> capture) {

  private static final Reason REQUEST_BY_REQUEST =
      new Reason(
          Reason.Kind.POLICY, "What is asked inside is decided request by request.", "https");

  /** Copies the lists. */
  public Assessment {
    violations = List.copyOf(violations);
    capture = List.copyOf(capture);
  }

  /**
   * What is thought of a flow once a text of it is known too. A block of the text always holds,
   * over whatever let the target through; illegal content holds over every other block (S22).
   */
  public Assessment followedBy(Assessment text) {
    List<Violation> all = new ArrayList<>(text.violations());
    for (Violation violation : violations) {
      // The text's own comes first: it has the phrase, and says whether it was typed.
      if (all.stream().noneMatch(known -> known.category().equals(violation.category()))) {
        all.add(violation);
      }
    }
    List<Match.Phrase> phrases = new ArrayList<>(capture);
    phrases.addAll(text.capture());
    return new Assessment(
        classification,
        categories.union(text.categories()),
        searchTerms,
        stricter(decision, text.decision()),
        all,
        phrases);
  }

  /**
   * What is thought of a tunnel whose requests will be answered one by one: it is opened, so that a
   * block can be a page, and everything that is to be recorded is recorded of the requests.
   */
  Assessment leftToRequests() {
    boolean staysOpen = decision.passes() && !decision.isOnLedger();
    return new Assessment(
        classification,
        categories,
        null,
        staysOpen ? decision : new Decision.Inspect(REQUEST_BY_REQUEST),
        List.of(),
        List.of());
  }

  /** The same of a connection that never came about, so that no override was used. */
  Assessment neverUsed() {
    return decision.kind() == Decision.Kind.OVERRIDE
        ? new Assessment(
            classification,
            categories,
            searchTerms,
            new Decision.Inspect(REQUEST_BY_REQUEST),
            violations,
            capture)
        : this;
  }

  /** What is thought of the text alone, once what is thought of its target is on record apart. */
  Assessment without(Assessment target) {
    List<Violation> ofText = new ArrayList<>(violations);
    ofText.removeAll(target.violations());
    return new Assessment(classification, categories, searchTerms, decision, ofText, capture);
  }

  /** The same under another decision. */
  Assessment decided(Decision other) {
    return new Assessment(classification, categories, searchTerms, other, violations, capture);
  }

  /** The same with what was searched for. */
  Assessment searchedFor(@Nullable String terms) {
    return new Assessment(classification, categories, terms, decision, violations, capture);
  }

  private static Decision stricter(Decision before, Decision text) {
    if (text.passes()) {
      return before;
    }
    return !before.passes() && text.reason().kind() != Reason.Kind.MANDATORY ? before : text;
  }
}
