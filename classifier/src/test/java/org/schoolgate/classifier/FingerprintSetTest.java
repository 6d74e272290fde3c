package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintSetTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 13, 1000, 50_000})
  void knowsWhatASetKnows(int entries) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Set<Long> expected = new HashSet<>();
    FingerprintSet seen = new FingerprintSet();
    for (int i = 0; i < entries; i++) {
      // Clustered keys make long runs of neighbours.
      long key = i % 5 == 0 ? 2 + random.nextInt(1000) : random.nextLong();
      assertEquals(expected.add(key), seen.add(key), "seed " + seed);
    }

    expected.forEach(key -> assertFalse(seen.add(key), "seed " + seed));
    for (int i = 0; i < 1000; i++) {
      long other = random.nextLong();
      assertEquals(expected.add(other), seen.add(other), "seed " + seed);
    }
  }

  @Test
  void zeroIsAFingerprintLikeAnyOther() {
    FingerprintSet seen = new FingerprintSet();
    assertTrue(seen.add(0));
    assertFalse(seen.add(0));
  }
}
