package org.schoolgate.classifier;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * One import: reads files line by line into an {@link ImportFolder}, accounts for every line, and
 * installs or refuses the whole. Not thread-safe; used once.
 */
final class ListImporter {

  /** The most lines of one import, over all files. */
  static final long LINES_MAX = 50_000_000;

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,5}");
  private static final int SOURCE_CHARS_MAX = 40;
  private static final int PROGRESS_LINES = 10_000;
  private static final Pattern NUMBERED = Pattern.compile("(domains|urls)(\\.[0-9]{1,4})?");

  private final Path root;
  private final CategoryTable categories;
  private final String source;
  private final LongConsumer progress;
  private final ImportWatch watch;
  private final ImportTally tally = new ImportTally();
  private final List<Cut> withoutLineEnd = new ArrayList<>();
  private final Set<Category> brought = new TreeSet<>((a, b) -> a.id().compareTo(b.id()));

  /** A file that did not end with a line end. */
  private record Cut(String file, Category category, ListKind kind) {}

  /**
   * An import that tells {@code progress} now and then how many lines it has read, and {@code
   * watch} what it will install.
   */
  ListImporter(
      ListFolders folders,
      CategoryTable categories,
      String source,
      LongConsumer progress,
      ImportWatch watch)
      throws IOException, ListRefusedException {
    if (!SOURCE.matcher(source).matches()
        || source.length() > SOURCE_CHARS_MAX
        || source.equals(ListLibrary.OWN)) {
      throw new ListRefusedException(
          "A source is named by lower-case words joined by hyphens, and '"
              + ListLibrary.OWN
              + "' is the school's own.");
    }
    if (folders.isShipped(source)) {
      throw new ListRefusedException(
          "'"
              + source
              + "' names lists that come with the configuration, which an import cannot replace:"
              + " give it another name.");
    }
    this.root = folders.writable();
    this.categories = categories;
    this.source = source;
    this.progress = progress;
    this.watch = watch;
  }

  ImportReport importTree(Path tree, Map<String, String> mapping)
      throws IOException, ListRefusedException {
    CategoryNames names = new CategoryNames(categories, mapping);
    try (ImportFolder folder = new ImportFolder(root, source)) {
      try {
        ListArchive.read(tree, (name, in) -> readTreeFile(name, in, names, folder));
      } catch (EOFException cutShort) {
        throw new ListRefusedException(
            "The archive is cut short: get it again.", tally.report(source));
      } catch (ListArchive.DamagedException damaged) {
        throw new ListRefusedException(
            "This is no folder of lists and no readable .tar.gz of one: "
                + damaged.getMessage()
                + ".",
            tally.report(source));
      }
      return installOrRefuse(folder);
    }
  }

  ImportReport importFile(Path file, Category category, ListKind kind)
      throws IOException, ListRefusedException {
    if (!Files.isRegularFile(file)) {
      throw new ListRefusedException("There is no file " + watch.title(file) + ".");
    }
    try (ImportFolder folder = new ImportFolder(root, source);
        InputStream in = Files.newInputStream(file)) {
      readList(watch.title(file), in, category, kind, folder);
      return installOrRefuse(folder);
    }
  }

  private void readTreeFile(String name, InputStream in, CategoryNames names, ImportFolder folder)
      throws IOException {
    int slash = name.lastIndexOf('/');
    String fileName = name.substring(slash + 1);
    String category = slash < 0 ? "" : name.substring(0, slash);
    Optional<Category> known = names.find(category);
    if (fileName.equals("expressions")) {
      leaveOut(in, "regular expressions are not supported");
    } else if (category.isEmpty() || !NUMBERED.matcher(fileName).matches()) {
      leaveOut(in, "not a list");
    } else if (known.isEmpty()) {
      tally.unmapped(category);
      leaveOut(in, "no category");
    } else {
      ListKind kind = fileName.startsWith("urls") ? ListKind.URLS : ListKind.DOMAINS;
      readList(name, in, known.get(), kind, folder);
    }
  }

  private void leaveOut(InputStream in, String reason) throws IOException {
    LineReader lines = new LineReader(in);
    while (lines.next()) {
      countLine();
      tally.leftOut(reason);
    }
  }

  private void readList(
      String file, InputStream in, Category category, ListKind kind, ImportFolder folder)
      throws IOException {
    brought.add(category);
    LineReader lines = new LineReader(in);
    while (lines.next()) {
      countLine();
      try {
        take(lines, category, kind, folder);
      } catch (SiteEntry.BadEntryException bad) {
        tally.rejected(file, lines.number(), bad.reason());
      }
    }
    if (!lines.endsWithNewline()) {
      withoutLineEnd.add(new Cut(file, category, kind));
    }
  }

  private void take(LineReader lines, Category category, ListKind kind, ImportFolder folder)
      throws IOException, SiteEntry.BadEntryException {
    List<SiteEntry> entries;
    if (kind == ListKind.HOSTS && !lines.tooLong()) {
      HostsLine line = HostsLine.parse(lines.text());
      if (line.leftOut() != null) {
        tally.leftOut(line.leftOut());
        return;
      }
      entries = line.entries();
    } else {
      @Nullable SiteEntry entry = ListLoader.parse(kind, lines);
      entries = entry == null ? List.of() : List.of(entry);
    }
    if (entries.isEmpty()) {
      tally.blank();
      return;
    }
    for (SiteEntry entry : entries) {
      Optional<String> refusal = watch.refusal(category, entry.target());
      if (refusal.isPresent()) {
        throw new SiteEntry.BadEntryException(refusal.get());
      }
    }
    boolean isNew = false;
    for (SiteEntry entry : entries) {
      isNew |= folder.add(category, entry);
    }
    if (isNew) {
      tally.taken(category);
    } else {
      tally.duplicate();
    }
  }

  private void countLine() throws ListArchive.DamagedException {
    tally.line();
    if (tally.lines() % PROGRESS_LINES == 0) {
      progress.accept(tally.lines());
    }
    if (tally.lines() > LINES_MAX) {
      throw new ListArchive.DamagedException("it has more than " + LINES_MAX + " lines");
    }
  }

  private ImportReport installOrRefuse(ImportFolder folder)
      throws IOException, ListRefusedException {
    ImportReport report = tally.report(source);
    if (tally.taken() == 0) {
      throw new ListRefusedException(
          "There is not one usable entry in it, so what was there stays.", report);
    }
    requireMostlyEntries(report);
    for (Cut cut : withoutLineEnd) {
      long installed = folder.installedCount(cut.category(), cut.kind());
      if (folder.count(cut.category(), cut.kind()) * 2 < installed) {
        throw new ListRefusedException(
            cut.file()
                + " looks half-written: it ends in the middle of a line and holds less than"
                + " half of what is there. What was there stays; get it again.",
            report);
      }
    }
    for (Category category : brought) {
      if (tally.takenOf(category) == 0 && installedEntries(folder, category) > 0) {
        throw new ListRefusedException(
            "Its list for "
                + category.id()
                + " is empty, and the one there is not. What was there"
                + " stays.",
            report);
      }
      requireNotShrunk(folder, category, report);
    }
    folder.stage();
    watch.before(report);
    folder.install();
    return report;
  }

  /** What is no list at all has, by chance, a few lines that look like names. */
  private static void requireMostlyEntries(ImportReport report) throws ListRefusedException {
    long read = report.lines() - report.blank() - report.leftOutCount();
    if (report.rejectedCount() * 2 > read) {
      throw new ListRefusedException(
          report.rejectedCount()
              + " of its "
              + read
              + " lines are no entries, so it is no list of that format. What was there stays.",
          report);
    }
  }

  private void requireNotShrunk(ImportFolder folder, Category category, ImportReport report)
      throws IOException, ListRefusedException {
    long installed = installedEntries(folder, category);
    long now = folder.count(category);
    if (now * 2 < installed && !watch.mayShrink()) {
      throw new ListRefusedException(
          "Its list for "
              + category.id()
              + " has "
              + now
              + " entries, and the one there has "
              + installed
              + ": it has shrunk by more than half. What was there stays; get it again, or import"
              + " it with --shrink if that is meant.",
          report);
    }
  }

  private static long installedEntries(ImportFolder folder, Category category) throws IOException {
    long entries = 0;
    for (ListKind kind : ListKind.values()) {
      entries += folder.installedCount(category, kind);
    }
    return entries;
  }
}
