package org.schoolgate.cli;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says what takes so long and for how long; nothing anywhere else. */
final class ListsProgress implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final @Nullable ScheduledExecutorService ticker;

  private ListsProgress(PrintStream err, @Nullable ScheduledExecutorService ticker) {
    this.err = err;
    this.ticker = ticker;
  }

  /** Begins; what a gateway does for somebody else is not on its own terminal. */
  @SuppressWarnings("SystemConsoleNull") // a Java that always has one shows a line too many
  static ListsProgress of(Desk desk, String what) {
    PrintStream err = desk.err();
    if (System.console() == null || desk.gateway().isPresent()) {
      return new ListsProgress(err, null);
    }
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    AtomicInteger seconds = new AtomicInteger();
    var unused =
        ticker.scheduleAtFixedRate(
            () -> {
              err.print(CLEAR_LINE + what + ", " + seconds.incrementAndGet() + " s");
              err.flush();
            },
            1,
            1,
            TimeUnit.SECONDS);
    return new ListsProgress(err, ticker);
  }

  @Override
  public void close() {
    ScheduledExecutorService running = ticker;
    if (running != null) {
      running.shutdownNow();
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
