package org.schoolgate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.schoolgate.classifier.ImportReport;
import org.schoolgate.classifier.ListSummary;
import org.schoolgate.policy.Unseen;

/** An import's report in words: what became of every line. */
final class ListsImportText {

  /** UT1 has some 70 categories. */
  private static final int MAPPED_MAX = 500;

  private ListsImportText() {}

  /**
   * Prints it.
   *
   * @param imported what was imported; a single file is not named again on each line
   * @param rejectedMax how many rejected lines are told one by one
   */
  static void print(ImportReport report, Path imported, PrintStream out, int rejectedMax) {
    out.printf("source      %s%n", report.source());
    out.printf("lines       %d%n", report.lines());
    out.printf("taken       %d%n", report.taken());
    counts(report.takenByCategory(), out);
    mapped(report, out);
    out.printf("duplicates  %d%n", report.duplicates());
    out.printf("blank       %d%n", report.blank());
    out.printf("left out    %d%n", report.leftOutCount());
    counts(report.leftOutByReason(), out);
    if (!report.unmapped().isEmpty()) {
      out.printf(
          "            no counterpart here: %s%n",
          report.unmapped().stream().map(ListsImportText::plain).collect(Collectors.joining(", ")));
    }
    report.notes().forEach(note -> out.printf("note        %s%n", note));
    out.printf("rejected    %d%n", report.rejectedCount());
    counts(report.rejectedByReason(), out);
    lines(report, imported, out, rejectedMax);
  }

  /** Writes the whole report of an import to a file; no text of a line is in it. */
  static void keep(Path file, Path imported, ImportReport report) throws IOException {
    keep(file, "", imported, report);
  }

  /**
   * The same of a subscription.
   *
   * @param standing whether what it tells of is in force
   */
  static void keep(Path file, String standing, ImportReport report) throws IOException {
    keep(file, String.format("standing    %s%n", standing), Path.of("the list"), report);
  }

  private static void keep(Path file, String first, Path imported, ImportReport report)
      throws IOException {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      out.print(first);
      print(report, imported, out, ImportReport.REJECTED_MAX);
      printUntold(report, report.rejected().size(), out);
    }
  }

  /** Prints how many rejected lines there are beyond those that were told one by one. */
  static void printUntold(ImportReport report, int told, PrintStream out) {
    long untold = report.rejectedCount() - told;
    if (untold > 0) {
      out.println("            and " + untold + " more");
    }
  }

  /** Prints how many entries each list that was replaced had, and has. */
  static void printReplaced(
      ImportReport report, List<ListSummary> before, List<ListSummary> after, PrintStream out) {
    for (String category : new TreeSet<>(report.takenByCategory().keySet())) {
      long was = entries(before, report.source(), category);
      if (was > 0) {
        long now = entries(after, report.source(), category);
        out.printf("replaced    %s: was %d, now %d%n", category, was, now);
      }
    }
  }

  private static long entries(List<ListSummary> lists, String source, String category) {
    return lists.stream()
        .filter(list -> list.source().equals(source) && list.category().id().equals(category))
        .mapToLong(ListSummary::entries)
        .sum();
  }

  /** Prints the lines that could not be taken, of an import that came to nothing. */
  static void printRejected(ImportReport report, Path imported, PrintStream out, int rejectedMax) {
    if (report.leftOutCount() > 0) {
      out.printf("lines that were left out: %d of %d%n", report.leftOutCount(), report.lines());
      counts(report.leftOutByReason(), out);
    }
    if (report.rejectedCount() > 0) {
      out.printf("lines that were not taken: %d of %d%n", report.rejectedCount(), report.lines());
      lines(report, imported, out, rejectedMax);
    }
  }

  private static void lines(ImportReport report, Path imported, PrintStream out, int rejectedMax) {
    String onlyFile = String.valueOf(imported.getFileName());
    report.rejected().stream()
        .limit(rejectedMax)
        .forEach(
            line ->
                out.printf(
                    "            %s%d: %s%n",
                    line.file().equals(onlyFile) ? "line " : line.file() + ":",
                    line.line(),
                    line.reason()));
  }

  /** Which of the list's categories became which of ours. */
  private static void mapped(ImportReport report, PrintStream out) {
    report.mapped().stream()
        .limit(MAPPED_MAX)
        .forEach(
            each ->
                out.printf(
                    "mapped      %s is %s here: %d taken%n",
                    plain(each.name()), each.category(), each.taken()));
    if (report.mapped().size() > MAPPED_MAX) {
      out.printf("            and %d more%n", report.mapped().size() - MAPPED_MAX);
    }
  }

  /** A name that somebody else has given, fit for a terminal. */
  private static String plain(String name) {
    return Unseen.isIn(name) ? "(a name that cannot be printed)" : name;
  }

  private static void counts(Map<String, Long> counts, PrintStream out) {
    new TreeMap<>(counts).forEach((what, count) -> out.printf("            %d %s%n", count, what));
  }
}
