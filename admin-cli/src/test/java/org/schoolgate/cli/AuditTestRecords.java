package org.schoolgate.cli;

import java.util.List;
import java.util.Objects;
import org.schoolgate.audit.DecisionFacts;
import org.schoolgate.audit.FlowFacts;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/** A blocked search for worrying words, as the gateway records it. */
final class AuditTestRecords {

  static final String PHRASE = "worrying words";

  private AuditTestRecords() {}

  /** Records it, and the flow that it was, and gives its reference in the ledger. */
  static Reference search(Office office, String person, String group) {
    return record(office, person, group, false);
  }

  /** The same of words that stood in the search box, and were not searched for. */
  static Reference unfinished(Office office, String person, String group) {
    return record(office, person, group, true);
  }

  private static Reference record(Office office, String person, String group, boolean unfinished) {
    Subject subject = new Subject(person, List.of(group), Confidence.INDIVIDUAL, "10.0.0.7");
    Category category = office.config().categories().require("suicide");
    Match.Phrase match =
        new Match.Phrase(
            category, PHRASE, "suicide.en", 100, 0, 14, Origin.TYPED, "some " + PHRASE + " here");
    Reason reason = new Reason(Reason.Kind.PHRASE, "“" + PHRASE + "” was typed", "suicide.en");
    Target target =
        new Target(
            Protocol.HTTP, HostName.parse("search.example"), 80, "/private/path", "q=" + PHRASE);
    var recorded =
        AuditAppend.await(
            office
                .audit()
                .gate()
                .record(
                    new Decision.Block(reason, category, Remedy.HEADTEACHER),
                    new DecisionFacts(
                        subject,
                        target,
                        Classification.UNCATEGORISED,
                        PHRASE,
                        List.of(new Violation(category, Severity.CRITICAL, PHRASE, Origin.TYPED)),
                        List.of(match),
                        "0123",
                        unfinished)));
    office
        .audit()
        .gate()
        .flowClosed(
            new FlowFacts(
                subject,
                target,
                PHRASE,
                "block",
                reason,
                CategorySet.EMPTY,
                403,
                10,
                20,
                5,
                "complete",
                recorded.reference()));
    return Objects.requireNonNull(recorded.reference(), "a block is recorded");
  }
}
