package org.schoolgate.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.config.Nearest;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an account. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Make an account.",
      "While nobody who manages accounts can log on, whoever runs this on the appliance makes the"
          + " first ones; best the headteacher's, with a password, at once."
    },
    footer = {
      "",
      "Roles: pupil, teacher, technician, e-safety-lead, dsl, headteacher, approver, governor,",
      "data-protection-officer. Several may be combined, but not with pupil.",
      "",
      "Example:",
      "  schoolgate people add a.head --name \"Ada Head\" --role headteacher --group headteacher"
    })
final class PeopleAdd extends ActingCommand {

  private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::id).toList();

  @Parameters(
      paramLabel = "ACCOUNT",
      description = "Lower case, such as a.head; the ledger names the person by it.")
  String account = "";

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "What people call them.")
  String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      description = "What they are in the school; give it several times to combine roles.")
  List<String> roles = List.of();

  @Option(
      names = "--group",
      required = true,
      paramLabel = "GROUP",
      description =
          "The policy group they browse in, as in groups.yaml; give it several times for more.")
  List<String> groups = List.of();

  @Option(
      names = "--unix-user",
      paramLabel = "USER",
      description = "The local user who is this person when they use this command.")
  @Nullable String unixUser;

  @Override
  public int run(Desk desk) throws IOException {
    Person newcomer = new Person(account, name, rolesNamed(), groupsNamed(desk), null, unixUser);
    Caller caller = acting.caller(desk);
    try {
      desk.office().peopleChanges().add(caller.account(), newcomer);
    } catch (RefusedException refused) {
      throw acting.refusalWithRemedy(caller, refused);
    }
    desk.out()
        .println(
            "added " + account + "; a password is set with: schoolgate people passwd " + account);
    return ExitStatus.DONE;
  }

  private Set<Role> rolesNamed() {
    Set<Role> named = EnumSet.noneOf(Role.class);
    for (String role : roles) {
      named.add(
          Role.find(role.strip().toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitStatus.USAGE,
                          "there is no role '"
                              + role
                              + "'"
                              + Nearest.question(role, ROLES)
                              + " the roles are "
                              + String.join(", ", ROLES))));
    }
    return named;
  }

  private List<String> groupsNamed(Desk desk) {
    for (String group : groups) {
      GroupNames.require(desk, group);
    }
    return groups;
  }
}
