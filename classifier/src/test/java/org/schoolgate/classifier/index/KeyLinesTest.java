package org.schoolgate.classifier.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLinesTest {

  private static KeyLines lines(Map<Long, Integer> keys, long homes) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate((int) KeyLines.bytesFor(homes)).order(ByteOrder.LITTLE_ENDIAN);
    KeyLines.Writer writer = new KeyLines.Writer(homes, bytes::put);
    for (Map.Entry<Long, Integer> each : keys.entrySet()) {
      writer.add(each.getKey(), each.getValue());
    }
    writer.finish();
    assertEquals(0, bytes.remaining());
    return new KeyLines(bytes, homes);
  }

  private static Map<Long, Integer> sorted() {
    return new TreeMap<>(Long::compareUnsigned);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 1_000, 50_000})
  void eachKeyHasItsNumberAndOthersHaveNone(int count) throws IOException {
    Random random = new Random(count);
    Map<Long, Integer> keys = sorted();
    while (keys.size() < count) {
      keys.put(random.nextLong(), 1 + random.nextInt(KeyLines.ELSEWHERE));
    }

    KeyLines lines = lines(keys, KeyLines.homesFor(count));

    keys.forEach((key, number) -> assertEquals(number, lines.get(key)));
    for (int i = 0; i < 50_000; i++) {
      long other = random.nextLong();
      assertEquals(keys.getOrDefault(other, 0), lines.get(other));
    }
  }

  /** Fifty keys of one line, as no hash gives them: they stand in the five behind it. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 31, 63})
  void keysForWhichTheirLineHasNoRoomStandInTheNext(long home) throws IOException {
    long homes = 64;
    Map<Long, Integer> keys = sorted();
    for (int i = 0; i < 5 * KeyLines.SLOTS; i++) {
      keys.put((home << 58) + ((long) i << 37) + i + 1, i + 1);
    }
    keys.put(-1L, 77);

    KeyLines lines = lines(keys, homes);

    keys.forEach((key, number) -> assertEquals(number, lines.get(key)));
    for (int i = 0; i < 5 * KeyLines.SLOTS; i++) {
      assertEquals(0, lines.get((home << 58) + ((long) i << 37) + 1_000 + i));
    }
  }

  @Test
  void moreThanThereIsRoomForIsAFault() {
    Map<Long, Integer> keys = sorted();
    for (int i = 0; i < 651; i++) {
      keys.put((long) i, 1);
    }

    assertThrows(IllegalStateException.class, () -> lines(keys, 1));
  }
}
