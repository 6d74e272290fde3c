package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/** What single words tell of a page; a table of a few words stands for the one that ships. */
class PageCluesTest {

  private static final CategoryTable CATEGORIES = CategoryTable.builtIn();

  private static final Clues TABLE =
      Clues.of(
          Origin.SHOWN,
          List.of(
              "#\t-300\teating-disorders\tgambling",
              "collarbones\t400\t0:400",
              "hollow\t500\t0:400",
              "jackpot\t500\t1:500",
              "garden\t-400"),
          CATEGORIES);

  private static final PhraseBook BOOK = PhraseBook.of(List.of(), Map.of(Origin.SHOWN, TABLE));

  private static final String HARMFUL =
      "they said that she was so hollow now and her collarbones were all that they could see";
  private static final String HARMLESS =
      "in the garden there were two trees and under the taller of them a cat lay in the sun";

  private static TextFindings shown(String html, int chunk) {
    byte[] body = Fixtures.utf8("<!doctype html><title>A page</title>" + html);
    try (BodyScan scan = TextFixtures.open(BOOK, BodyFormat.of("text/html", null))) {
      for (int i = 0; i < body.length; i += chunk) {
        scan.accept(ByteBuffer.wrap(body, i, Math.min(chunk, body.length - i)));
      }
      scan.finish();
      return scan.findings();
    }
  }

  private static int noticed(TextFindings findings, String category) {
    return findings.noticed().getOrDefault(CATEGORIES.require(category), 0);
  }

  @Test
  void whatNoPhraseSaysGoesOnRecordAndBlocksNothing() {
    TextFindings findings = shown("<p>" + HARMFUL + "</p>", 1 << 16);

    assertTrue(noticed(findings, "eating-disorders") >= 100, findings::toString);
    assertTrue(findings.weights().values().stream().allMatch(sum -> sum <= 0));
    Match.Phrase match = findings.matches().get(0);
    assertEquals("hollow \u2026 collarbones", match.phrase());
    assertEquals("clues", match.source());
    assertTrue(match.excerpt().contains("so hollow now and her collarbones"), match.excerpt());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 8192})
  void howTheBodyIsCutChangesNothing(int chunk) {
    String html = ("<p>" + HARMLESS + "</p>").repeat(9) + "<p>" + HARMFUL + "</p>";

    assertEquals(shown(html, 1 << 20), shown(html, chunk));
  }

  @Test
  void wordsOfHarmlessPagesWeighNothing() {
    assertTrue(shown("<p>" + HARMLESS + "</p>", 1 << 16).isEmpty());
    assertTrue(shown("<p>collarbones</p>", 1 << 16).isEmpty());
  }

  @Test
  void aPageOfWhichMuchIsHarmfulIsToldAtAnyLength() {
    String html = ("<p>" + HARMFUL + "</p><p>" + HARMLESS + "</p>").repeat(200);

    assertTrue(noticed(shown(html, 1 << 16), "eating-disorders") > 0);
  }

  @Test
  void oneParagraphOfABookIsNotTheBook() {
    String book = ("<p>" + HARMLESS + "</p>").repeat(200);

    assertEquals(
        0, noticed(shown(book + "<p>" + HARMFUL + "</p>" + book, 1 << 16), "eating-disorders"));
  }

  /** Beside a text that says nothing of it, and whatever of both is worse. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>CALM</p><img src=a.png alt='HARM'>",
        "<p>CALM</p><p title='HARM'>CALM</p>",
        "<title>HARM</title><p>CALM</p>",
        "<p>CALM</p><script>var page = {\"text\": \"HARM\"}</script>",
        "<script type='application/json'>{\"text\": \"HARM\"}</script><p>CALM</p>",
        "<img src=a.png alt='CALM'><p>HARM</p>"
      })
  void whatStandsBesideTheTextIsWeighedByItself(String html) {
    String page = html.replace("CALM", HARMLESS).replace("HARM", HARMFUL);
    TextFindings findings = shown(page, 1 << 16);

    assertTrue(noticed(findings, "eating-disorders") >= 100, findings::toString);
    assertEquals("hollow \u2026 collarbones", findings.matches().get(0).phrase());
    assertEquals(findings, shown(page, 7));
  }

  @Test
  void whatAPageHidesIsNotWeighed() {
    assertTrue(shown("<p>" + HARMLESS + "</p><p hidden>" + HARMFUL + "</p>", 1 << 16).isEmpty());
  }

  /** Whatever is left behind the last stretch. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void howAPageEndsIsWeighedToo(int words) {
    String filler = "of the and to it was ".repeat(4);
    String end = "hollow collarbones " + "so thin ".repeat(words);

    assertTrue(noticed(shown("<p>" + filler + end + "</p>", 1 << 16), "eating-disorders") > 0);
  }

  @Test
  void aPageIsToldWhenAllOfItHasComeAndIsCounted() {
    try (BodyScan scan = TextFixtures.open(BOOK, BodyFormat.of("text/plain", null))) {
      scan.accept(ByteBuffer.wrap(Fixtures.utf8(HARMFUL)));
      assertTrue(scan.findings().isEmpty());
      assertEquals(0, scan.foundCount());
      scan.finish();
      assertEquals(1, scan.foundCount());
      assertTrue(noticed(scan.findings(), "eating-disorders") >= 100);
    }
  }

  @Test
  void wordsThatAreForgottenBeforeTheirStretchEndsAreNotAskedFor() {
    String longWord = " " + "x".repeat(3000);

    assertTrue(shown("<p>hollow collarbones" + longWord.repeat(60) + "</p>", 1 << 16).isEmpty());
  }

  @Test
  void nothingIsToldOfWordsBesideIllegalOnes() {
    PhraseBook book =
        PhraseBook.of(
            List.of(TextFixtures.phrase("iwf-keywords", 0, "forbidden example")),
            Map.of(Origin.SHOWN, TABLE));
    TextFindings findings =
        TextFixtures.scan(
            book, "text/plain", Fixtures.utf8(HARMFUL + ", said the forbidden example"));

    assertTrue(findings.illegalWords());
    assertEquals(List.of(), TextFixtures.phrases(findings));
  }

  @Test
  void whatIsTypedIsNotWeighedByThePagesTable() {
    TextScan scan = new TextScan(BOOK, Fixtures.OPAQUE_IDS, Origin.TYPED);
    for (int i = 0; i < HARMFUL.length(); i++) {
      scan.main().append(HARMFUL.charAt(i), i);
    }
    scan.finish(HARMFUL.length());

    assertTrue(scan.findings().isEmpty());
  }
}
