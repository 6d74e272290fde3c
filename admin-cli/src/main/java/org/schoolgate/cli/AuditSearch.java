package org.schoolgate.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.cli.config.Nearest;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Records that fit what is given. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Find records that fit everything given, and print them, the newest last.",
      "What was typed, searched for or found is left out; `audit show` opens it for those who may."
    })
final class AuditSearch extends AuditListing {

  private static final List<String> KINDS =
      Arrays.stream(RecordKind.values()).map(RecordKind::id).toList();

  @Option(names = "--category", paramLabel = "ID", description = "Of this category.")
  @Nullable String category;

  @Option(
      names = "--severity",
      paramLabel = "LEVEL",
      description =
          "With a violation of at least this severity: low, medium, high, urgent or critical.")
  @Nullable Severity severity;

  @Option(
      names = "--person",
      paramLabel = "NAME",
      description = "About this person, shared logon or device, as the records name it.")
  @Nullable String person;

  @Option(names = "--host", paramLabel = "HOST", description = "At this site or under it.")
  @Nullable String host;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Of these kinds, such as blocked or override-approved.")
  List<String> kinds = List.of();

  @Option(
      names = {"--from", "--since"},
      paramLabel = "TIME",
      description = "From then on: 2026-11-17 or 2026-11-17T09:00, in the school's time zone.")
  @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Until then; a day without a time is included.")
  @Nullable String to;

  @Override
  String name() {
    return "search";
  }

  @Override
  int statusOfNone() {
    return ExitStatus.NO;
  }

  @Override
  LedgerQuery query(Desk desk) {
    AuditTimes times = new AuditTimes(desk.office());
    String first = from;
    String last = to;
    return new LedgerQuery(
        recordKinds(),
        known(desk, category),
        severity,
        person,
        canonical(host),
        first == null ? null : times.first("--from", first),
        last == null ? null : times.firstAfter("--to", last));
  }

  private Set<RecordKind> recordKinds() {
    Set<RecordKind> wanted = EnumSet.noneOf(RecordKind.class);
    for (String kind : kinds) {
      wanted.add(
          RecordKind.find(kind.strip().toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitStatus.USAGE,
                          "there are no records of kind '"
                              + kind
                              + "'"
                              + Nearest.question(kind, KINDS)
                              + " the kinds are "
                              + String.join(", ", KINDS))));
    }
    return wanted;
  }

  private static @Nullable String known(Desk desk, @Nullable String category) {
    return category == null ? null : ListsCategory.require(desk, category).id();
  }

  private static @Nullable String canonical(@Nullable String host) {
    if (host == null) {
      return null;
    }
    try {
      return HostName.parse(host).text();
    } catch (IllegalArgumentException notAHost) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "--host takes a name such as bbc.co.uk, without http:// or a path",
          notAHost);
    }
  }
}
