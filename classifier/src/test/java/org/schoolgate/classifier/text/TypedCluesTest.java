package org.schoolgate.classifier.text;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.TextFindings;

/** What single words tell of a typed text; a table of a few words stands for the one that ships. */
class TypedCluesTest {

  private static final CategoryTable CATEGORIES = CategoryTable.builtIn();

  /** Two kinds: 0 is suicide, 1 is bullying; 2 is a category that no policy has. */
  private static final List<String> TABLE =
      List.of(
          "# a comment",
          "#\t-200\tsuicide\tbullying\tnot-a-category",
          "platform\t200\t0:300",
          "stepped\t200\t0:300",
          "the platform\t700\t0:200",
          "#<ste\t100\t0:100",
          "fox\t-50",
          "hen\t-50",
          "horrid\t400\t1:500",
          "elsewhere\t500\t2:900",
          "homework\t-600");

  private static final PhraseBook BOOK =
      PhraseBook.of(
          List.of(
              TextFixtures.line("suicide", "-40 model railway"),
              TextFixtures.line("suicide", "-40 platform game"),
              TextFixtures.line("suicide", "100 i want to die"),
              TextFixtures.line("suicide", "1 stepped on a platform")),
          Map.of(Origin.TYPED, Clues.of(Origin.TYPED, TABLE, CATEGORIES)));

  private static TextFindings typed(String... runs) {
    return scan(BOOK, Origin.TYPED, runs);
  }

  private static TextFindings scan(PhraseBook book, Origin origin, String... runs) {
    TextScan scan = new TextScan(book, Fixtures.OPAQUE_IDS, origin);
    long offset = 0;
    for (String run : runs) {
      for (int i = 0; i < run.length(); i++) {
        scan.main().append(run.charAt(i), offset++);
      }
      scan.main().endRun(offset++);
    }
    scan.finish(offset);
    return scan.findings();
  }

  private static int noticed(TextFindings findings, String category) {
    return findings.noticed().getOrDefault(CATEGORIES.require(category), 0);
  }

  @Test
  void whatNoPhraseSaysGoesOnRecordAndBlocksNothing() {
    TextFindings findings = typed("she stepped off the platform today");

    assertTrue(noticed(findings, "suicide") >= 60, findings::toString);
    assertEquals(Map.of(), positive(findings.weights()));
    Match.Phrase match = findings.matches().get(0);
    assertEquals("stepped \u2026 platform", match.phrase());
    assertEquals("clues", match.source());
    assertEquals("she stepped off the platform today", match.excerpt());
    assertEquals(4, match.offset());
    assertEquals("stepped off the platform".length(), match.length());
    assertTrue(match.counting().why().contains(Counting.Why.CLUES));
  }

  private static Map<?, Integer> positive(Map<?, Integer> sums) {
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue() > 0)
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void itIsNeverSoUrgentThatSomebodyIsCalledOut() {
    TextFindings findings = typed("she stepped off the platform today");

    assertEquals(Severity.HIGH, findings.severity(CATEGORIES.require("suicide")).orElseThrow());
    assertEquals(Severity.CRITICAL, CATEGORIES.require("suicide").severity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          she stepped off the platform today      | true
          SHE ST\u00CBPPED OFF THE PLATFORM!      | true
          she st3pp3d off the pl4tf0rm today      | true
          she s t e p p e d off the platform      | true
          she-stepped-off-the-platform-today      | true
          \u202Eyadot mroftalp eht ffo deppets ehs\u202C | true
          she stepped off the platform in my homework homework | false
          the platform                            | false
          horrid horrid horrid                    | false
          elsewhere it is elsewhere               | false
          nothing of all this is known            | false
          model railway: he stepped on the platform | true
          """)
  void whatIsToldOfSuicide(String text, boolean told) {
    assertEquals(told, noticed(typed(text), "suicide") >= 60, text);
  }

  @Test
  void whatAnotherKindSaysIsToldAsThat() {
    TextFindings findings = typed("you horrid little thing");

    assertTrue(noticed(findings, "bullying") >= 60, findings::toString);
    assertEquals(0, noticed(findings, "suicide"));
  }

  @Test
  void theWorstStretchCountsOnceAndNotTheSumOfAll() {
    TextFindings one = typed("she stepped off the platform today");
    TextFindings many =
        typed(
            "she stepped off the platform today",
            "she stepped off the platform today",
            "you horrid little thing");

    assertEquals(one.noticed(), many.noticed());
    assertEquals(one.matches().size(), many.matches().size());
  }

  @ParameterizedTest
  @CsvSource({
    "she stepped by the fox onto the platform, 0",
    "she stepped by the model railway onto the platform, 0",
    "model railway she stepped onto the platform, 0",
    "she stepped onto the platform game, 40"
  })
  void anExcuseCountsWhereItIsAboutTheWordsThatWeigh(String text, int less) {
    int alone = noticed(typed("she stepped by the fox onto the platform"), "suicide");

    assertEquals(120, alone);
    assertEquals(alone - less, noticed(typed(text), "suicide"), text);
  }

  /** Harmless words, near enough to be weighed with it in a stretch of 24. */
  @ParameterizedTest
  @CsvSource({"0, 14", "14, 0", "13, 13", "10, 40", "40, 10"})
  void harmlessWordsAroundASentenceDoNotHideIt(int before, int after) {
    String sentence = "she stepped off the platform then the platform";
    String filler = "a homework ";
    TextFindings findings =
        typed(filler + "a ".repeat(before) + sentence + " a".repeat(after) + " " + filler);

    assertTrue(noticed(findings, "suicide") >= 60, findings::toString);
  }

  @Test
  void whatIsToldStandsWhereNeighboursWeighMost() {
    String before = "platform fox hen fox hen she ";
    Match.Phrase match = typed(before + "stepped off the platform today").matches().get(0);

    assertEquals("stepped … platform", match.phrase());
    assertEquals(before.length(), match.offset());
    assertEquals("stepped off the platform".length(), match.length());
  }

  @Test
  void wordsOfTwoRunsAreNotWeighedTogether() {
    assertEquals(0, noticed(typed("she had stepped", "onto a platform"), "suicide"));
  }

  /** What is longer than words are corrected in, too. */
  @Test
  void aLongStoryAroundItDoesNotHideIt() {
    String story = "there was a fox and there was a hen ".repeat(30);

    assertTrue(
        noticed(typed(story + "she stepped off the platform then the platform " + story), "suicide")
            >= 60);
  }

  @Test
  void whatIsBeyondTheWordsThatAreCorrectedIsWeighedAllTheSame() {
    String[] runs = new String[80];
    Arrays.fill(runs, "a fox ".repeat(680));
    runs[78] = "a fox ".repeat(800) + "a fox then she stepped off the platform then the platform";
    runs[79] = "she stepped off the platform today";

    assertTrue(noticed(typed(runs[78]), "suicide") >= 60);
    assertTrue(noticed(typed(runs), "suicide") >= 60);
  }

  /** The shipped table, too: what is said of two children weighs the same. */
  @Test
  void whoseNameItIsChangesNothing() {
    PhraseBook shipped = PhraseBook.of(List.of(), Clues.shipped(CATEGORIES));
    for (String line :
        List.of(
            "NAME has brought something to school",
            "NAME is coming to the party will he see me after school",
            "i am scared of NAME and his daddy")) {
      TextFindings liam = scan(shipped, Origin.TYPED, line.replace("NAME", "liam"));
      for (String name : List.of("ahmed", "emma", "oliver", "zofia", "patel")) {
        TextFindings other = scan(shipped, Origin.TYPED, line.replace("NAME", name));
        assertEquals(liam.noticed(), other.noticed(), line + " " + name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "she wanted to die and stepped off the platform, 120",
    "i want to die she stepped off the platform, 220",
    "she stepped off the platform bet big, 120"
  })
  void aPhraseOfSomethingElseSilencesNothing(String text, int suicide) {
    PhraseBook book =
        PhraseBook.of(
            List.of(
                TextFixtures.line("suicide", "100 i want to die"),
                TextFixtures.line("gambling", "200 bet big")),
            Map.of(Origin.TYPED, Clues.of(Origin.TYPED, TABLE, CATEGORIES)));

    assertEquals(suicide, noticed(scan(book, Origin.TYPED, text), "suicide"));
  }

  @Test
  void aMisspeltWordIsToldAsItIsTyped() {
    TextFindings findings = typed("she stepped off the platfrom today");

    assertEquals("stepped \u2026 platfrom", findings.matches().get(0).phrase());
  }

  @Test
  void whatItWeighsMoreThanPhrasesIsAddedToThem() {
    TextFindings findings = typed("i want to die and stepped off the platform");

    assertEquals(220, noticed(findings, "suicide"), findings::toString);
    assertEquals(100, findings.weights().get(CATEGORIES.require("suicide")));
  }

  @Test
  void aPageIsNotWeighedByWords() {
    assertTrue(scan(BOOK, Origin.SHOWN, "she stepped off the platform today").isEmpty());
  }

  @Test
  void aNameThatNoTableHasIsNeverTold() {
    Clues pieces =
        Clues.of(Origin.TYPED, List.of("#\t-200\tsuicide", "#<ste\t900\t0:900"), CATEGORIES);
    PhraseBook book = PhraseBook.of(List.of(), Map.of(Origin.TYPED, pieces));

    assertTrue(scan(book, Origin.TYPED, "stebmond steplorth stelquine").isEmpty());
  }

  @Test
  void nothingIsToldOfWordsBesideIllegalOnes() {
    PhraseBook book =
        PhraseBook.of(
            List.of(TextFixtures.phrase("iwf-keywords", 0, "forbidden example")),
            Map.of(Origin.TYPED, Clues.of(Origin.TYPED, TABLE, CATEGORIES)));
    TextFindings findings =
        scan(book, Origin.TYPED, "she stepped off the platform, said the forbidden example");

    assertTrue(findings.illegalWords());
    assertEquals(List.of(), TextFixtures.phrases(findings));
  }

  /** The same bound as for words that are looked through: nobody can read such a text. */
  @Test
  void beyondTheDisguisedWordsThatAreReadNothingIsWeighedBackwards() {
    String backwards = "yadot mroftalp eht ffo deppets ehs";
    String turned = "\u202Ea\u202C".repeat(2 * Disguises.WORDS_MAX);

    assertTrue(noticed(typed(backwards), "suicide") >= 60);
    assertTrue(noticed(typed(backwards, turned), "suicide") >= 60);
    assertEquals(0, noticed(typed(turned, backwards), "suicide"));
  }

  @Test
  void whatIsWrittenBackwardsTakesNoRoomBeyondItsOwnStretch() {
    String turned = "\u202Eyadot mroftalp eht ffo deppets ehs\u202C ";

    assertTrue(noticed(typed(turned.repeat(2000)), "suicide") >= 60);
  }
}
