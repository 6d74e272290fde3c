package org.schoolgate.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps in a small file that the gateway is alive, so that the start after a crash or a power cut
 * can say when it was last known to filter. A gateway that ends in good order takes that back.
 *
 * <p>The ledger alone cannot tell: on a quiet evening nothing is recorded for hours. Where the file
 * is missing, the records that only a running gateway makes stand in for it. Thread-safe; every
 * call may wait for the disk.
 */
public final class Heartbeat {

  /** How far apart the beats are, so how exactly an end is known. */
  public static final Duration SPACING = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
  private static final int FILE_CHARS_MAX = 100;
  private static final String ALIVE = "alive ";
  private static final String STOPPED = "stopped ";

  /** Commands without a gateway append to the ledger too, but none of these. */
  private static final LedgerQuery ONLY_A_GATEWAY_RECORDS =
      LedgerQuery.ALL.ofKinds(
          RecordKind.BLOCKED,
          RecordKind.OVERRIDE_USED,
          RecordKind.VIOLATION_FOUND,
          RecordKind.REPEATS,
          RecordKind.REFUSED,
          RecordKind.REFUSED_AGAIN,
          RecordKind.FLOW);

  /**
   * The last sign of a run that ended without stopping.
   *
   * @param at when it was certainly alive
   * @param withinSeconds it ended at most so long after that; null if nobody can tell
   */
  public record LastSign(Instant at, @Nullable Long withinSeconds) {

    /** What the ledger is told when the gateway filters again. */
    public LedgerEvent.Interrupted until(Instant back) {
      return new LedgerEvent.Interrupted(at, withinSeconds, back, downSecondsMax(back));
    }

    private @Nullable Long downSecondsMax(Instant back) {
      if (back.isBefore(at)) {
        return null; // the clock was set back, so no difference of times means anything
      }
      Duration down = Duration.between(at, back);
      return down.getSeconds() + (down.getNano() > 0 ? 1 : 0);
    }
  }

  private final Path file;
  private final Storage storage;
  private final LedgerReader ledger;
  private final LedgerReader traffic;
  private final Clock clock;
  private @Nullable Instant lastBeat;
  private boolean ended;
  private boolean failing;

  Heartbeat(Path file, Storage storage, LedgerReader ledger, LedgerReader traffic, Clock clock) {
    this.file = file;
    this.storage = storage;
    this.ledger = ledger;
    this.traffic = traffic;
    this.clock = clock;
  }

  /**
   * The last sign of the run before, if that did not end in good order. To be asked before this run
   * is recorded as started and before its first beat.
   */
  public Optional<LastSign> lastSign() throws IOException {
    String left = read();
    if (left.startsWith(STOPPED)) {
      return Optional.empty();
    }
    Optional<Instant> beat = left.startsWith(ALIVE) ? instantIn(left) : Optional.empty();
    Optional<Instant> from = beat.isPresent() ? beat : startedWithoutEnd();
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Instant at = from.get();
    for (LedgerReader reader : List.of(ledger, traffic)) {
      for (LedgerRecord record :
          reader.search(ONLY_A_GATEWAY_RECORDS.between(from.get(), null), 1)) {
        at = record.at().isAfter(at) ? record.at() : at;
      }
    }
    return Optional.of(new LastSign(at, beat.isPresent() ? SPACING.toSeconds() : null));
  }

  private Optional<Instant> startedWithoutEnd() throws IOException {
    return ledger
        .search(LedgerQuery.ALL.ofKinds(RecordKind.STARTED, RecordKind.STOPPED), 1)
        .stream()
        .filter(record -> record.kind() == RecordKind.STARTED)
        .map(LedgerRecord::at)
        .findFirst();
  }

  /** Says that the gateway is alive, if that was not said a short while ago. */
  public synchronized void beat() {
    Instant now = clock.instant();
    Instant last = lastBeat;
    boolean early = last != null && !now.isBefore(last) && now.isBefore(last.plus(SPACING));
    if (!ended && !early) {
      lastBeat = now;
      write(ALIVE, now);
    }
  }

  /**
   * Says that the gateway ends in good order; no beat is heard after that. A run that never beat
   * has nothing to take back, so that what the run before left is there for the next one.
   */
  public synchronized void end() {
    ended = true;
    if (lastBeat != null) {
      write(STOPPED, clock.instant());
    }
  }

  private void write(String state, Instant now) {
    try {
      storage.replace(file, (state + now + "\n").getBytes(StandardCharsets.US_ASCII), false);
      failing = false;
    } catch (IOException failed) {
      if (!failing) {
        failing = true;
        LOG.warn("{} cannot be written; after a crash the end is known less exactly", file, failed);
      }
    }
  }

  private String read() throws IOException {
    if (!Files.exists(file) || Files.size(file) > FILE_CHARS_MAX) {
      return "";
    }
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static Optional<Instant> instantIn(String text) {
    try {
      return Optional.of(Instant.parse(text.substring(ALIVE.length()).strip()));
    } catch (DateTimeException damaged) {
      return Optional.empty();
    }
  }
}
