package org.schoolgate.cli;

import org.schoolgate.audit.LedgerQuery;
import picocli.CommandLine.Command;

/** The newest records. */
@Command(
    name = "tail",
    mixinStandardHelpOptions = true,
    description = {
      "Print the newest records, the newest last.",
      "What was typed, searched for or found is left out; `audit show` opens it for those who may."
    })
final class AuditTail extends AuditListing {

  @Override
  String name() {
    return "tail";
  }

  @Override
  LedgerQuery query(Desk desk) {
    return LedgerQuery.ALL;
  }
}
