package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.ImportReport;
import org.schoolgate.classifier.ImportRequest;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.ListSummary;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.console.people.Power;
import org.schoolgate.gateway.control.SentFile;
import org.schoolgate.policy.Category;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a list that somebody else publishes. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Take a list that somebody else publishes, and say what became of every line.",
      "A list that is empty or half-written, has shrunk by more than half or is mostly no list is"
          + " refused, and the former one stays.",
      "Filling a category that opens sites, replacing a list that closes them, and the IWF's list"
          + " take a person with an account."
    },
    footer = {
      "",
      "Examples:",
      "  schoolgate lists import blacklists.tar.gz --source ut1 --reason \"weekly update\"",
      "  schoolgate lists import odds.txt --source county --category gambling --reason \"theirs\"",
      "  schoolgate lists import rules.txt --source ads --category advertising --reason \"no adverts\"",
      "  schoolgate lists import ./tree --source other --map warez=piracy --reason \"on trial\""
    })
final class ListsImport extends ActingCommand {

  private static final int REJECTED_SHOWN_MAX = 20;

  @Parameters(
      paramLabel = "PATH",
      description =
          "A squidGuard tree such as UT1 or the folder of e2guardian (or a .tar.gz of either), or a"
              + " file: one name a line, hosts, rules for a blocker, an RPZ zone, a table.")
  Path path = Path.of("");

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "The name to keep it under; importing again under it replaces it.")
  String source = "";

  @Mixin ListReadingOptions reading = new ListReadingOptions();

  @Option(
      names = "--map",
      paramLabel = "THEIRS=OURS",
      description = "Which of our categories one of the tree's is, on top of the built-in table.")
  Map<String, String> mapping = Map.of();

  @Option(
      names = "--shrink",
      description = "Take it although it has less than half the entries of the one it replaces.")
  boolean shrink;

  @Option(names = "--all", description = "Take phrases, too, that would be found in ordinary text.")
  boolean all;

  @Mixin ReasonOption reason = new ReasonOption();

  /** Where it is read from; in a gateway the copy that came with the command. */
  private @Nullable SentFile copy;

  @Override
  public List<Path> files() {
    return List.of(path);
  }

  @Override
  public void readFrom(Function<Path, SentFile> place) {
    copy = place.apply(path);
  }

  @Override
  public void check() {
    reason.text();
  }

  @Override
  public int run(Desk desk) throws IOException {
    SentFile sent = copy;
    SentFile from = sent == null ? SentFile.inPlace(path) : sent;
    if (!Files.exists(from.path())) {
      throw new NoSuchFileException(path.toString());
    }
    mapping.values().forEach(ours -> ListsCategory.require(desk, ours));
    ListFormat read = reading.formatOf(from, path);
    Category filled = filled(desk, read);
    requireNoSubscription(desk);
    Caller caller = acting.caller(desk);
    caller.require(Power.MANAGE_LISTS);
    ListLibrary library = ListsFiles.libraryToFill(desk);
    List<ListSummary> before = library.summaries();
    ListsImportWatch watch =
        new ListsImportWatch(
            desk, caller, reason.text(), String.valueOf(path.getFileName()), before, shrink);
    if (filled != null) {
      watch.requireFillable(filled);
      if (!library.isShipped(source)) { // for that the library has its own refusal
        requireNoOther(filled, before);
      }
    }
    ImportReport report = take(desk, library, from, read, filled, watch);
    String inForce = ListsFiles.putInForce(desk);
    ListsImportText.print(report, path, desk.out(), REJECTED_SHOWN_MAX);
    Path kept = ListsFiles.importReport(desk, report.source());
    ListsImportText.keep(kept, path, report);
    ListsImportText.printUntold(report, REJECTED_SHOWN_MAX, desk.out());
    desk.out().println("report      " + kept);
    ListsImportText.printReplaced(report, before, library.summaries(), desk.out());
    desk.out().println(inForce);
    return ExitStatus.DONE;
  }

  /** What is fetched by schedule would be put over it, and nobody could say how old it is. */
  private void requireNoSubscription(Desk desk) {
    if (desk.office().config().subscriptions().all().stream()
        .anyMatch(each -> each.source().equals(source))) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the school subscribes to "
              + source
              + ", which is fetched from its publisher: `schoolgate lists update "
              + source
              + "` does that now; import a list of your own under another name");
    }
  }

  /** What the source has in another category would stay, under a reason that is not its own. */
  private void requireNoOther(Category filled, List<ListSummary> before) {
    List<String> others =
        before.stream()
            .filter(list -> list.source().equals(source) && !list.category().equals(filled))
            .map(list -> list.category().id())
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          source
              + " has lists for "
              + String.join(", ", others)
              + ", which a list for "
              + filled.id()
              + " does not replace; give it another name, or take those out first: schoolgate lists"
              + " remove --source "
              + source);
    }
  }

  /** The category that a plain file fills; null for a tree. */
  private @Nullable Category filled(Desk desk, ListFormat read) {
    String id = reading.category;
    if (read.isTree() && id != null) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          path
              + " is a tree that names its own categories; leave --category out, or say with --map"
              + " which is which");
    }
    if (!read.namesCategories() && !mapping.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          path + " is no tree of categories; say with --category what its names are");
    }
    if (!read.namesCategories() && id == null) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          path
              + " does not say what its names are; say it with --category, such as --category"
              + " gambling");
    }
    return id == null ? null : ListsCategory.require(desk, id);
  }

  private ImportReport take(
      Desk desk,
      ListLibrary library,
      SentFile from,
      ListFormat read,
      @Nullable Category filled,
      ListsImportWatch watch)
      throws IOException {
    Progress progress = Progress.of(desk, "importing " + path.getFileName());
    try {
      return library.importList(
          new ImportRequest(
              source,
              from.path(),
              read,
              filled,
              mapping,
              all,
              from.cipher(),
              FileCipher.ephemeral(desk.office().random())),
          lines -> {},
          watch);
    } catch (ListRefusedException refused) {
      progress.close();
      refused
          .report()
          .ifPresent(
              found -> ListsImportText.printRejected(found, path, desk.err(), REJECTED_SHOWN_MAX));
      throw new CommandFailure(
          ExitStatus.NO, "nothing of " + path + " was taken: " + refused.reason(), refused);
    } finally {
      progress.close();
    }
  }
}
