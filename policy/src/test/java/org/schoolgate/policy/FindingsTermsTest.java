package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What sums for one audience and the severity of phrases change. */
final class FindingsTermsTest {

  private static final Category VIOLENCE = CategoryTable.builtIn().require("violence");

  private static TextFindings found(Map<Audience, TextFindings.Sums> sumsFor) {
    return new TextFindings(
        Origin.TYPED,
        new TextFindings.Sums(Map.of(VIOLENCE, 10), Map.of(VIOLENCE, 10)),
        sumsFor,
        Map.of(VIOLENCE, Severity.LOW),
        List.of(),
        false);
  }

  @Test
  void anAudienceWithoutSumsOfItsOwnHasThoseOfEverybody() {
    TextFindings findings =
        found(
            Map.of(
                Audience.YOUNG_CHILD,
                new TextFindings.Sums(Map.of(VIOLENCE, 60), Map.of(VIOLENCE, 90))));

    assertEquals(60, findings.sums(Audience.YOUNG_CHILD).decided().get(VIOLENCE));
    assertEquals(90, findings.sums(Audience.YOUNG_CHILD).noticed().get(VIOLENCE));
    assertEquals(10, findings.sums(Audience.ADULT).decided().get(VIOLENCE));
  }

  @Test
  void theSeverityOfPhrasesStaysWhenNothingOfTheTextIsKept() {
    TextFindings bare = found(Map.of()).withIllegalWords();

    assertEquals(Severity.LOW, bare.severity(VIOLENCE).orElseThrow());
    assertTrue(bare.illegalWords());
  }
}
