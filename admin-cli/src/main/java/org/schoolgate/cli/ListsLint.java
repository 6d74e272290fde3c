package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.schoolgate.classifier.ListLint;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.gateway.control.SentFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks through a list without taking it. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Look through a list of somebody else without taking it, and say line by line what other"
          + " programs load without a word: text that is no entry, phrases that ordinary text has,"
          + " bans that a slip made, repetitions, entries that close half the web or a site that"
          + " helps children.",
      "Exit status 0: nothing is wrong; 1: something is; 2: it is no list."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate lists lint /etc/e2guardian/lists/phraselists",
      "  schoolgate lists lint odds.txt --category gambling --json"
    })
final class ListsLint implements DeskCommand {

  @Parameters(
      paramLabel = "PATH",
      description = "A file, a folder or a .tar.gz, in any format that `lists import` reads.")
  Path path = Path.of("");

  @Mixin ListReadingOptions reading = new ListReadingOptions();

  @Option(
      names = "--json",
      description = "Print one JSON object a finding, and last one with the counts.")
  boolean json;

  /** It changes nothing, and a list may be large: nothing is sent. */
  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    ListFormat read = reading.formatOf(SentFile.inPlace(path), path);
    String id = reading.category;
    Path spool = Files.createTempDirectory("schoolgate-lint-");
    try {
      ListLint.Report report =
          ListLint.of(
              path,
              read,
              desk.office().config().categories(),
              ListsImportWatch.protectedSites(desk),
              id == null ? null : ListsCategory.require(desk, id),
              spool,
              FileCipher.ephemeral(desk.office().random()));
      requireList(report);
      if (json) {
        printJson(desk, read, report);
      } else {
        print(desk, read, report);
      }
      return report.isClean() ? ExitStatus.DONE : ExitStatus.NO;
    } catch (ListRefusedException refused) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          path
              + ": "
              + refused.reason()
              + (reading.format == null ? " Name its format with --format." : ""),
          refused);
    } finally {
      Files.delete(spool);
    }
  }

  /** Nothing is wrong in nothing, and who reads that believes that a list is in order. */
  private void requireList(ListLint.Report report) {
    if (report.isClean() && report.entries() + report.phrases() == 0) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          path
              + (report.lines() == 0
                  ? " is empty: there is no list in it"
                  : " holds no list: no line of it is an entry or a phrase"
                      + (reading.format == null ? "; name its format with --format" : "")));
    }
  }

  private static void print(Desk desk, ListFormat read, ListLint.Report report) {
    for (ListLint.Finding found : report.findings()) {
      desk.out().println(found.file() + ":" + found.line() + ": " + found.words());
    }
    if (!report.findings().isEmpty()) {
      desk.out().println();
    }
    desk.out().printf("format      %s%n", read.id());
    desk.out().printf("lines       %d%n", report.lines());
    desk.out().printf("entries     %d%n", report.entries());
    desk.out().printf("phrases     %d%n", report.phrases());
    desk.out().printf("blank       %d%n", report.blank());
    long leftOut = report.leftOut().values().stream().mapToLong(Long::longValue).sum();
    desk.out().printf("left out    %d%n", leftOut);
    new TreeMap<>(report.leftOut())
        .forEach((why, count) -> desk.out().printf("            %d %s%n", count, why));
    desk.out().printf("redundant   %d under a name that is listed%n", report.redundant());
    long wrong = report.counts().values().stream().mapToLong(Long::longValue).sum();
    desk.out().printf("wrong       %d%n", wrong);
    new TreeMap<>(report.counts())
        .forEach((kind, count) -> desk.out().printf("            %d %s%n", count, kind.title()));
    if (wrong > report.findings().size()) {
      desk.err().println("only the first " + report.findings().size() + " are told one by one");
    }
  }

  private static void printJson(Desk desk, ListFormat read, ListLint.Report report) {
    for (ListLint.Finding found : report.findings()) {
      desk.out()
          .println(
              Json.line(
                  Json.object()
                      .put("file", found.file())
                      .put("line", found.line())
                      .put("kind", found.kind().id())
                      .put("finding", found.words())));
    }
    var summary =
        Json.object()
            .put("format", read.id())
            .put("lines", report.lines())
            .put("entries", report.entries())
            .put("phrases", report.phrases())
            .put("blank", report.blank())
            .put("redundant", report.redundant());
    var leftOut = summary.putObject("leftOut");
    new TreeMap<>(report.leftOut()).forEach(leftOut::put);
    var counts = summary.putObject("findings");
    new TreeMap<>(report.counts()).forEach((kind, count) -> counts.put(kind.id(), count));
    desk.out().println(Json.line(summary));
  }
}
