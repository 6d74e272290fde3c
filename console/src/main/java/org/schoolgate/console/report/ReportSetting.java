package org.schoolgate.console.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
 * @param groupTitles to print groups by title: title by id
 * @param coverage what this installation can see
 * @param checkpoints the last signed checkpoints, so that the report anchors the logs
 * @param verifierKey the ledger's public key, as {@code audit verify --key} takes it
 * @param auditFolder the folder that {@code audit verify} takes
 * @param deadSince when the gateway was last alive, if it ended without being stopped and was not
 *     started again; null otherwise
 */
public record ReportSetting(
    String schoolName,
    ReportPeriod period,
    People people,
    CategoryTable categories,
    Map<String, String> groupTitles,
    Coverage coverage,
    List<Checkpoint> checkpoints,
    String verifierKey,
    String auditFolder,
    @Nullable Instant deadSince) {

  /** Copies what could be changed. */
  public ReportSetting {
    groupTitles = Map.copyOf(groupTitles);
    checkpoints = List.copyOf(checkpoints);
  }

  /** The title of that group; its id if the policy has it no more. */
  String groupTitle(String group) {
    return groupTitles.getOrDefault(group, group);
  }
}
