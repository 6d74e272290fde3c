package org.schoolgate.console.override;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverrideIdTest {

  @RepeatedTest(50)
  void isShortAndReadsBack() {
    String id = OverrideId.next(new SecureRandom());

    assertTrue(id.matches("ovr-[0-9a-hjkmnp-tv-z]{6}"), id);
    assertEquals(id, OverrideId.canonical(id));
  }

  @ParameterizedTest
  @CsvSource({
    "ovr-0a1b2c, ovr-0a1b2c",
    "OVR-OA1B2C, ovr-0a1b2c",
    "' oaIb2c ', ovr-0a1b2c",
    "ovr-oalb2c, ovr-0a1b2c",
    "nonsense, ovr-n0nsense"
  })
  void forgivesSpellings(String typed, String id) {
    assertEquals(id, OverrideId.canonical(typed));
  }
}
