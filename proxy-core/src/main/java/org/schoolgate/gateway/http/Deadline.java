package org.schoolgate.gateway.http;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that moves often and passes seldom. Moving it writes a number: the task that is
 * scheduled already looks at the number when it runs, and schedules itself again if it is early. So
 * a deadline for every request costs no scheduling.
 *
 * <p>Its event loop owns it.
 */
final class Deadline implements Runnable {

  private final EventExecutor loop;
  private final Ticker ticker;
  private final Runnable passed;
  private boolean armed;
  private long due;
  private long taskDue;
  private @Nullable ScheduledFuture<?> task;

  Deadline(EventExecutor loop, Ticker ticker, Runnable passed) {
    this.loop = loop;
    this.ticker = ticker;
    this.passed = passed;
  }

  /** From now on it passes in so many milliseconds, whatever was set before. */
  void arm(int millis) {
    armed = true;
    due = ticker.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    if (task == null) {
      schedule();
    } else if (taskDue - due > 0) {
      task.cancel(false);
      schedule();
    }
  }

  /** The same, unless it is armed already: it passes when it would have passed. */
  void armOnce(int millis) {
    if (!armed) {
      arm(millis);
    }
  }

  /** It does not pass until it is armed again. */
  void disarm() {
    armed = false;
  }

  /** For good. */
  void cancel() {
    armed = false;
    if (task != null) {
      task.cancel(false);
      task = null;
    }
  }

  private void schedule() {
    taskDue = due;
    task = loop.schedule(this, Math.max(0, due - ticker.nanoTime()), TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    task = null;
    if (!armed) {
      return;
    }
    if (due - ticker.nanoTime() > 0) {
      schedule();
    } else {
      armed = false;
      passed.run();
    }
  }
}
