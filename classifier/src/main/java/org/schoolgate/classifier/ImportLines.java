package org.schoolgate.classifier;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.format.DamagedListException;
import org.schoolgate.classifier.format.LineSink;
import org.schoolgate.classifier.format.ListLine;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.text.PhraseCheck;
import org.schoolgate.policy.Category;

/**
 * What the lines of an import come to: checks each entry, puts it into the {@link ImportFolder} and
 * counts every line once. Not thread-safe.
 */
final class ImportLines implements LineSink {

  /** The most lines of one import, over all files. */
  static final long LINES_MAX = 50_000_000;

  /** The most exceptions from all categories, which are held until it is known which there are. */
  static final int EXCEPTIONS_MAX = 100_000;

  private static final int PROGRESS_LINES = 10_000;
  private static final int NOTES_MAX = 200;
  private static final String NO_CATEGORY = "no category";

  private final ImportFolder folder;
  private final CategoryNames names;
  private final @Nullable Category otherwise;
  private final boolean doubtful;
  private final ImportWatch watch;
  private final LongConsumer progress;
  private final ImportTally tally;
  private final ImportChanges changes;
  private final Set<Category> brought = new TreeSet<>((a, b) -> a.id().compareTo(b.id()));
  private final Set<Category> refusedIn = new HashSet<>();
  private final Map<String, Optional<Category>> known = new LinkedHashMap<>();
  private final Map<String, Set<Part>> partsOfFiles = new LinkedHashMap<>();
  private final List<Cut> cuts = new ArrayList<>();
  private final List<SiteEntry> everywhere = new ArrayList<>();
  private long everywhereChars;

  /** A part of a category that is a file of its own. */
  record Part(Category category, ListKind kind) {}

  /** A file that did not end with a line end, and what came from it. */
  record Cut(String file, Part part) {}

  /**
   * Lines that go to a folder.
   *
   * @param request says what entries are whose category the list does not say or nobody knows
   */
  ImportLines(
      ImportFolder folder,
      CategoryNames names,
      ImportRequest request,
      ImportWatch watch,
      LongConsumer progress,
      ImportTally tally) {
    this.folder = folder;
    this.names = names;
    this.otherwise = request.category();
    this.doubtful = request.doubtful();
    this.watch = watch;
    this.progress = progress;
    this.tally = tally;
    this.changes = new ImportChanges(folder, tally);
  }

  /** The categories that the list brings, with entries or without. */
  Set<Category> brought() {
    return brought;
  }

  /**
   * Whether entries of a category came and none of them may be taken: what is there of it stays,
   * and is no reason to refuse the rest.
   */
  boolean refusesAllOf(Category category) {
    return refusedIn.contains(category) && !folder.fills(category);
  }

  /** The files that did not end as files do. */
  List<Cut> cuts() {
    return cuts;
  }

  /** Whether something of what is there stays, with changes. */
  boolean changesWhatIsThere() {
    return changes.any();
  }

  @Override
  public void begins(String file, String categoryName) {
    category(categoryName).ifPresent(brought::add);
  }

  @Override
  public void endsInLine(String file) {
    for (Part part : partsOfFiles.getOrDefault(file, Set.of())) {
      cuts.add(new Cut(file, part));
    }
  }

  @Override
  public void note(String sentence) {
    tally.note(sentence, NOTES_MAX);
  }

  @Override
  public void line(String file, long number, ListLine line) throws IOException {
    countLine();
    if (line instanceof ListLine.Entries entries) {
      take(file, number, entries);
    } else if (line instanceof ListLine.LeftOut leftOut) {
      tally.leftOut(leftOut.reason());
    } else if (line instanceof ListLine.Rejected rejected) {
      tally.rejected(file, number, rejected.reason());
    } else if (line instanceof ListLine.Change change) {
      change(file, number, change);
    } else if (line instanceof ListLine.Phrase phrase) {
      phrase(file, number, phrase);
    } else {
      tally.blank();
    }
  }

  private void take(String file, long number, ListLine.Entries line) throws IOException {
    boolean everyCategory = line.categoryName().equals(ListLine.EVERY_CATEGORY);
    Optional<Category> category = everyCategory ? Optional.empty() : category(line.categoryName());
    try {
      List<SiteEntry> entries = entries(line.items());
      if (entries.isEmpty()) {
        tally.blank();
      } else if (everyCategory) {
        exceptEverywhere(entries);
      } else if (category.isEmpty()) {
        tally.leftOut(NO_CATEGORY);
      } else {
        Optional<String> refusal = refusal(category.get(), entries);
        if (refusal.isPresent()) {
          refusedIn.add(category.get());
          tally.refused(file, number, refusal.get());
        } else {
          add(file, line.categoryName(), category.get(), entries);
        }
      }
    } catch (SiteEntry.BadEntryException bad) {
      if (category.isEmpty() && !everyCategory) {
        tally.leftOut(NO_CATEGORY);
      } else {
        tally.rejected(file, number, bad.reason());
      }
    }
  }

  private void add(String file, String name, Category category, List<SiteEntry> entries)
      throws IOException {
    brought.add(category);
    boolean isNew = false;
    for (SiteEntry entry : entries) {
      isNew |= folder.add(category, entry);
      partsOfFiles
          .computeIfAbsent(file, each -> new HashSet<>())
          .add(new Part(category, entry.kind()));
    }
    if (isNew) {
      tally.taken(name, category);
    } else {
      tally.duplicate();
    }
  }

  private void phrase(String file, long number, ListLine.Phrase phrase) throws IOException {
    Optional<Category> category = category(phrase.categoryName());
    if (category.isEmpty()) {
      tally.leftOut(NO_CATEGORY);
      return;
    }
    if (!phrase.doubt().isEmpty() && !doubtful) {
      // Which word it is would make a reason of its own of every line.
      tally.leftOut("would be found where it means nothing (--all takes it)");
      return;
    }
    PhraseCheck check = PhraseCheck.of(category.get(), phrase.language(), phrase.text());
    if (phrase.excuses() && !watch.takesExcuses()) {
      tally.leftOut("what excuses pages comes by hand alone, with lists import");
    } else if (!check.problem().isEmpty()) {
      tally.rejected(file, number, check.problem());
    } else if (category.get().illegal()) {
      tally.leftOut("phrases of illegal content come from the licensed feed alone");
    } else if (folder.addPhrase(category.get(), phrase.language(), check.key(), phrase.text())) {
      tally.taken(phrase.categoryName(), category.get());
    } else {
      tally.duplicate();
    }
  }

  /** Takes a site out of every category, once it is known which there are. */
  private void exceptEverywhere(List<SiteEntry> entries) throws DamagedListException {
    everywhereChars += entries.get(0).text().length();
    if (everywhere.size() >= EXCEPTIONS_MAX || everywhereChars > ImportChanges.CHARS_MAX) {
      throw new DamagedListException(
          "it has more than "
              + EXCEPTIONS_MAX
              + " exceptions from all its categories, or than "
              + ImportChanges.CHARS_MAX
              + " characters of them");
    }
    everywhere.add(entries.get(0));
  }

  private void finishExceptions() throws IOException {
    for (SiteEntry entry : everywhere) {
      boolean isNew = false;
      for (Category category : brought) {
        isNew |= !category.illegal() && folder.add(category, entry);
      }
      if (brought.isEmpty()) {
        tally.leftOut("an exception from nothing: the list closes no site");
      } else if (isNew) {
        tally.taken(brought.iterator().next());
      } else {
        tally.duplicate();
      }
    }
  }

  private void change(String file, long number, ListLine.Change change) throws IOException {
    Optional<Category> category = category(change.categoryName());
    if (category.isEmpty()) {
      tally.leftOut(NO_CATEGORY);
      return;
    }
    try {
      List<SiteEntry> entries = entries(List.of(change.item()));
      if (entries.isEmpty()) {
        tally.blank();
        return;
      }
      Optional<String> refusal =
          change.added() ? refusal(category.get(), entries) : Optional.empty();
      if (refusal.isPresent()) {
        tally.refused(file, number, refusal.get());
      } else {
        changes.add(change.categoryName(), category.get(), entries.get(0), change.added());
      }
    } catch (SiteEntry.BadEntryException bad) {
      tally.rejected(file, number, bad.reason());
    }
  }

  /** Makes the changes to what is there, once all lines are read. */
  void finish() throws IOException {
    brought.addAll(changes.apply());
    finishExceptions();
  }

  private static List<SiteEntry> entries(List<ListLine.Item> items)
      throws SiteEntry.BadEntryException {
    List<SiteEntry> entries = new ArrayList<>(items.size());
    for (ListLine.Item item : items) {
      @Nullable SiteEntry entry = SiteEntry.parse(item.kind(), item.text());
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Why a line may not be taken, although it is an entry. */
  private Optional<String> refusal(Category category, List<SiteEntry> entries) {
    return entries.stream().flatMap(entry -> refusal(category, entry).stream()).findFirst();
  }

  private Optional<String> refusal(Category category, SiteEntry entry) {
    if (entry.kind().excepts()) {
      return category.illegal()
          ? Optional.of("nothing is excepted from a list of illegal content")
          : Optional.empty();
    }
    Optional<Network> network = ListedNetworks.of(entry);
    return network
        .flatMap(ListedNetworks::refusal)
        .or(() -> network.flatMap(of -> watch.refusal(category, of)))
        .or(() -> watch.refusal(category, entry.target()));
  }

  private Optional<Category> category(String name) {
    Optional<Category> found = known.get(name);
    if (found == null) {
      found = name.isEmpty() ? Optional.empty() : names.find(name);
      if (found.isEmpty() && !name.isEmpty() && otherwise == null) {
        tally.unmapped(name);
      }
      found = found.or(() -> Optional.ofNullable(otherwise));
      if (!name.isEmpty()) {
        found.ifPresent(category -> tally.mapped(name, category));
      }
      if (known.size() < ListImporter.CATEGORY_NAMES_MAX) {
        known.put(name, found);
      }
    }
    return found;
  }

  private void countLine() throws DamagedListException {
    tally.line();
    if (tally.lines() % PROGRESS_LINES == 0) {
      progress.accept(tally.lines());
    }
    if (tally.lines() > LINES_MAX) {
      throw new DamagedListException("it has more than " + LINES_MAX + " lines");
    }
  }
}
