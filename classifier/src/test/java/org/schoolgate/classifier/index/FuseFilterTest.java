package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FuseFilterTest {

  private static final int OFFSET = 100;
  private static final int OTHERS = 100_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 1_000, 40_000})
  void holdsAllItsKeysAndFewOthers(int count) throws IOException {
    Random random = new Random(count);
    long[] keys = random.longs(count).distinct().toArray();
    FuseFilter.Builder builder = new FuseFilter.Builder();
    // What was built before leaves nothing behind.
    builder.build(random.longs(5_000).distinct().toArray(), 5_000, 0);

    FuseFilter built = builder.build(keys, keys.length, OFFSET);
    ByteBuffer bytes = ByteBuffer.allocate(OFFSET + built.length());
    bytes.put(OFFSET, builder.bytes(), 0, built.length());
    FuseFilter filter = writtenAndRead(built);

    for (long key : keys) {
      assertTrue(filter.mayHold(bytes, key));
    }
    long pass = random.longs(OTHERS).filter(other -> filter.mayHold(bytes, other)).count();
    assertTrue(pass < OTHERS / 100, pass + " of " + OTHERS + " others pass");
  }

  @Test
  void oneThatDoesNotFitIsDamaged() throws IOException {
    FuseFilter built = new FuseFilter.Builder().build(new long[] {1, 2, 3}, 3, 0);
    byte[] written = written(built);

    assertThrows(
        DamagedIndexException.class,
        () ->
            FuseFilter.read(
                new DataInputStream(new ByteArrayInputStream(written)), built.length() - 1));
  }

  private static FuseFilter writtenAndRead(FuseFilter filter) throws IOException {
    FuseFilter read =
        FuseFilter.read(
            new DataInputStream(new ByteArrayInputStream(written(filter))),
            OFFSET + filter.length());
    assertEquals(filter, read);
    return read;
  }

  private static byte[] written(FuseFilter filter) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      filter.write(out);
    }
    return bytes.toByteArray();
  }
}
