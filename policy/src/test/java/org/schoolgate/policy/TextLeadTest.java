package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which category and which phrase a decision about a text and its violations name. */
final class TextLeadTest {

  private final PolicyEngine engine = new PolicyEngine(SmallSchool.policy(), List::of);

  /**
   * A text that somebody typed.
   *
   * @param phrases each as {@code category name noticed decided offset} and perhaps why
   */
  private static TextFindings typed(String phrases) {
    Map<Category, Integer> decided = new HashMap<>();
    Map<Category, Integer> noticed = new HashMap<>();
    List<Match.Phrase> matches = new ArrayList<>();
    for (String each : phrases.split("; *", -1)) {
      String[] field = each.split(" ", -1);
      Category category = SmallSchool.TABLE.require(field[0]);
      int weight = Integer.parseInt(field[2]);
      int counts = Integer.parseInt(field[3]);
      Set<Audience> audiences =
          field.length > 5 && field[5].equals("adult") ? Set.of(Audience.ADULT) : Set.of();
      Set<Counting.Why> why = EnumSet.noneOf(Counting.Why.class);
      if (field.length > 5 && field[5].equals("clues")) {
        why.add(Counting.Why.CLUES);
      }
      matches.add(
          new Match.Phrase(
              category,
              field[1],
              field[1] + ".en",
              weight,
              Long.parseLong(field[4]),
              4,
              Origin.TYPED,
              "",
              new Counting(weight, counts, audiences, why)));
      if (audiences.isEmpty()) {
        decided.merge(category, counts, Integer::sum);
        noticed.merge(category, weight, Integer::sum);
      }
    }
    return new TextFindings(
        Origin.TYPED, new TextFindings.Sums(decided, noticed), Map.of(), Map.of(), matches, false);
  }

  private Decision decide(TextFindings findings, Trace trace) {
    return engine.decideText(
        SmallSchool.subject("somebody", "year-5"),
        SmallSchool.http("example.com", "/"),
        Classification.UNCATEGORISED,
        findings,
        SmallSchool.LESSON,
        trace);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the heaviest that counts
          suicide one 60 60 0; suicide two 80 80 9                    | two
          # of equals the first in the text, however they are told
          suicide two 60 60 9; suicide one 60 60 0                    | one
          # never what is only noticed, nor clues, nor what counts for others, whatever they weigh
          suicide seen 100 0 0; suicide one 60 60 9                   | one
          suicide clue 120 0 0 clues; suicide one 60 60 9             | one
          suicide other 200 200 0 adult; suicide one 60 60 9          | one
          suicide half 200 30 0; suicide one 60 60 9                  | one
          # never an excuse
          suicide sorry -20 -20 0; suicide one 90 90 9                | one
          """)
  void aBlockNamesAPhraseThatCounts(String phrases, String named) {
    Decision made = decide(typed(phrases), Trace.NONE);

    assertEquals("block", made.id());
    assertTrue(
        made.reason().text().startsWith("\u201c" + named + "\u201d"), () -> made.reason().text());
    assertTrue(made.reason().source().startsWith(named + ".en, "), () -> made.reason().source());
    assertEquals(
        List.of(named),
        engine.violations(SmallSchool.subject("somebody", "year-5"), typed(phrases)).stream()
            .map(Violation::phrase)
            .toList());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # where nothing counts, a phrase of a list before clues, then by weight, then by place
          suicide clue 120 0 0 clues; suicide seen 60 0 9             | seen
          suicide seen 60 0 9; suicide more 90 0 20                   | more
          suicide clue 120 0 0 clues                                  | clue
          """)
  void aViolationThatBlocksNothingNamesWhatIsNoticed(String phrases, String named) {
    TextFindings findings = typed(phrases);

    assertEquals("inspect", decide(findings, Trace.NONE).id());
    assertEquals(
        List.of(named),
        engine.violations(SmallSchool.subject("somebody", "year-5"), findings).stream()
            .map(Violation::phrase)
            .toList());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the most urgent leads, however much of another there is
          gambling one 200 200 0; suicide two 60 60 9                 | suicide
          suicide two 60 60 9; gambling one 200 200 0                 | suicide
          # of equally urgent ones that which is furthest over its limit
          video one 60 60 0; games two 70 70 9                        | games
          video one 80 80 0; games two 70 70 9                        | video
          # what is not closed leads nothing
          news one 200 200 0; video two 60 60 9                       | video
          """)
  void theMostUrgentCategoryLeads(String phrases, String category) {
    Decision made = decide(typed(phrases), Trace.NONE);

    assertTrue(made instanceof Decision.Block, made::id);
    Category leading = ((Decision.Block) made).category();
    assertEquals(SmallSchool.TABLE.require(category), leading);
  }

  @Test
  void whatLeadsOpensNothingThatNobodyCanOpen() {
    // Suicide leads, and a headteacher could open it; grooming is opened to nobody.
    Decision made = decide(typed("suicide one 90 90 0; grooming two 60 60 9"), Trace.NONE);

    assertEquals(Remedy.NOBODY, ((Decision.Block) made).remedy());
  }

  @Test
  void theTraceSaysAsWhatItGoesOnRecordAndWhatCounts() {
    Trace trace = Trace.kept();
    decide(typed("pornography one 60 60 0; news two 60 60 9; suicide seen 70 0 20"), trace);

    assertTrue(
        trace.steps().contains("'pornography' is on record as 'adult-content'"),
        () -> trace.steps().toString());
    assertTrue(
        trace.steps().contains("'news' is for filtering alone, so it is no violation"),
        () -> trace.steps().toString());
    assertTrue(
        trace.steps().contains("seen.en has \u201cseen\u201d: 70, noticed, blocks nothing"),
        () -> trace.steps().toString());
  }
}
