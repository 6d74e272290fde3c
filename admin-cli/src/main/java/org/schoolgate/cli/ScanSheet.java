package org.schoolgate.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.MandatoryBlocklist;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/** What a scan found: the phrases, and their sums beside the limits of one group. */
final class ScanSheet {

  /** A phrase and where it stands, and what its category comes to there. */
  record Found(Path file, Match.Phrase match, Sum sum) {}

  /**
   * What the phrases of a category come to in one reading of a file.
   *
   * @param weight what decides
   * @param noticed what is compared with the limit for the record
   */
  record Sum(Path file, Origin origin, Category category, int weight, int noticed, int limit) {

    boolean reached() {
      return weight >= limit;
    }

    /** Whether it blocks nothing and is put on record all the same. */
    boolean onlyRecorded() {
      return !reached() && noticed >= limit && category.monitored();
    }

    private String outcome() {
      if (reached()) {
        return "reached";
      }
      return onlyRecorded() ? "noticed: goes on record, blocks nothing" : "below the limit";
    }

    private String words() {
      return category.id() + " as " + way(origin) + " in " + file;
    }
  }

  private final Group group;
  private final boolean all;
  private final List<Found> matches = new ArrayList<>();
  private final List<Sum> sums = new ArrayList<>();

  /**
   * An empty one.
   *
   * @param all whether to print phrases that excuse a text, too
   */
  ScanSheet(Group group, boolean all) {
    this.group = group;
    this.all = all;
  }

  void add(Path file, TextFindings reading) {
    reading
        .matches()
        .forEach(
            match -> matches.add(new Found(file, match, sum(file, reading, match.category()))));
    reading.sums(group.audience()).decided().keySet().stream()
        .sorted(Comparator.comparingInt(Category::ordinal))
        .forEach(category -> sums.add(sum(file, reading, category)));
  }

  private Sum sum(Path file, TextFindings reading, Category category) {
    TextFindings.Sums all = reading.sums(group.audience());
    return new Sum(
        file,
        reading.origin(),
        category,
        all.decided().getOrDefault(category, 0),
        all.noticed().getOrDefault(category, 0),
        category.illegal() ? MandatoryBlocklist.LIMIT : group.limit(reading.origin()));
  }

  List<Found> matches() {
    return List.copyOf(matches);
  }

  boolean reachesALimit() {
    return sums.stream().anyMatch(Sum::reached);
  }

  void print(PrintStream out) {
    Table phrases = new Table("FILE", "READ AS", "CATEGORY", "WEIGHT", "OFFSET", "PHRASE", "NOTE");
    for (Found found : matches) {
      Match.Phrase match = found.match();
      if (all || match.weight() > 0) {
        phrases.row(
            found.file(),
            way(match.origin()),
            match.category().id(),
            match.weight(),
            match.offset(),
            match.phrase(),
            CountingWords.note(match, group.audience()));
      }
    }
    Table totals = new Table("FILE", "READ AS", "CATEGORY", "SUM", "NOTICED", "LIMIT", "");
    for (Sum sum : sums) {
      if (all || sum.weight() > 0 || sum.noticed() > 0) {
        totals.row(
            sum.file(),
            way(sum.origin()),
            sum.category().id(),
            sum.weight(),
            sum.noticed(),
            sum.limit(),
            sum.outcome());
      }
    }
    if (!phrases.isEmpty()) {
      phrases.print(out);
      out.println();
    }
    if (!totals.isEmpty()) {
      totals.print(out);
      out.println();
    }
    out.println(verdict());
  }

  private String verdict() {
    if (reachesALimit()) {
      return "the limit of " + group.title() + " is reached: " + words(Sum::reached);
    }
    if (sums.stream().anyMatch(Sum::onlyRecorded)) {
      return "no limit of "
          + group.title()
          + " is reached; what goes on record and blocks nothing: "
          + words(Sum::onlyRecorded);
    }
    if (matches.stream().anyMatch(found -> found.match().weight() > 0)) {
      return "no limit of " + group.title() + " is reached";
    }
    return "no phrase found that counts against a text"
        + (matches.isEmpty() || all
            ? ""
            : String.format(Locale.ROOT, " (%d that excuse it: --all)", matches.size()));
  }

  private String words(Predicate<Sum> which) {
    return sums.stream().filter(which).map(Sum::words).collect(Collectors.joining("; "));
  }

  private static String way(Origin origin) {
    return origin == Origin.TYPED ? "typed" : "page";
  }
}
