package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.format.DamagedListException;

class FingerprintSetTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 13, 1000, 50_000, 400_000})
  void knowsWhatASetKnows(int entries) throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Set<Long> expected = new HashSet<>();
    FingerprintSet seen = new FingerprintSet(folder);
    for (int i = 0; i < entries; i++) {
      // Clustered keys make long runs of neighbours.
      long key = i % 5 == 0 ? 2 + random.nextInt(200) : random.nextLong();
      assertEquals(expected.add(key), seen.add(key), "seed " + seed);
    }

    for (long key : expected) {
      assertFalse(seen.add(key), "seed " + seed);
    }
    for (int i = 0; i < 1000; i++) {
      long other = random.nextLong();
      assertEquals(expected.add(other), seen.add(other), "seed " + seed);
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  /** Each of them would be compared with all before it. */
  @Test
  void fingerprintsThatAreMadeToBeAlikeAreRefused() {
    FingerprintSet seen = new FingerprintSet(folder);

    assertThrows(
        DamagedListException.class,
        () -> {
          for (int i = 0; i < 3 * FingerprintSet.STEPS_MAX; i++) {
            seen.add(2 + i);
          }
        });
  }

  @Test
  void zeroIsAFingerprintLikeAnyOther() throws IOException {
    FingerprintSet seen = new FingerprintSet(folder);
    assertTrue(seen.add(0));
    assertFalse(seen.add(0));
  }
}
