package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallCountsTest {

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "0, 0",
    "4, fewer than 5",
    "5, 5",
    "12345, '12,345'",
    "1 2 9, fewer than 5|fewer than 5|9",
    "0 3 9 7, 0|fewer than 5|9|withheld",
    "0 0 9 7, 0|0|9|7",
    "5 4, withheld|fewer than 5"
  })
  void hidesSmallOnesAndNeverJustOne(String counts, String printed) {
    List<Long> all =
        counts.isEmpty() ? List.of() : Stream.of(counts.split(" ")).map(Long::valueOf).toList();

    assertEquals(printed, String.join("|", SmallCounts.print(all)));
  }
}
