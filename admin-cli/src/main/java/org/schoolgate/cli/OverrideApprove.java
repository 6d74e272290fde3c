package org.schoolgate.cli;

import java.util.concurrent.CompletionStage;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Command;

/** Approves what another person asked for. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Approve what another person asked for; it holds from then on until its time is over.",
      "It always takes the password of the one who approves."
    })
final class OverrideApprove extends OverrideDeciding {

  @Override
  CompletionStage<OverrideEntry> decide(OverrideBook book, Person person) {
    return book.approve(id, person, why);
  }

  @Override
  String told(OverrideEntry entry, AuditTimes times) {
    return entry.id()
        + " is approved: "
        + entry.opens()
        + " is open for "
        + entry.group()
        + " until "
        + times.text(entry.until());
  }
}
