package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTableTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 13, 1000, 50_000})
  void holdsWhatAMapHolds(int entries) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Long, Integer> expected = new HashMap<>();
    FingerprintTable.Builder builder = new FingerprintTable.Builder(entries / 3);
    for (int i = 0; i < entries; i++) {
      // Clustered keys make long runs of neighbours.
      long key = i % 5 == 0 ? 2 + random.nextInt(1000) : random.nextLong();
      boolean isNew = builder.put(key, i + 1);
      assertEquals(!expected.containsKey(key), isNew, "seed " + seed);
      expected.put(key, i + 1);
    }
    FingerprintTable table = builder.build();

    expected.forEach((key, value) -> assertEquals(value, table.get(key), "seed " + seed));
    for (int i = 0; i < 1000; i++) {
      long other = random.nextLong();
      assertEquals(expected.getOrDefault(other, 0), table.get(other), "seed " + seed);
    }
  }

  @Test
  void zeroIsAFingerprintLikeAnyOther() {
    FingerprintTable.Builder builder = new FingerprintTable.Builder(0);
    assertTrue(builder.put(0, 7));
    assertFalse(builder.put(0, 8));

    assertEquals(8, builder.build().get(0));
  }
}
