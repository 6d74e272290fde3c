package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/** Which texts of a search box are one, and that what has no room is told and not lost. */
final class SearchBoxesTest {

  private static final Instant NOW = School.NOW;
  private static final Instant LATER = NOW.plus(SearchBoxes.STANDS);
  private static final Category SUICIDE = School.TABLE.require("suicide");

  private final SearchBoxes boxes = new SearchBoxes();

  private static Subject pupil(int number) {
    return new Subject("pupil-" + number, List.of("pupils"), Confidence.INDIVIDUAL, "10.0.0.1");
  }

  private static SearchBoxes.Box box(int number) {
    return SearchBoxes.Box.of(pupil(number), "google");
  }

  private static SearchBoxes.Typed harm(String text) {
    Assessment assessment =
        new Assessment(
            Classification.UNCATEGORISED,
            Classification.UNCATEGORISED.categories(),
            text,
            new Decision.Block(
                new Reason(Reason.Kind.PHRASE, "a sentence", "a phrase"),
                SUICIDE,
                Remedy.HEADTEACHER),
            List.of(new Violation(SUICIDE, Severity.CRITICAL, text, Origin.TYPED)),
            List.of());
    Flow flow = new Flow(1, School.PUPIL, NOW, new Asked.Request("http://a.example/", List.of()));
    return new SearchBoxes.Typed(
        flow, pupil(1), Target.ofTls(HostName.parse("a.example"), 443), assessment);
  }

  @ParameterizedTest(name = "{0}, then {1}: one text {2}")
  @CsvSource(
      textBlock =
          """
          how to kill,          how to kill a zombie in minecraft with a sword, true
          how to kill,          How  to kill a,                 true
          how to kill,          how to kil,                     true
          how to kill,          how to ki,                      true
          how to kill,          how to make,                    true
          i hate sam,           i really hate sam,              true
          how to kill,          how,                            false
          how to kill,          cats,                           false
          how to kill,          we want to build a house,       false
          kill,                 skill,                          true
          kill,                 how to kill,                    false
          """)
  void aTextTakesThePlaceOfTheOneThatItComesFrom(String before, String after, boolean one) {
    assertEquals(List.of(), boxes.typed(box(1), before, harm(before), NOW));
    assertEquals(List.of(), boxes.typed(box(1), after, null, NOW));
    assertEquals(one ? 0 : 1, boxes.due(LATER).size());
  }

  @Test
  void whatTheTickHasNotSeenYetIsDueWithTheNextKey() {
    assertEquals(List.of(), boxes.typed(box(1), "how to kill", harm("how to kill"), NOW));
    assertEquals(1, boxes.typed(box(1), "how to kill a", null, LATER).size());
    assertEquals(List.of(), boxes.due(LATER.plus(SearchBoxes.STANDS)));
  }

  @Test
  void whatStoodIsToldThoughAnotherSearchFollows() {
    boxes.typed(box(1), "how to kill myself", harm("how to kill myself"), NOW);
    assertEquals(1, boxes.searched(box(1), "how to kill moths", passed(List.of()), LATER).size());
  }

  @Test
  void whatIsBlockedAfterItPassedIsToldAgain() {
    List<Violation> same = harm("die").assessment().violations();
    boxes.searched(box(1), "romeo and juliet die", passed(same), NOW);
    boxes.typed(box(1), "romeo and die", harm("die"), NOW);
    assertEquals(1, boxes.due(LATER).size());
  }

  @Test
  void whatIsBlockedAndNoViolationIsToldOnce() {
    Assessment harm = harm("banned").assessment();
    Assessment closed =
        new Assessment(
            harm.classification(),
            harm.categories(),
            "banned",
            harm.decision(),
            List.of(),
            List.of());
    SearchBoxes.Typed typed = harm("banned");
    SearchBoxes.Typed quiet =
        new SearchBoxes.Typed(typed.flow(), typed.subject(), typed.target(), closed);
    boxes.typed(box(1), "banned", quiet, NOW);
    assertEquals(1, boxes.due(LATER).size());
    boxes.typed(box(1), "banned", quiet, LATER);
    assertEquals(List.of(), boxes.due(LATER.plus(SearchBoxes.STANDS)));
  }

  @Test
  void whoeverGoesOnTypingTheSameIsToldAgainAfterAMinute() {
    int told = 0;
    Instant at = NOW;
    for (int i = 0; i < 10; i++) {
      boxes.typed(box(1), "how to kill", harm("how to kill"), at);
      told += boxes.due(at.plus(SearchBoxes.STANDS)).size();
      at = at.plus(SearchBoxes.REMEMBERED.dividedBy(2));
    }
    assertEquals(5, told);
  }

  @Test
  void whatStandsWhenTheClockIsSetBackIsDue() {
    boxes.typed(box(1), "how to kill", harm("how to kill"), NOW);
    assertEquals(1, boxes.due(NOW.minus(SearchBoxes.REMEMBERED)).size());
  }

  private static Assessment passed(List<Violation> violations) {
    return new Assessment(
        Classification.UNCATEGORISED,
        Classification.UNCATEGORISED.categories(),
        "a text",
        new Decision.Inspect(new Reason(Reason.Kind.PHRASE, "a sentence", "a phrase")),
        violations,
        List.of());
  }

  @Test
  void whatHasNoRoomIsDueAtOnce() {
    for (int i = 0; i < SearchBoxes.BOXES_MAX; i++) {
      assertEquals(List.of(), boxes.typed(box(i), "harm", harm("harm"), NOW));
    }
    assertEquals(1, boxes.typed(box(SearchBoxes.BOXES_MAX), "harm", harm("harm"), NOW).size());
    assertEquals(SearchBoxes.BOXES_MAX, boxes.due(LATER).size());
  }

  @Test
  void theOldestTextOfABoxGivesWay() {
    List<String> texts = List.of("aaaa", "bbbb", "cccc", "dddd", "eeee");
    assertEquals(SearchBoxes.TEXTS_MAX + 1, texts.size());
    for (String text : texts.subList(0, SearchBoxes.TEXTS_MAX)) {
      assertEquals(List.of(), boxes.typed(box(1), text, harm(text), NOW));
    }
    assertEquals(
        "aaaa", boxes.typed(box(1), "eeee", harm("eeee"), NOW).get(0).assessment().searchTerms());
    assertEquals(SearchBoxes.TEXTS_MAX, boxes.all().size());
    assertEquals(List.of(), boxes.all());
  }

  /** A search finds the box full of other texts: none of them is lost. */
  @Test
  void aSearchTakesThePlaceOfItsTypingAndOfNothingElse() {
    boxes.typed(box(1), "aaaa", harm("aaaa"), NOW);
    boxes.typed(box(1), "bbbb", harm("bbbb"), NOW);
    assertEquals(List.of(), boxes.searched(box(1), "bbbbb", harm("bbbbb").assessment(), NOW));
    assertEquals(1, boxes.due(LATER).size());
    for (String text : List.of("cccc", "dddd")) {
      boxes.typed(box(1), text, harm(text), LATER);
    }
    assertEquals(List.of(), boxes.searched(box(1), "eeee", harm("eeee").assessment(), LATER));
    assertEquals(List.of(), boxes.searched(box(1), "ffff", harm("ffff").assessment(), LATER));
    assertEquals(
        "cccc",
        boxes
            .searched(box(1), "gggg", harm("gggg").assessment(), LATER)
            .get(0)
            .assessment()
            .searchTerms());
  }
}
