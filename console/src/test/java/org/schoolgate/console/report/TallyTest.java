package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void counts() {
    Tally<String> tally = new Tally<>();
    tally.add("b", 2);
    tally.add("a", 1);
    tally.add("c", 2);
    tally.add("a", 4);

    assertEquals(5, tally.of("a"));
    assertEquals(0, tally.of("x"));
    assertEquals(9, tally.total());
    assertEquals(List.of("a", "b", "c"), List.copyOf(tally.keys()));
    assertEquals(List.of("a", "b", "c"), tally.mostFirst());
    tally.add("c", 9);
    assertEquals(List.of("c", "a", "b"), tally.mostFirst());
  }
}
