package org.schoolgate.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import org.schoolgate.console.people.People;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.Policy;

/**
 * A whole configuration folder, validated: {@code schoolgate.yaml}, {@code policy/}, {@code
 * people.yaml} and {@code lists/subscriptions.yaml}. There is no half-read configuration: every
 * problem is named and none is used.
 *
 * @param folder where it was read from
 * @param categories all that may be named in it
 * @param gateway the gateway itself
 * @param policy the compiled matrix
 * @param people the accounts
 * @param subscriptions the lists that are taken from their publishers
 */
public record SchoolConfig(
    Path folder,
    CategoryTable categories,
    GatewayConfig gateway,
    Policy policy,
    People people,
    SubscriptionsConfig subscriptions) {

  /**
   * Reads and checks a folder.
   *
   * @throws ConfigRefused naming every problem with file, line and remedy
   */
  public static SchoolConfig read(Path folder) throws ConfigRefused {
    if (!Files.isDirectory(folder)) {
      throw new ConfigRefused(
          folder
              + ": there is no such folder; name the configuration folder with --config, or copy the"
              + " etc/ that came with Schoolgate there");
    }
    Path groupsFile = folder.resolve("policy/groups.yaml");
    Path schedulesFile = folder.resolve("policy/schedules.yaml");
    Path matrixFile = folder.resolve("policy/matrix.yaml");
    CategoryTable categories = CategoryTable.builtIn();
    Problems problems = new Problems();
    GroupTree groups = new GroupsReader(problems).read(groupsFile);
    problems.refuseIfAny();
    PolicyReader policyReader = new PolicyReader(categories, groups, problems);
    PolicyReader.Rows rows = policyReader.read(schedulesFile, matrixFile);
    GatewayConfig gateway =
        new GatewayConfigReader(groups, problems).read(folder.resolve("schoolgate.yaml"));
    People people = new PeopleReader(groups, problems).read(peopleFile(folder));
    Path lists = folder.resolve("lists");
    SubscriptionsConfig subscriptions =
        new SubscriptionsReader(categories, lists, problems)
            .read(lists.resolve("subscriptions.yaml"));
    problems.refuseIfAny();
    String version = ConfigVersion.of(folder);
    Policy policy = policyReader.compile(rows, version, gateway.school().zone());
    return new SchoolConfig(folder, categories, gateway, policy, people, subscriptions);
  }

  /** The accounts of a configuration folder. */
  public static Path peopleFile(Path folder) {
    return folder.resolve("people.yaml");
  }

  /** The accounts as they stand now, for a folder whose other files were read before. */
  public People readPeople() throws ConfigRefused {
    Problems problems = new Problems();
    People now = new PeopleReader(policy.groups(), problems).read(peopleFile(folder));
    problems.refuseIfAny();
    return now;
  }
}
