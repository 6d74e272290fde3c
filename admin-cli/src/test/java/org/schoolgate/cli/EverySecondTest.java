package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is being done when the gateway stops comes to its end before the next step. */
final class EverySecondTest {

  private static final long PATIENCE_SECONDS = 60;

  @Test
  void closingWaitsForWhatIsBeingDoneAndDoesNotInterruptIt() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean done = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    EverySecond everySecond = new EverySecond(PATIENCE_SECONDS);
    everySecond.each(
        1,
        () -> {
          begun.countDown();
          while (!everySecond.isClosing()) {
            Thread.onSpinWait();
          }
          interrupted.set(Thread.currentThread().isInterrupted());
          done.set(true);
        });
    assertTrue(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    everySecond.close();
    assertTrue(done.get());
    assertFalse(interrupted.get());
  }

  /** Neither an exception nor an error. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunThatFailsEndsNoneAfterIt(boolean withError) throws InterruptedException {
    CountDownLatch second = new CountDownLatch(2);
    try (EverySecond everySecond = new EverySecond(PATIENCE_SECONDS)) {
      everySecond.each(
          1,
          () -> {
            second.countDown();
            if (withError) {
              throw new StackOverflowError("an error that the test wants");
            }
            throw new IllegalStateException("a fault that the test wants");
          });
      assertTrue(second.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
  }
}
