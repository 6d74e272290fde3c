package org.schoolgate.classifier;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * The list files of an installation: shows and searches them, edits the school's own entries, and
 * imports lists of others. Works on files alone, with or without a gateway running; a gateway sees
 * a change at its {@link ListStore#reload}.
 *
 * <p>Entries of illegal categories are never shown, found or edited here (S22, S62). Thread-safe
 * within one process.
 */
public final class ListLibrary {

  /** The source of the school's own entries. */
  public static final String OWN = "own";

  private final ListFolders folders;
  private final CategoryTable categories;
  private final EntryKeys entryKeys;
  private final ListReading reading;

  /** One import is made at a time. */
  private final Object imports = new Object();

  /** Held behind it while folders change places, and by itself while what stands there is read. */
  private final Object places = new Object();

  // The library's own lock is that of the school's own lists. It is taken behind both of these, and
  // held for as long as folders change places, so that an edit waits neither while a list is
  // imported nor while one is compiled (ListStore.reload).

  /**
   * The library in these folders.
   *
   * @param entryKeys what entries of illegal categories are kept as
   */
  public ListLibrary(ListFolders folders, CategoryTable categories, EntryKeys entryKeys) {
    this(folders, categories, entryKeys, EndedEntries.NONE);
  }

  /** The same, of which some entries of the school's own may have ended: those are not shown. */
  public ListLibrary(
      ListFolders folders, CategoryTable categories, EntryKeys entryKeys, EndedEntries ended) {
    this.folders = folders;
    this.categories = categories;
    this.entryKeys = entryKeys;
    this.reading = new ListReading(folders, categories, entryKeys, ended);
  }

  /**
   * What an edit of the school's own list came to.
   *
   * @param kind the file that the entry belongs to
   * @param text the entry in its canonical spelling
   * @param changed false if it was already so
   */
  public record Edit(ListKind kind, String text, boolean changed) {}

  /** Whether a list of somebody else may be kept under that name. */
  public static boolean isSourceName(String source) {
    return ListImporter.isSourceName(source);
  }

  /** Whether lists of that source come with the configuration. */
  public boolean isShipped(String source) throws IOException {
    return folders.isShipped(source);
  }

  /**
   * Every list there is, by source and category, with the phrases that imports brought; illegal
   * ones with their counts alone.
   */
  public List<ListSummary> summaries() throws IOException {
    return reading.summaries(reading.files(), ListTree.folders(folders.writable()));
  }

  /** The same of the categories of illegal content alone. */
  public List<ListSummary> illegalSummaries() throws IOException {
    return reading.summaries(
        reading.files().stream().filter(file -> file.category().illegal()).toList(), List.of());
  }

  /** The entries of a category, at most {@code entriesMax}; none for an illegal category. */
  public List<ListEntry> show(Category category, int entriesMax) throws IOException {
    return reading.find(file -> file.category().equals(category), entry -> true, entriesMax);
  }

  /**
   * The entries that hold a text, at most {@code entriesMax}. Internationalised names are found in
   * their own letters, too, and of a whole address the entries that cover it.
   */
  public List<ListEntry> search(String text, int entriesMax) throws IOException {
    return reading.search(text, entriesMax);
  }

  /**
   * Every entry that covers a site or address, such as {@code www.example.com/path}, or the IPv4
   * address that it {@linkplain #leadsTo leads to}; of a list that does not cover it by an
   * exception, the exception.
   *
   * @throws ListRefusedException if it is neither
   */
  public List<ListEntry> why(String site) throws IOException, ListRefusedException {
    return reading.why(site);
  }

  /** The IPv4 address that is looked up as well, since that of the site leads to it; or none. */
  public static Optional<String> leadsTo(String site) {
    try {
      return Optional.ofNullable(Embedded.in(SiteEntry.targetOf(site)))
          .map(led -> led.host().text());
    } catch (SiteEntry.BadEntryException noSite) {
      return Optional.empty();
    }
  }

  /**
   * Every entry of those categories that listing the site would cover: what stands under a name, or
   * from a path on.
   *
   * @throws ListRefusedException if it is neither a site nor an address
   */
  public List<ListEntry> within(String site, Predicate<Category> of, int entriesMax)
      throws IOException, ListRefusedException {
    SiteEntry wide;
    try {
      wide = SiteEntry.ofSite(site);
    } catch (SiteEntry.BadEntryException bad) {
      throw OwnLists.refused(bad);
    }
    return reading.find(file -> of.test(file.category()), wide::covers, entriesMax);
  }

  /**
   * Takes a source that was imported out again, with all its categories. Durable when it returns.
   *
   * @param before is told what goes before anything is touched; what it throws leaves everything as
   *     it was
   * @throws ListRefusedException if nothing was imported under that name; it names those that were
   */
  public void removeSource(String source, Consumer<List<ListSummary>> before)
      throws IOException, ListRefusedException {
    synchronized (imports) {
      Path root = folders.writable();
      List<ListSummary> imported =
          reading.summaries(reading.files(List.of(root)), ListTree.folders(root));
      place(() -> new ImportedSource(root, source).remove(imported, before));
    }
  }

  /**
   * Adds an entry to the school's own list of a category: a name, which covers all under it, or an
   * address with a path, which covers all from that path on. Durable when it returns.
   *
   * @param before is told the edit before the file is touched, if it changes anything; what it
   *     throws leaves everything as it was
   * @throws ListRefusedException if the entry is no valid one, or the category is illegal
   */
  public synchronized Edit add(Category category, String entry, Consumer<Edit> before)
      throws IOException, ListRefusedException {
    return new OwnLists(folders.writable()).add(category, entry, before);
  }

  /**
   * The spelling in which an entry of the school's own lists is kept, from what a person gives.
   *
   * @throws ListRefusedException if it is no site or address
   */
  public static String spelling(String site) throws ListRefusedException {
    return entry(site).text();
  }

  /**
   * The entry of the school's own lists that a person means by a site or address.
   *
   * @throws ListRefusedException if it is neither
   */
  public static SiteEntry entry(String site) throws ListRefusedException {
    return OwnLists.entryOf(site);
  }

  /** Whether the file of the school's own list of a category has an entry, ended or not. */
  public synchronized boolean isOwn(Category category, String entry) throws IOException {
    return new OwnLists(folders.writable()).has(category, entry);
  }

  /**
   * All that the school's own list of a category has, ended or not: for who asks about many
   * entries, since its files are read once.
   */
  public synchronized Set<SiteEntry> ownEntries(Category category) throws IOException {
    return new OwnLists(folders.writable()).entries(category);
  }

  /**
   * Removes an entry from the school's own list of a category. Durable when it returns.
   *
   * @param before is told the edit before the file is touched, if it changes anything; what it
   *     throws leaves everything as it was
   * @throws ListRefusedException if the entry is no valid one, or the category is illegal
   */
  public synchronized Edit remove(Category category, String entry, Consumer<Edit> before)
      throws IOException, ListRefusedException {
    return new OwnLists(folders.writable()).remove(category, entry, before);
  }

  /**
   * Imports a list of any format. Each category that it brings replaces that category of the
   * source; those it does not bring stay.
   *
   * @param progress is told now and then how many lines have been read
   * @param watch has a say in each line, and is told the report before any of it is in force
   * @throws ListRefusedException if it is empty, half-written, shrunk or no list of that format;
   *     nothing has changed
   */
  public ImportReport importList(ImportRequest request, LongConsumer progress, ImportWatch watch)
      throws IOException, ListRefusedException {
    synchronized (imports) {
      ListImporter importer =
          new ListImporter(folders, categories, entryKeys, request, progress, watch);
      recover(request.source());
      return importer.run(this);
    }
  }

  /**
   * Where the lists of an imported source stand, if there are any: one folder a category. Puts back
   * first what a crash left between two names.
   */
  public Path folderOf(String source) throws IOException {
    synchronized (imports) {
      recover(source);
      return folders.writable().resolve(source);
    }
  }

  /**
   * Puts a version of a source's lists that was kept in the place of those it has. Durable when it
   * returns; after a crash there is the one or the other, whole.
   *
   * @param version a folder that stays as it is, in the same file system
   * @param before is called when all is ready; what it throws leaves everything as it was
   */
  public void restoreSource(String source, Path version, Runnable before) throws IOException {
    Path root = folders.writable();
    synchronized (imports) {
      recover(source);
      try (FreshFolder fresh = FreshFolder.in(root)) {
        Durable.linkTree(version, fresh.path());
        place(
            () -> {
              before.run();
              FolderSwap.swap(root, source, fresh.path());
            });
      }
    }
  }

  /**
   * Keeps as keys what earlier versions left readable of imported lists of illegal content, and
   * deletes what is readable. To be called where the key that they are kept under is a durable one.
   *
   * @param versions folders of sources that are kept beside those in force, to go back to
   * @return how many lists were changed, which a gateway sees at its {@link ListStore#reload}
   * @throws IOException if one cannot be read or written; then it is as it was
   */
  public int keyReadableIllegalLists(List<Path> versions) throws IOException {
    int[] changed = {0};
    synchronized (imports) {
      place(
          () ->
              changed[0] =
                  new ReadableIllegalLists(categories, entryKeys)
                      .key(folders.writable(), versions));
    }
    return changed[0];
  }

  /** A version of a source's lists that is kept in a folder of its own. */
  public KeptVersion keptVersion(Path version) throws IOException {
    return new KeptVersion(version, categories, entryKeys);
  }

  /** The imported sources that have a list of illegal content which cannot be used as it is. */
  public Set<String> unusableIllegalSources() throws IOException {
    Set<String> unusable = new TreeSet<>();
    for (ListTree.ListFile file : reading.files(List.of(folders.writable()))) {
      if (file.isKeyed() && KeyedFile.count(file.path(), entryKeys, file.part()) == 0) {
        unusable.add(file.source());
      }
    }
    return unusable;
  }

  /** The lock under which no folder of an imported list changes its place. */
  Object places() {
    return places;
  }

  /**
   * Lets folders change places.
   *
   * @param <X> what else it may end with
   */
  @FunctionalInterface
  interface Placing<X extends Exception> {
    void run() throws IOException, X;
  }

  /** Lets folders change places while nobody compiles what stands there, and nobody edits. */
  <X extends Exception> void place(Placing<X> change) throws IOException, X {
    synchronized (places) {
      synchronized (this) {
        change.run();
      }
    }
  }

  /** To be called by who imports: nobody compiles while a folder gets its name back. */
  private void recover(String source) throws IOException {
    Path root = folders.writable();
    if (FolderSwap.isLeft(root, source)) {
      place(() -> FolderSwap.recover(root, source));
    }
  }

  /** The folder that imported lists are kept in; names with a dot in front are nobody's lists. */
  public Path writable() {
    return folders.writable();
  }
}
