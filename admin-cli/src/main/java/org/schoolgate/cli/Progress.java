package org.schoolgate.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** One line on a terminal that says what takes so long and for how long; nothing anywhere else. */
final class Progress implements AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final @Nullable ScheduledExecutorService ticker;

  /** How many bytes were read; other threads ask. */
  private final AtomicLong done;

  private Progress(PrintStream err, @Nullable ScheduledExecutorService ticker, AtomicLong done) {
    this.err = err;
    this.ticker = ticker;
    this.done = done;
  }

  /** Begins what says nothing of how far it is. */
  static Progress of(Desk desk, String what) {
    return of(desk, new AtomicLong(), done -> what);
  }

  /**
   * Begins what {@link #advance}s.
   *
   * @param bytes how many there are; 0 where nobody knows
   */
  static Progress of(Desk desk, String what, long bytes) {
    return of(desk, new AtomicLong(), done -> words(what, done, bytes));
  }

  /** How far it is. */
  static String words(String what, long done, long bytes) {
    String of = bytes == 0 ? "" : " of " + megabytes(bytes);
    return what + ", " + megabytes(done) + of + " MB";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }

  /** So many bytes more were read. */
  void advance(long bytes) {
    done.addAndGet(bytes);
  }

  /** Begins; what a gateway does for somebody else is not on its own terminal. */
  @SuppressWarnings("SystemConsoleNull") // a Java that always has one shows a line too many
  private static Progress of(Desk desk, AtomicLong done, LongFunction<String> what) {
    PrintStream err = desk.err();
    if (System.console() == null || desk.gateway().isPresent()) {
      return new Progress(err, null, done);
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
              err.print(
                  CLEAR_LINE + what.apply(done.get()) + ", " + seconds.incrementAndGet() + " s");
              err.flush();
            },
            1,
            1,
            TimeUnit.SECONDS);
    return new Progress(err, ticker, done);
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
