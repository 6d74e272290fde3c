package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ListSetsTest {

  private static int number(ListSets.Builder sets, int... tags) {
    for (int tag : tags) {
      sets.add(tag);
    }
    return sets.number();
  }

  @Test
  void aSetIsTheSameInAnyOrderAndHowOftenSoeverATagIsAdded() {
    ListSets.Builder sets = new ListSets.Builder();

    int set = number(sets, 9, 5, 13);

    assertEquals(set, number(sets, 13, 5, 9, 5, 13));
    assertEquals(0, number(sets));
    assertArrayEquals(new int[] {5, 9, 13}, sets.build().tags(set));
  }

  /** Else a list in which each name stands in other categories would fill the memory. */
  @Test
  void setsThatNoEntryStandsOnAreNotKept() {
    ListSets.Builder sets = new ListSets.Builder();

    for (int name = 1; name <= 1000; name++) {
      for (int bit = 0; bit < 10; bit++) {
        if (((name >> bit) & 1) != 0) {
          sets.add(4 * bit + 4);
        }
      }
      sets.add(4 * 50);
      sets.add(4 * 51);
      sets.add(4 * 52);
      sets.number();
    }

    assertEquals(1001, sets.build().size());
  }
}
