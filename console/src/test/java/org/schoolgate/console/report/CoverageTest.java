package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverageTest {

  @Test
  void everyGapHasItsSentence() {
    List<String> gaps = new Coverage(false, false, false, true, false, false).gaps();

    assertEquals(4, gaps.size());
    assertTrue(gaps.get(0).contains("Internet Watch Foundation"));
    assertTrue(gaps.get(1).contains("CTIRU"));
    assertTrue(gaps.get(2).contains("HTTPS"));
    assertTrue(gaps.get(3).contains("DNS"));
    assertEquals(List.of(), new Coverage(true, true, true, true, true, true).gaps());
  }

  @ParameterizedTest
  @CsvSource({"true, false, list of keywords", "false, true, list of child sexual abuse pages"})
  void ofTheIwfsListsTheOneThatIsMissingIsNamed(boolean pages, boolean keywords, String missing) {
    List<String> gaps = new Coverage(pages, keywords, true, true, true, true).gaps();
    assertEquals(1, gaps.size(), gaps::toString);
    assertTrue(gaps.get(0).contains(missing), gaps::toString);
  }

  @Test
  void thatNothingIsReadIsAGapOfItsOwn() {
    List<String> gaps = new Coverage(true, true, true, false, false, true).gaps();
    assertEquals(1, gaps.size(), gaps::toString);
    assertTrue(gaps.get(0).startsWith("Reading content is switched off"), gaps::toString);
  }
}
