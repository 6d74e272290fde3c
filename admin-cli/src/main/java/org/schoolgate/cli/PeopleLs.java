package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Power;
import org.schoolgate.console.people.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everybody with an account. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    description = "Print the accounts, what each is in the school, and how they log on.")
final class PeopleLs implements DeskCommand {

  @Option(names = "--json", description = "Print one JSON object an account.")
  boolean json;

  @Override
  public int run(Desk desk) {
    Caller caller = desk.caller();
    if (!caller.may(Power.READ_LEDGER)) {
      caller.require(Power.MANAGE_PEOPLE);
    }
    List<Person> people = desk.office().people().people().all();
    if (json) {
      people.forEach(person -> desk.out().println(Json.line(toJson(person))));
      return ExitStatus.DONE;
    }
    if (people.isEmpty()) {
      desk.out()
          .println(
              "nobody has an account yet; `schoolgate people add --help` says how the first is"
                  + " made");
      return ExitStatus.DONE;
    }
    Table table = new Table("ACCOUNT", "NAME", "ROLES", "GROUPS", "PASSWORD", "UNIX USER");
    for (Person person : people) {
      table.row(
          person.account(),
          person.displayName(),
          person.roles().stream().map(Role::id).collect(Collectors.joining(", ")),
          String.join(", ", person.groups()),
          person.hasPassword() ? "set" : "none",
          person.unixUser() == null ? "-" : person.unixUser());
    }
    table.print(desk.out());
    return ExitStatus.DONE;
  }

  private static ObjectNode toJson(Person person) {
    ObjectNode object = Json.object();
    object.put("account", person.account());
    object.put("name", person.displayName());
    person.roles().stream().map(Role::id).forEach(object.putArray("roles")::add);
    person.groups().forEach(object.putArray("groups")::add);
    object.put("passwordSet", person.hasPassword());
    object.put("unixUser", person.unixUser());
    return object;
  }
}
