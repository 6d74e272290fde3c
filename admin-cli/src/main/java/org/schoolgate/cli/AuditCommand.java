package org.schoolgate.cli;

import picocli.CommandLine.Command;

/** The ledger. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "The ledger: what happened, who looked, and whether it is as it was written.",
    subcommands = {
      AuditTail.class,
      AuditSearch.class,
      AuditShow.class,
      AuditVerify.class,
    })
final class AuditCommand {}
