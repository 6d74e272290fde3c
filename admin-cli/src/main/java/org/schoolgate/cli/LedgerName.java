package org.schoolgate.cli;

import java.util.Optional;

/** The school's number in the name of its ledger, which the first start gave it for good. */
final class LedgerName {

  private LedgerName() {}

  /** That the configuration names another school than the ledger; empty if they agree. */
  static Optional<String> problem(Office office) {
    String urn = office.config().gateway().school().urn();
    String origin = office.audit().checkpoints().get(0).origin();
    return origin.startsWith("schoolgate/" + urn + "/")
        ? Optional.empty()
        : Optional.of(
            "school.urn in schoolgate.yaml is "
                + urn
                + ", but the ledger was begun as "
                + origin
                + " and keeps that name; put the number back, or begin a new data folder with --data"
                + " and keep the old one");
  }
}
