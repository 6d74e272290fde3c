package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportReportTest {

  private static ImportReport report(long lines) {
    return new ImportReport(
        "ut1",
        lines,
        5,
        2,
        1,
        Map.of("bad", 3L, "worse", 1L),
        List.of(),
        Map.of("no category", 4L),
        Map.of("games", 5L),
        List.of("sect"),
        List.of(),
        List.of());
  }

  @Test
  void everyLineIsAccountedForOrThereIsNoReport() {
    assertEquals(4, report(16).rejectedCount());
    assertEquals(4, report(16).leftOutCount());
    assertThrows(IllegalArgumentException.class, () -> report(17));
  }
}
