package org.schoolgate.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.MandatoryBlocklist;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/** What a scan found: the phrases, and their sums beside the limits of one group. */
final class ScanSheet {

  /** A phrase and where it stands. */
  record Found(Path file, Match.Phrase match) {}

  private record Sum(Path file, Origin origin, Category category, int weight, int limit) {
    boolean reached() {
      return weight >= limit;
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
    reading.matches().forEach(match -> matches.add(new Found(file, match)));
    reading.sums(group.audience()).decided().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Category::ordinal)))
        .forEach(
            sum ->
                sums.add(
                    new Sum(
                        file,
                        reading.origin(),
                        sum.getKey(),
                        sum.getValue(),
                        sum.getKey().illegal()
                            ? MandatoryBlocklist.LIMIT
                            : group.limit(reading.origin()))));
  }

  List<Found> matches() {
    return List.copyOf(matches);
  }

  boolean reachesALimit() {
    return sums.stream().anyMatch(Sum::reached);
  }

  void print(PrintStream out) {
    Table phrases = new Table("FILE", "READ AS", "CATEGORY", "WEIGHT", "OFFSET", "PHRASE");
    for (Found found : matches) {
      Match.Phrase match = found.match();
      if (all || match.weight() > 0) {
        phrases.row(
            found.file(),
            way(match.origin()),
            match.category().id(),
            match.weight(),
            match.offset(),
            match.phrase());
      }
    }
    Table totals = new Table("FILE", "READ AS", "CATEGORY", "SUM", "LIMIT", "");
    for (Sum sum : sums) {
      if (all || sum.weight() > 0) {
        totals.row(
            sum.file(),
            way(sum.origin()),
            sum.category().id(),
            sum.weight(),
            sum.limit(),
            sum.reached() ? "reached" : "");
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
    List<String> reached =
        sums.stream()
            .filter(Sum::reached)
            .map(sum -> sum.category().id() + " as " + way(sum.origin()) + " in " + sum.file())
            .toList();
    if (!reached.isEmpty()) {
      return "the limit of " + group.title() + " is reached: " + String.join("; ", reached);
    }
    boolean excused = matches.stream().anyMatch(found -> found.match().weight() > 0);
    return excused
        ? "no limit of " + group.title() + " is reached"
        : "no phrase found that counts against a text"
            + (matches.isEmpty() || all
                ? ""
                : String.format(Locale.ROOT, " (%d that excuse it: --all)", matches.size()));
  }

  private static String way(Origin origin) {
    return origin == Origin.TYPED ? "typed" : "page";
  }
}
