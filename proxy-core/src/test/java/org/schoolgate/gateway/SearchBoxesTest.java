package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.text.Search;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
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
  private long flows;

  private static Subject pupil(int number) {
    return new Subject("pupil-" + number, List.of("pupils"), Confidence.INDIVIDUAL, "10.0.0.1");
  }

  private static SearchBoxes.Seat seat(int number) {
    return SearchBoxes.Seat.of(pupil(number));
  }

  private StandingText at(Instant at, String text) {
    return at("google", at, text);
  }

  private StandingText at(String engine, Instant at, String text) {
    Flow flow =
        new Flow(++flows, School.PUPIL, at, new Asked.Request("http://a.example/", List.of()));
    return StandingText.of(flow, new Search(engine, text, false, true));
  }

  private static TypedText.Typed harm(String text) {
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
    return new TypedText.Typed(
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
    assertEquals(List.of(), boxes.typed(seat(1), at(NOW, before), harm(before)));
    assertEquals(List.of(), boxes.typed(seat(1), at(NOW, after), null));
    assertEquals(one ? 0 : 1, boxes.due(LATER).size());
  }

  @Test
  void whatTheTickHasNotSeenYetIsDueWithTheNextKey() {
    assertEquals(List.of(), boxes.typed(seat(1), at(NOW, "how to kill"), harm("how to kill")));
    assertEquals(1, boxes.typed(seat(1), at(LATER, "how to kill a"), null).size());
    assertEquals(List.of(), boxes.due(LATER.plus(SearchBoxes.STANDS)));
  }

  @Test
  void whatStoodIsToldThoughAnotherSearchFollows() {
    boxes.typed(seat(1), at(NOW, "how to kill myself"), harm("how to kill myself"));
    assertEquals(
        1, boxes.searched(seat(1), at(LATER, "how to kill moths"), passed(List.of())).size());
  }

  /** Each key of a search is asked about, unless two are quicker than one request. */
  @ParameterizedTest(name = "how to kill myself, then the search {0}: {1}")
  @CsvSource({
    "how to kill moths,    1",
    "how to kill myself,   0",
    "how to kill myselfie, 0",
    "cats,                 1",
  })
  void whatSomebodyElseTypesIsNoTypingOfASearch(String search, int told) {
    boxes.typed(seat(1), at(NOW, "how to kill myself"), harm("how to kill myself"));
    boolean same = search.equals("how to kill myself");
    Assessment found = same ? harm(search).assessment() : passed(List.of());
    assertEquals(List.of(), boxes.searched(seat(1), at(NOW.plusMillis(1), search), found));
    assertEquals(told, boxes.due(LATER.plusMillis(1)).size());
  }

  @Test
  void whatIsBlockedAfterItPassedIsToldAgain() {
    List<Violation> same = harm("die").assessment().violations();
    boxes.searched(seat(1), at(NOW, "romeo and juliet die"), passed(same));
    boxes.typed(seat(1), at(NOW, "romeo and die"), harm("die"));
    assertEquals(1, boxes.due(LATER).size());
  }

  /** What a text tells that has none of the phrases, by the words of it that say most. */
  private static TypedText.Typed clues(String category, String words) {
    Category about = School.TABLE.require(category);
    Counting counting = new Counting(80, 0, Set.of(), Set.of(Counting.Why.CLUES));
    Match.Phrase match =
        new Match.Phrase(about, words, "clues", 80, 0, 4, Origin.TYPED, words, counting);
    TypedText.Typed like = harm(words);
    Assessment noticed =
        new Assessment(
            Classification.UNCATEGORISED,
            Classification.UNCATEGORISED.categories(),
            words,
            new Decision.Inspect(new Reason(Reason.Kind.PHRASE, "a sentence", "a phrase")),
            List.of(new Violation(about, Severity.HIGH, words, Origin.TYPED)),
            List.of(match));
    return new TypedText.Typed(like.flow(), like.subject(), like.target(), noticed);
  }

  /** Each word that is typed may be one that says more. */
  @Test
  void growingWordsThatNoPhraseHasAreOneRecordOfEachCategory() {
    boxes.typed(seat(1), at(NOW, "she stepped"), clues("suicide", "stepped"));
    assertEquals(1, boxes.due(LATER).size());
    boxes.typed(seat(1), at(LATER, "she stepped off"), clues("suicide", "stepped … off"));
    assertEquals(List.of(), boxes.due(LATER.plus(SearchBoxes.STANDS)));
    boxes.typed(seat(1), at(LATER.plusMillis(1), "she stepped off, the"), clues("bullying", "the"));
    assertEquals(1, boxes.due(LATER.plusMillis(1).plus(SearchBoxes.STANDS)).size());
    assertEquals(
        List.of(),
        boxes.searched(
            seat(1),
            at(LATER.plusMillis(2), "she stepped off, then"),
            clues("suicide", "off").assessment()));
    assertEquals(List.of(), boxes.close());
  }

  /** A phrase says more than single words do, though it is of the same category. */
  @Test
  void aPhraseIsToldAfterWordsThatNoPhraseHas() {
    boxes.typed(seat(1), at(NOW, "she stepped"), clues("suicide", "stepped"));
    assertEquals(1, boxes.due(LATER).size());
    boxes.typed(seat(1), at(LATER, "she stepped off"), harm("stepped"));
    assertEquals(1, boxes.due(LATER.plus(SearchBoxes.STANDS)).size());
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
    TypedText.Typed typed = harm("banned");
    TypedText.Typed quiet =
        new TypedText.Typed(typed.flow(), typed.subject(), typed.target(), closed);
    boxes.typed(seat(1), at(NOW, "banned"), quiet);
    assertEquals(1, boxes.due(LATER).size());
    boxes.typed(seat(1), at(LATER, "banned"), quiet);
    assertEquals(List.of(), boxes.due(LATER.plus(SearchBoxes.STANDS)));
  }

  @Test
  void whoeverGoesOnTypingTheSameIsToldAgainAfterAMinute() {
    int told = 0;
    Instant at = NOW;
    for (int i = 0; i < 10; i++) {
      boxes.typed(seat(1), at(at, "how to kill"), harm("how to kill"));
      told += boxes.due(at.plus(SearchBoxes.STANDS)).size();
      at = at.plus(SearchBoxes.REMEMBERED.dividedBy(2));
    }
    assertEquals(5, told);
  }

  @Test
  void whatStandsWhenTheClockIsSetBackIsDue() {
    boxes.typed(seat(1), at(NOW, "how to kill"), harm("how to kill"));
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
    for (int i = 0; i < SearchBoxes.TEXTS_MAX; i++) {
      assertEquals(List.of(), boxes.typed(seat(i), at(NOW, "harm"), harm("harm")));
    }
    assertEquals(1, boxes.typed(seat(SearchBoxes.TEXTS_MAX), at(NOW, "harm"), harm("harm")).size());
    assertEquals(SearchBoxes.TEXTS_MAX, boxes.due(LATER).size());
  }

  private static String word(int number) {
    return String.valueOf((char) (0x0430 + number)).repeat(4);
  }

  @Test
  void theOldestTextOfASeatGivesWay() {
    for (int i = 0; i < SearchBoxes.TEXTS_OF_SEAT_MAX; i++) {
      assertEquals(List.of(), boxes.typed(seat(1), at(NOW, word(i)), harm(word(i))));
    }
    assertEquals(
        word(0),
        boxes.typed(seat(1), at(NOW, "zzzz"), harm("zzzz")).get(0).assessment().searchTerms());
    assertEquals(SearchBoxes.TEXTS_OF_SEAT_MAX, boxes.close().size());
    assertEquals(List.of(), boxes.close());
  }

  @Test
  void harmlessTextsGiveWayFirst() {
    boxes.typed(seat(1), at(NOW, "harm"), harm("harm"));
    for (int i = 0; i < 2 * SearchBoxes.TEXTS_OF_SEAT_MAX; i++) {
      assertEquals(List.of(), boxes.typed(seat(1), at(NOW, word(i)), null));
    }
    assertEquals(1, boxes.due(LATER).size());
  }

  /** A search finds the seat full of other texts: none of them is lost. */
  @Test
  void aSearchTakesThePlaceOfItsTypingAndOfNothingElse() {
    boxes.typed(seat(1), at(NOW, "bbbb"), harm("bbbb"));
    for (int i = 1; i < SearchBoxes.TEXTS_OF_SEAT_MAX; i++) {
      boxes.typed(seat(1), at(NOW, word(i)), harm(word(i)));
    }
    assertEquals(List.of(), boxes.searched(seat(1), at(NOW, "bbbbb"), harm("x").assessment()));
    assertEquals(List.of(), boxes.searched(seat(1), at(NOW, "eeee"), harm("x").assessment()));
    assertEquals(SearchBoxes.TEXTS_OF_SEAT_MAX - 1, boxes.due(LATER).size());
  }

  @ParameterizedTest(name = "{0}, decided in the order {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # a capital letter: it would be recorded; ! is a search
          kill, KILL                | 0 1     | KILL
          kill, KILL                | 1 0     | KILL
          KILL, kills               | 0 1     | ''
          KILL, kills               | 1 0     | ''
          kil, KILL, kills          | 2 1 0   | ''
          kil, KILL, kills          | 1 2 0   | ''
          kil, kills, KILL          | 2 0 1   | KILL
          KILL, !KILL               | 1 0     | ''
          KILL, !kills              | 1 0     | ''
          !KILL, KILL               | 1 0     | ''
          # the one before had stood for so long
          KILL, 6 kills             | 0 1     | KILL
          KILL, 6 kills             | 1 0     | KILL
          KILL, cats                | 1 0     | KILL
          """)
  void whatWasAskedLastStands(String script, String order, String expected) {
    List<StandingText> texts = new ArrayList<>();
    List<String> words = List.of(script.split(", ", -1));
    Instant at = NOW;
    for (String word : words) {
      at = at.plusMillis(200).plusSeconds(word.startsWith("6") ? 6 : 0);
      texts.add(at(at, word.replaceAll("[6! ]", "")));
    }
    List<String> told = new ArrayList<>();
    for (String next : order.split(" ", -1)) {
      int i = Integer.parseInt(next);
      String word = words.get(i);
      boolean harms = word.matches(".*[A-Z].*");
      TypedText.Typed typed = harms ? harm("KILL") : null;
      List<TypedText.Typed> due =
          word.startsWith("!")
              ? boxes.searched(
                  seat(1), texts.get(i), typed == null ? passed(List.of()) : typed.assessment())
              : boxes.typed(seat(1), texts.get(i), typed);
      due.forEach(each -> told.add(String.valueOf(each.assessment().searchTerms())));
    }
    boxes
        .due(at.plus(SearchBoxes.STANDS))
        .forEach(each -> told.add(String.valueOf(each.assessment().searchTerms())));
    assertEquals(expected, String.join(" ", told));
  }

  /** A clock that is set back is no request that comes late. */
  @Test
  void whatIsTypedAfterTheClockWasSetBackStands() {
    boxes.typed(seat(1), at(NOW, "kil"), null);
    Instant before = NOW.minusSeconds(3_600);
    boxes.typed(seat(1), at(before, "kill"), harm("kill"));
    assertEquals(List.of(), boxes.due(before));
    assertEquals(1, boxes.due(before.plus(SearchBoxes.STANDS)).size());
  }

  /** Letter by letter, in turn; the second begins when the first has typed so many. */
  private int typedByTwo(String first, String second, int after, String harmful) {
    int told = 0;
    Instant at = NOW;
    for (int i = 1; i <= Math.max(first.length(), second.length() + after); i++) {
      List<String> texts = new ArrayList<>();
      if (i <= first.length()) {
        texts.add(first.substring(0, i));
      }
      if (i > after && i - after <= second.length()) {
        texts.add(second.substring(0, i - after));
      }
      for (String text : texts) {
        at = at.plusMillis(100);
        TypedText.Typed typed = text.equals(harmful) ? harm(text) : null;
        told += boxes.typed(seat(1), at(at, text), typed).size();
      }
    }
    return told + boxes.due(at.plus(SearchBoxes.STANDS)).size();
  }

  @ParameterizedTest(name = "{0}, and from the letter {2} on {1}")
  @CsvSource({
    "kill myself,              kill moths,                0, 1",
    "kill moths,               kill myself,               0, 1",
    "kill myself,              kill myself in minecraft,  3, 1",
    "kill myself,              kill myself in minecraft, 11, 1",
    "kill myself in minecraft, kill myself,               3, 1",
    "kill myself in minecraft, kill myself in minecraft,  3, 0",
    "kill myself,              kill myself,               3, 1",
    "kill myself,              my kill myself,            0, 1",
    "kill myself,              skill mysel,               0, 1",
  })
  void twoAtOneAddressDoNotSwallowWhatTheOtherTypes(
      String first, String second, int after, int told) {
    assertEquals(told, typedByTwo(first, second, after, "kill myself"));
  }

  @Test
  void whatCouldNotBeRecordedIsDueAgainWhateverIsTyped() {
    boxes.typed(seat(1), at(NOW, "kill"), harm("kill"));
    List<TypedText.Typed> due = boxes.due(LATER);
    assertTrue(boxes.putBack(due.get(0)));
    boxes.typed(seat(1), at(LATER, "kills"), null);
    assertEquals(due, boxes.due(LATER));
    assertEquals(List.of(), boxes.due(LATER));
  }

  @Test
  void whatCouldNotBeRecordedGoesBackAsLongAsThereIsRoom() {
    for (int i = 0; i < SearchBoxes.REFUSED_MAX; i++) {
      assertTrue(boxes.putBack(harm("kill")));
    }
    assertFalse(boxes.putBack(harm("kill")));
    assertEquals(SearchBoxes.REFUSED_MAX, boxes.close().size());
    assertFalse(boxes.putBack(harm("kill")));
  }

  @Test
  void whatIsTypedAfterTheEndIsDueAtOnce() {
    assertEquals(List.of(), boxes.close());
    assertEquals(1, boxes.typed(seat(1), at(NOW, "kill"), harm("kill")).size());
    assertEquals(List.of(), boxes.typed(seat(1), at(NOW, "kills"), null));
    assertEquals(List.of(), boxes.due(LATER));
  }

  /** Browsers ask one engine for suggestions and show the results of another. */
  @Test
  void typingAtOneEngineAndSearchingAtAnotherIsOneSearch() {
    boxes.typed(seat(1), at("google", NOW, "kill"), harm("kill"));
    assertEquals(
        List.of(),
        boxes.searched(seat(1), at("duck", NOW.plusMillis(1), "kill"), harm("kill").assessment()));
    assertEquals(List.of(), boxes.due(LATER));
  }

  @Test
  void ofTextsThatAreEquallyNearTheOneAtTheSameEngineGoesOn() {
    boxes.typed(seat(1), at("google", NOW, "kill"), harm("kill"));
    boxes.typed(seat(1), at("duck", NOW.plusMillis(1), "zzz"), null);
    boxes.typed(seat(1), at("duck", NOW.plusMillis(2), "zzzkill"), null);
    boxes.typed(seat(1), at("duck", NOW.plusMillis(3), "kil"), null);
    boxes.typed(seat(1), at("google", NOW.plusMillis(4), "kills"), null);
    assertEquals(List.of(), boxes.due(LATER.plusMillis(4)));
  }
}
