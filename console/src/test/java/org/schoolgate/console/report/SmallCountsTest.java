package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallCountsTest {

  private static final int ALL_MAX = 100;
  private static final long[] LEAST = new long[ALL_MAX];
  private static final long[] MOST = new long[ALL_MAX];

  static {
    for (int count = 0; count < ALL_MAX; count++) {
      boolean same =
          count > 0 && SmallCounts.cell(count).equals(SmallCounts.cell(LEAST[count - 1]));
      LEAST[count] = same ? LEAST[count - 1] : count;
    }
    for (int count = ALL_MAX - 1; count >= 0; count--) {
      boolean same = count + 1 < ALL_MAX && LEAST[count + 1] == LEAST[count];
      MOST[count] = same ? MOST[count + 1] : count;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, under 5, no requests",
    "1, under 5, fewer than 5 requests",
    "4, under 5, fewer than 5 requests",
    "5, 10, about 10 requests",
    "14, 10, about 10 requests",
    "15, 20, about 20 requests",
    "12344, '12,340', 'about 12,340 requests'",
    "12345, '12,350', 'about 12,350 requests'",
  })
  void oneRuleForEveryCount(long count, String cell, String total) {
    assertEquals(cell, SmallCounts.cell(count));
    assertEquals(total, SmallCounts.total(count, "requests"));
    assertEquals(count >= 5, SmallCounts.isListed(count));
  }

  /** Nobody can work out a number from the total and the other lines, whatever they are. */
  @Test
  void noCountFollowsFromTheTotalAndTheOthers() {
    int partsMax = 4;
    int countMax = 17;
    for (int parts = 1; parts <= partsMax; parts++) {
      int[] counts = new int[parts];
      do {
        if (Arrays.stream(counts).sum() > 0) {
          assertNothingFollows(counts);
        }
      } while (next(counts, countMax));
    }
  }

  private static void assertNothingFollows(int[] counts) {
    long total = Arrays.stream(counts).sum();
    for (int i = 0; i < counts.length; i++) {
      long least = leastOf(total) == 0 ? 1 : leastOf(total);
      long most = mostOf(total);
      for (int j = 0; j < counts.length; j++) {
        least -= j == i ? 0 : mostOf(counts[j]);
        most -= j == i ? 0 : leastOf(counts[j]);
      }
      least = Math.max(least, leastOf(counts[i]));
      most = Math.min(most, mostOf(counts[i]));
      assertTrue(least < most, Arrays.toString(counts) + " gives away number " + i);
    }
  }

  /** The least count that is printed as this one is. */
  private static long leastOf(long count) {
    return LEAST[(int) count];
  }

  /** The greatest count that is printed as this one is. */
  private static long mostOf(long count) {
    return MOST[(int) count];
  }

  private static boolean next(int[] counts, int countMax) {
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < countMax) {
        counts[i]++;
        return true;
      }
      counts[i] = 0;
    }
    return false;
  }
}
