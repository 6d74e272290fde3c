package org.schoolgate.cli;

import org.schoolgate.console.override.OverrideRequest;
import picocli.CommandLine.Option;

/** Why somebody changes the filtering; the governors' report promises it for every change (S36). */
final class ReasonOption {

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why; governors read it.")
  String reason = "";

  /**
   * The reason as the ledger keeps it.
   *
   * @throws org.schoolgate.console.RefusedException if it says too little or too much
   */
  String text() {
    return OverrideRequest.oneLine(reason);
  }
}
