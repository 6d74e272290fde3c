package org.schoolgate.classifier;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import org.schoolgate.classifier.format.DamagedListException;
import org.schoolgate.classifier.format.ListFormat;
import org.schoolgate.classifier.format.ListInput;
import org.schoolgate.classifier.format.NoList;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.UnreadableListException;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.classifier.text.PhraseFiles;
import org.schoolgate.policy.CategoryTable;

/**
 * One import: reads a list of any format into an {@link ImportFolder}, accounts for every line, and
 * installs or refuses the whole. Not thread-safe; used once.
 */
final class ListImporter {

  /** The most names of categories that one list may have. */
  static final int CATEGORY_NAMES_MAX = 10_000;

  private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+){0,5}");
  private static final int SOURCE_CHARS_MAX = 40;

  private final ListFolders folders;
  private final CategoryTable categories;
  private final EntryKeys entryKeys;
  private final ImportRequest request;
  private final LongConsumer progress;
  private final ImportWatch watch;
  private final ImportTally tally = new ImportTally();

  /**
   * An import that tells {@code progress} now and then how many lines it has read, and {@code
   * watch} what it will install.
   */
  ListImporter(
      ListFolders folders,
      CategoryTable categories,
      EntryKeys entryKeys,
      ImportRequest request,
      LongConsumer progress,
      ImportWatch watch)
      throws IOException, ListRefusedException {
    requireSource(folders, request.source());
    this.folders = folders;
    this.categories = categories;
    this.entryKeys = entryKeys;
    this.request = request;
    this.progress = progress;
    this.watch = watch;
  }

  private static void requireSource(ListFolders folders, String source)
      throws IOException, ListRefusedException {
    if (!isSourceName(source)) {
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
  }

  /** Whether a list of somebody else may be kept under that name. */
  static boolean isSourceName(String source) {
    return SOURCE.matcher(source).matches()
        && source.length() <= SOURCE_CHARS_MAX
        && !source.equals(ListLibrary.OWN);
  }

  /**
   * Imports it.
   *
   * @param library lets folders change places
   */
  ImportReport run(ListLibrary library) throws IOException, ListRefusedException {
    String title = watch.title(request.list());
    if (!Files.exists(request.list())) {
      throw new ListRefusedException("There is no file " + title + ".");
    }
    CategoryNames names = new CategoryNames(categories, request.mapping());
    try (ImportFolder folder = new ImportFolder(folders.writable(), request.source(), entryKeys);
        ListInput input =
            new ListInput(
                request.list(),
                title,
                folders.writable(),
                request.cipher(),
                request.unpackedAs())) {
      ImportLines lines = new ImportLines(folder, names, request, watch, progress, tally);
      read(input, title, lines);
      ImportReport report = tally.report(request.source());
      new ImportChecks(folder, lines, tally, report).require(watch.mayShrink());
      folder.stage();
      requirePhrases(folder);
      watch.staged(folder.fresh(), folder.replaced());
      library.place(
          () -> {
            watch.before(report);
            folder.install();
          });
      return report;
    }
  }

  /** What cannot be loaded must not be installed: a gateway would not start with it. */
  private void requirePhrases(ImportFolder folder) throws IOException, ListRefusedException {
    try {
      List<Path> phrases = new ArrayList<>(folders.phraseFolders());
      phrases.remove(folders.writable().resolve(request.source()).resolve(ListFolders.PHRASES));
      phrases.add(folder.phrases());
      PhraseFiles.check(phrases, categories);
    } catch (PhraseFileException wrong) {
      throw new ListRefusedException(
          "The phrases that are here and those of the list cannot be used together: "
              + wrong.getMessage(),
          tally.report(request.source()));
    }
  }

  private void read(ListInput input, String title, ImportLines lines)
      throws IOException, ListRefusedException {
    try {
      NoList.require(request.list(), title, request.cipher());
      request.format().reader().read(input, lines);
      lines.finish();
    } catch (NoSuchFileException none) {
      throw new ListRefusedException("There is no file " + none.getMessage() + ".");
    } catch (EOFException cutShort) {
      throw new ListRefusedException(
          "The archive is cut short: get it again.", tally.reportOfWhatWasRead(request.source()));
    } catch (UnreadableListException tooLong) {
      throw new ListRefusedException(
          "It is no list of illegal content: " + tooLong.reason() + ".",
          tally.reportOfWhatWasRead(request.source()));
    } catch (DamagedListException damaged) {
      throw new ListRefusedException(
          (request.format() == ListFormat.UT1
                  ? "This is no folder of lists and no readable .tar.gz of one: "
                  : "This is no list of the format " + request.format().id() + ": ")
              + damaged.getMessage()
              + ".",
          tally.reportOfWhatWasRead(request.source()));
    }
  }
}
