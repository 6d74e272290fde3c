package org.schoolgate.classifier.subscription;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ImportReport;

/**
 * What one try to update a source came to.
 *
 * @param source which
 * @param outcome what became of it
 * @param digest SHA-256 of the version that it is about, as it was fetched; empty if none came
 * @param changes what becomes of each category; empty where nothing was judged good
 * @param reason why, where the outcome needs one; else empty. It holds no password, no query, and
 *     of an entry only the name of a protected site
 * @param by whose doing: an account, or {@code schedule}
 * @param readReport what became of every line; null if none was read
 */
public record ListUpdate(
    String source,
    Outcome outcome,
    String digest,
    Map<String, Change> changes,
    String reason,
    String by,
    @Nullable ImportReport readReport) {

  /** What can become of a try. */
  public enum Outcome {
    /** A newer list took the place of the one before. */
    INSTALLED("installed"),
    /** A newer list was judged good and waits for a person. */
    STAGED("staged"),
    /** The publisher has what is here. */
    UNCHANGED("unchanged"),
    /** What came was judged to be wrong; what was there stays. */
    REFUSED("refused"),
    /** Nothing came, or not all of it; what was there stays. */
    FAILED("failed"),
    /** The version before was put back. */
    ROLLED_BACK("rolled-back");

    private final String id;

    Outcome(String id) {
      this.id = id;
    }

    /** The stable word. */
    public String id() {
      return id;
    }

    /** Whether the school has what was asked for. */
    public boolean isGood() {
      return this != REFUSED && this != FAILED;
    }
  }

  /**
   * What becomes of a category. What it excepts counts against it: an exception that comes is as an
   * entry that goes, and the other way round.
   *
   * @param entries how many it has now, less its exceptions; not below 0
   * @param added how many of them it did not have before
   * @param removed how many it had before and has no more
   */
  public record Change(long entries, long added, long removed) {
    long before() {
      return entries - added + removed;
    }
  }

  /** Copies what it is given. */
  public ListUpdate {
    changes = Map.copyOf(changes);
  }

  /** What became of every line, if any was read. */
  public Optional<ImportReport> report() {
    return Optional.ofNullable(readReport);
  }
}
