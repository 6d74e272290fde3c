package org.schoolgate.console.report;

import java.util.List;
import org.schoolgate.audit.Checkpoint;
import org.schoolgate.console.people.People;
import org.schoolgate.policy.CategoryTable;

/**
 * What a report is told that does not stand in the ledger.
 *
 * @param schoolName as it stands at the head of the report
 * @param period the days it is about
 * @param people to print staff by name, and to keep pupils' names out
 * @param categories to print categories by title
 * @param coverage what this installation can see
 * @param checkpoints the last signed checkpoints, so that the report anchors the logs
 * @param verifierKey the ledger's public key, as {@code audit verify --key} takes it
 * @param auditFolder the folder that {@code audit verify} takes
 */
public record ReportSetting(
    String schoolName,
    ReportPeriod period,
    People people,
    CategoryTable categories,
    Coverage coverage,
    List<Checkpoint> checkpoints,
    String verifierKey,
    String auditFolder) {

  /** Copies the checkpoints. */
  public ReportSetting {
    checkpoints = List.copyOf(checkpoints);
  }
}
