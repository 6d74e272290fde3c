package org.schoolgate.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of what is done again and again while the gateway runs. What is being done when it
 * is closed comes to its end first, uninterrupted, so that whoever closes knows that nothing is
 * between two places.
 */
final class EverySecond implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "every-second");
            made.setDaemon(true);
            return made;
          });
  private final long closeSecondsMax;

  /**
   * One that does nothing yet.
   *
   * @param closeSecondsMax how long the last run may take
   */
  EverySecond(long closeSecondsMax) {
    this.closeSecondsMax = closeSecondsMax;
  }

  /** Does that again each time so many seconds have passed; a run that fails ends none after it. */
  void each(long seconds, Runnable work) {
    // The future says nothing: the work's faults are caught, and close() ends the thread.
    ScheduledFuture<?> unused =
        thread.scheduleAtFixedRate(() -> run(work), seconds, seconds, TimeUnit.SECONDS);
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error fault) {
      // An Error, too: what is thrown here would be the last run, and nobody would know.
      LOG.error("the work of a second failed; the next second tries again", fault);
    }
  }

  /** Begins nothing more, and waits for what is being done. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(closeSecondsMax, TimeUnit.SECONDS)) {
        LOG.warn("the work of the last second did not end within {} s", closeSecondsMax);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether nothing is begun any more. */
  boolean isClosing() {
    return thread.isShutdown();
  }
}
