package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How much room is left on the disk of the logs, and what may still be written there. A log whose
 * disk is full in the middle of a write is dead until somebody starts the gateway again; so writing
 * stops before that, the traffic log first, and goes on by itself when there is room again.
 *
 * <p>Thread-safe. Knows what {@link #look} saw last, so that nobody waits for the disk to be asked.
 */
public final class DiskRoom {

  /** Below it people are warned. */
  static final long WARNING_BYTES = 2L << 30;

  /** Below it the traffic log takes nothing: what is left is the ledger's. */
  static final long TRAFFIC_BYTES_MIN = 512L << 20;

  /**
   * Below it the ledger takes no decisions: what is left is for the records of what people and the
   * gateway itself do, which are few.
   */
  static final long LEDGER_BYTES_MIN = 64L << 20;

  private static final long MEBIBYTE = 1L << 20;
  private static final long GIBIBYTE = 1L << 30;

  private final LongSupplier freeBytes;
  private volatile long seen;

  DiskRoom(LongSupplier freeBytes) {
    this.freeBytes = freeBytes;
    look();
  }

  /**
   * What the file system has left that a folder is in, or will be in; where it does not say, the
   * writing will.
   */
  static DiskRoom of(Path folder) {
    return new DiskRoom(
        () -> {
          try {
            return Files.getFileStore(nearest(folder)).getUsableSpace();
          } catch (IOException unknown) {
            return Long.MAX_VALUE;
          }
        });
  }

  /** Before its first start an installation has no folder for its logs. */
  private static Path nearest(Path folder) {
    Path there = folder.toAbsolutePath();
    for (Path above = there; above != null; above = above.getParent()) {
      if (Files.exists(above)) {
        return above;
      }
    }
    return there;
  }

  /** Asks the disk; to be called every second. */
  void look() {
    seen = freeBytes.getAsLong();
  }

  /** Bytes that were left when it was last looked at. */
  public long freeBytes() {
    return seen;
  }

  boolean isForTraffic() {
    return seen >= TRAFFIC_BYTES_MIN;
  }

  boolean isForDecisions() {
    return seen >= LEDGER_BYTES_MIN;
  }

  /** What somebody should do something about, in one sentence; empty if there is room. */
  public Optional<String> warning() {
    if (!isForDecisions()) {
      return Optional.of(
          "the disk of the logs is full ("
              + words()
              + " left): nothing can be recorded, so children's browsing is closed until there is"
              + " room; delete or move something else on that disk");
    }
    if (!isForTraffic()) {
      return Optional.of(
          "the disk of the logs is nearly full ("
              + words()
              + " left): ordinary flows are counted and no longer recorded; delete or move"
              + " something else on that disk");
    }
    return seen < WARNING_BYTES
        ? Optional.of(
            "the disk of the logs has " + words() + " left; give it more before it is full")
        : Optional.empty();
  }

  /** The free bytes as people read them, for example {@code 3.5 GiB}. */
  public String words() {
    return seen >= GIBIBYTE
        ? String.format(Locale.UK, "%,.1f GiB", (double) seen / GIBIBYTE)
        : seen / MEBIBYTE + " MiB";
  }
}
