package org.schoolgate.audit;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link LedgerVerifier} found in one or more logs.
 *
 * @param logs one report a log, in the order of their folders
 */
public record VerificationReport(List<LogReport> logs) {

  /** Copies the list. */
  public VerificationReport {
    logs = List.copyOf(logs);
  }

  /** Whether there is at least one log and no fault in any. */
  public boolean ok() {
    return !logs.isEmpty() && logs.stream().allMatch(log -> log.faultCount() == 0);
  }

  /**
   * One log's.
   *
   * @param folder the log's folder
   * @param origin as its description says; empty if that cannot be read
   * @param records how many records were read, good or bad
   * @param checkpointSize records that the signed checkpoint covers; -1 if there is no good one
   * @param rootBase64 root hash over those records as recomputed; empty if there is no good
   *     checkpoint
   * @param faults the first faults, at most {@link LedgerVerifier#FAULTS_MAX}
   * @param faultCount how many there are in all
   * @param warnings what is no fault but should be known
   */
  public record LogReport(
      Path folder,
      String origin,
      long records,
      long checkpointSize,
      String rootBase64,
      List<Fault> faults,
      long faultCount,
      List<String> warnings) {

    /** Copies the lists. */
    public LogReport {
      faults = List.copyOf(faults);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * One thing that is not as it was written.
   *
   * @param index the record's index; null if the fault is a file's
   * @param file the file, relative to the log's folder
   * @param problem one sentence
   */
  public record Fault(@Nullable Long index, String file, String problem) {
    @Override
    public String toString() {
      return (index == null ? "" : "record " + index + ", ") + file + ": " + problem;
    }
  }
}
