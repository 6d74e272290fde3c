package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

final class HeldBytesTest {

  private final HeldBudget budget = new HeldBudget(10_000);

  @Test
  void drippedBytesAreGatheredInFewBuffers() {
    HeldBytes held = new HeldBytes(budget);
    ByteBuf source = Unpooled.buffer(20_000).writeZero(20_000);
    for (int i = 0; i < 20_000; i++) {
      held.add(source.readRetainedSlice(1));
    }
    assertEquals(20_000, held.size());
    assertEquals(20_000, budget.bytes());
    assertTrue(budget.isOver());
    assertTrue(held.buffers() <= 4, () -> held.buffers() + " buffers");
    assertEquals(1, source.refCnt(), "the buffers that came are kept");
    held.close();
    assertEquals(0, budget.bytes());
    source.release();
  }

  @Test
  void whatGoesInComesOutInItsOrderAndNothingIsLeftBehind() {
    long seed = ThreadLocalRandom.current().nextLong();
    Random random = new Random(seed);
    HeldBytes held = new HeldBytes(budget);
    ByteArrayOutputStream in = new ByteArrayOutputStream();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuf source = Unpooled.buffer(4_000);
    for (int i = 0; i < 4_000; i++) {
      source.writeByte(random.nextInt());
    }
    for (int i = 0; i < 3_000; i++) {
      int size = random.nextInt(5) == 0 ? random.nextInt(4_000) : random.nextInt(40);
      ByteBuf piece = source.retainedSlice(random.nextInt(4_001 - size), size);
      piece.forEachByte(
          b -> {
            in.write(b);
            return true;
          });
      held.add(piece);
      if (random.nextBoolean()) {
        take(held, random.nextInt(held.size() + 1), out);
      }
    }
    take(held, held.size(), out);
    assertTrue(java.util.Arrays.equals(in.toByteArray(), out.toByteArray()), () -> "seed " + seed);
    assertEquals(0, held.size());
    held.close();
    assertEquals(1, source.refCnt(), () -> "seed " + seed);
    source.release();
  }

  private static void take(HeldBytes held, int bytes, ByteArrayOutputStream out) {
    held.give(
        bytes,
        given -> {
          given.forEachByte(
              b -> {
                out.write(b);
                return true;
              });
          given.release();
        });
  }
}
