package org.schoolgate.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.console.RefusedException;
import org.schoolgate.console.override.OverrideEntry;
import org.schoolgate.console.override.OverrideRequest;
import org.schoolgate.console.people.Person;
import org.schoolgate.policy.Group;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for an override. */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = {
      "Ask for a site or a category to be opened for a group, for a while.",
      "Nothing is opened until another person approves it; the time runs from now."
    },
    footer = {
      "",
      "Example:",
      "  schoolgate override request www.youtube.com --group year-5 --for 2h --reason \"space lesson\""
    })
final class OverrideRequesting extends ActingCommand {

  @ArgGroup(multiplicity = "1")
  What what = new What();

  @Option(
      names = "--group",
      required = true,
      paramLabel = "GROUP",
      description = "Whom for, as in groups.yaml, such as year-5; the groups below it are covered.")
  String group = "";

  @Option(
      names = "--for",
      required = true,
      paramLabel = "DURATION",
      converter = OverrideDuration.class,
      description = "How long from now: 30m, 2h, 1d, 1w; at most 7d.")
  Duration duration = Duration.ZERO;

  @Option(names = "--reason", required = true, paramLabel = "TEXT", description = ReasonOption.RULE)
  String reason = "";

  /** A site or a whole category. */
  static final class What {
    @Parameters(
        paramLabel = "SITE",
        description = "The site's name, such as bbc.co.uk; all under it is opened too.")
    @Nullable String site;

    @Option(
        names = "--category",
        paramLabel = "ID",
        description = "A whole category, as in `lists ls`.")
    @Nullable String category;
  }

  /** All that is wrong at once, so that nobody corrects one thing to be told of the next. */
  @Override
  public void check() {
    List<String> wrong = new ArrayList<>();
    String site = what.site;
    List<Runnable> checks = new ArrayList<>();
    if (site != null) {
      checks.add(() -> OverrideRequest.domainOf(site.strip()));
    }
    checks.add(() -> OverrideRequest.oneLine(reason));
    checks.add(() -> OverrideRequest.checked(duration));
    for (Runnable each : checks) {
      try {
        each.run();
      } catch (RefusedException refused) {
        wrong.add(String.valueOf(refused.getMessage()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new CommandFailure(ExitStatus.USAGE, String.join("; ", wrong));
    }
  }

  @Override
  public int run(Desk desk) {
    Group forWhom = GroupNames.require(desk, group);
    String site = what.site;
    OverrideRequest wanted =
        site == null
            ? OverrideRequest.forCategory(
                group,
                String.valueOf(what.category),
                desk.office().config().categories(),
                reason,
                duration)
            : OverrideRequest.forSite(group, site, reason, duration);
    new OverrideScope(desk, forWhom).requireOpenable(wanted);
    Person by = acting.person(desk);
    OverrideEntry entry = AuditAppend.await(desk.office().overrides().request(by, wanted));
    desk.out()
        .println(
            entry.id()
                + " asks for "
                + entry.opens()
                + " for "
                + entry.group()
                + " until "
                + new AuditTimes(desk.office()).text(entry.until()));
    desk.out()
        .println(
            "another person decides with: schoolgate override approve "
                + entry.id()
                + " --by ACCOUNT --why TEXT");
    return ExitStatus.DONE;
  }
}
