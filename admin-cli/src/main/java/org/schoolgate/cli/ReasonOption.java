package org.schoolgate.cli;

import org.schoolgate.console.override.OverrideRequest;
import picocli.CommandLine.Option;

/** Why somebody changes the filtering; the governors' report promises it for every change (S36). */
final class ReasonOption {

  /** What {@link OverrideRequest#oneLine} asks of a reason. */
  static final String RULE = "Why, in 5 to 500 characters; governors read it, so name no pupil.";

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = RULE)
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
