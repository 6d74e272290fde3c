package org.schoolgate.cli;

import java.util.concurrent.CompletionStage;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.people.Person;
import picocli.CommandLine.Command;

/** Refuses what another person asked for. */
@Command(
    name = "refuse",
    mixinStandardHelpOptions = true,
    description = {
      "Refuse what another person asked for.",
      "It always takes the password of the one who refuses."
    })
final class OverrideRefuse extends OverrideDeciding {

  @Override
  CompletionStage<OverrideEntry> decide(OverrideBook book, Person person) {
    return book.refuse(id, person, why);
  }

  @Override
  String told(OverrideEntry entry, AuditTimes times) {
    return entry.id() + " is refused: " + entry.opens() + " stays as it was for " + entry.group();
  }
}
