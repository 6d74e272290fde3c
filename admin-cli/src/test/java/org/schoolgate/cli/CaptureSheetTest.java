package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code audit show} prints of a capture. */
final class CaptureSheetTest {

  private final ArrayNode capture = Json.object().putArray("capture");

  private void found(String excerpt, String phrase, int weight, int offset) {
    capture
        .addObject()
        .put("phrase", phrase)
        .put("category", "bullying")
        .put("weight", weight)
        .put("offset", offset)
        .put("length", 4)
        .put("origin", "typed")
        .put("excerpt", excerpt)
        .put("source", "bullying.en");
  }

  @Test
  void aPieceOfTextIsToldOnceWithTheWeightiestFirst() {
    found("some words here", "words", 20, 5);
    found("some words here", "some", 60, 0);
    found("other text", "text", 40, 90);

    assertEquals(
        List.of(
            "captured 1 of 2, as typed",
            "  some words here",
            "    bullying: \u201csome\u201d, weight 60, at 0",
            "    bullying: \u201cwords\u201d, weight 20, at 5",
            "captured 2 of 2, as typed",
            "  other text",
            "    bullying: \u201ctext\u201d, weight 40, at 90"),
        new CaptureSheet(capture).lines(false));
  }

  @Test
  void whatWasCapturedTwiceIsToldOnce() {
    found("a word, a word", "word", 60, 2);
    found("a word, a word", "word", 60, 2);
    found("a word, a word", "word", 60, 10);

    assertEquals(
        List.of(
            "captured 1 of 1, as typed",
            "  a word, a word",
            "    bullying: \u201cword\u201d, weight 60, at 2 and 10"),
        new CaptureSheet(capture).lines(false));
  }

  @Test
  void whatIsMoreThanAPersonReadsIsToldOnRequest() {
    for (int i = 0; i < CaptureSheet.FINDINGS_MAX + 2; i++) {
      found("many", "word" + i, 10 + i, 0);
    }

    List<String> few = new CaptureSheet(capture).lines(false);
    assertEquals(2 + CaptureSheet.FINDINGS_MAX + 1, few.size());
    assertEquals("    and 2 more (--all)", few.get(few.size() - 1));
    assertEquals(2 + CaptureSheet.FINDINGS_MAX + 2, new CaptureSheet(capture).lines(true).size());
  }

  @Test
  void whereNoWordsAreKeptThatIsSaid() {
    found("", "opaque", 60, 0);

    assertEquals("  (its words are not kept)", new CaptureSheet(capture).lines(false).get(1));
  }
}
