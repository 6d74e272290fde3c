package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Words that come again and again, and what looks like them. */
class KnownReadingsTest {

  private static final char[] SHOWN = {'s', '3', 'x'};

  private final KnownReadings known = new KnownReadings();

  @Test
  void whatComesAgainIsKnownWhereItStands() {
    known.keep(false, SHOWN, new long[] {4, 5, 6}, 3, reading(4, 5, 6));
    assertNull(known.of(false, SHOWN, new long[] {9, 10, 11}, 3));
    known.keep(false, SHOWN, new long[] {9, 10, 11}, 3, reading(9, 10, 11));

    List<Disguise.Reading> readings = known.of(false, SHOWN, new long[] {70, 71, 72}, 3);
    assertNotNull(readings);
    assertArrayEquals(new char[] {'s', 'e', 'x'}, readings.get(0).letters());
    assertArrayEquals(new long[] {70, 71, 72}, readings.get(0).positions());
  }

  @Test
  void whatIsAlikeIsNotTheSame() {
    for (int times = 0; times < 2; times++) {
      known.keep(false, SHOWN, new long[] {4, 5, 6}, 3, reading(4, 5, 6));
    }
    assertNull(known.of(true, SHOWN, new long[] {4, 5, 6}, 3));
    assertNull(known.of(false, SHOWN, new long[] {4, 5, 7}, 3));
    assertNull(known.of(false, SHOWN, new long[] {4, 5}, 2));
    assertNull(known.of(false, new char[] {'s', '3', 'y'}, new long[] {4, 5, 6}, 3));
    assertNull(known.of(false, SHOWN, new long[0], 0));
  }

  private static List<Disguise.Reading> reading(long... at) {
    return List.of(new Disguise.Reading(new char[] {'s', 'e', 'x'}, at));
  }
}
