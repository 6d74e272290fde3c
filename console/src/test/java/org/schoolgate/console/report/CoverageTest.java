package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {

  @Test
  void everyGapHasItsSentence() {
    List<String> gaps = new Coverage(false, false, true, false, false).gaps();

    assertEquals(4, gaps.size());
    assertTrue(gaps.get(0).contains("Internet Watch Foundation"));
    assertTrue(gaps.get(1).contains("CTIRU"));
    assertTrue(gaps.get(2).contains("HTTPS"));
    assertTrue(gaps.get(3).contains("DNS"));
    assertEquals(List.of(), new Coverage(true, true, true, true, true).gaps());
  }

  @Test
  void thatNothingIsReadIsAGapOfItsOwn() {
    List<String> gaps = new Coverage(true, true, false, false, true).gaps();
    assertEquals(1, gaps.size(), gaps::toString);
    assertTrue(gaps.get(0).startsWith("Reading content is switched off"), gaps::toString);
  }
}
