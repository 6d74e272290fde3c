package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Violation;

class AssessmentTest {

  private static final Category SUICIDE = CategoryTable.builtIn().require("suicide");

  private static Decision decision(String word) {
    Reason policy = new Reason(Reason.Kind.POLICY, "by the policy", "row/group");
    return switch (word) {
      case "allow" -> new Decision.Allow(policy);
      case "inspect" -> new Decision.Inspect(policy);
      case "override" -> new Decision.AllowByOverride(policy, override());
      case "block" -> new Decision.Block(policy, SUICIDE, Remedy.HEADTEACHER);
      case "illegal" ->
          new Decision.Block(
              new Reason(Reason.Kind.MANDATORY, "illegal", "id"), null, Remedy.NOBODY);
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static ApprovedOverride override() {
    Instant now = School.NOW;
    return new ApprovedOverride(
        "ovr-1", "pupils", "a.example", null, "a", "b", "why", now, now.plus(Duration.ofHours(1)));
  }

  private static Assessment of(String decision, Violation... violations) {
    return new Assessment(
        Classification.UNCATEGORISED,
        Classification.UNCATEGORISED.categories(),
        null,
        decision(decision),
        List.of(violations),
        List.of());
  }

  @ParameterizedTest(name = "{0}, then a text says {1}: {2}")
  @CsvSource(
      textBlock =
          """
          allow,    inspect, allow
          allow,    block,   block
          allow,    illegal, illegal
          inspect,  inspect, inspect
          inspect,  block,   block
          inspect,  illegal, illegal
          override, inspect, override
          override, block,   block
          override, illegal, illegal
          block,    inspect, block
          block,    illegal, illegal
          illegal,  block,   illegal
          """)
  void aBlockOfATextHoldsAndIllegalContentHoldsOverAll(String first, String text, String then) {
    Decision made = of(first).followedBy(of(text)).decision();
    assertEquals(
        decision(then).reason().kind() + decision(then).id(), made.reason().kind() + made.id());
  }

  @Test
  void theViolationThatWasTypedIsTheOneKept() {
    Violation shown = new Violation(SUICIDE, Severity.CRITICAL, null, Origin.SHOWN);
    Violation typed = new Violation(SUICIDE, Severity.CRITICAL, "words", Origin.TYPED);
    List<Violation> kept = of("inspect", shown).followedBy(of("block", typed)).violations();
    assertEquals(1, kept.size());
    assertSame(typed, kept.get(0));
  }
}
