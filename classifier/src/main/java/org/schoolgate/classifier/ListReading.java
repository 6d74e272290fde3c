package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedFile;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.classifier.text.ImportedPhrases;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Target;

/**
 * Reads the list files of an installation for {@link ListLibrary}: what they have, and which of
 * their entries are asked for. Entries of illegal categories are never among those. Thread-safe.
 */
final class ListReading {

  private static final int WHY_MAX = 1000;

  private final ListFolders folders;
  private final CategoryTable categories;
  private final EntryKeys entryKeys;
  private final EndedEntries ended;

  ListReading(
      ListFolders folders, CategoryTable categories, EntryKeys entryKeys, EndedEntries ended) {
    this.folders = folders;
    this.categories = categories;
    this.entryKeys = entryKeys;
    this.ended = ended;
  }

  /** What files of lists and folders of phrases have, by source and category. */
  List<ListSummary> summaries(List<ListTree.ListFile> files, List<Path> ofPhrases)
      throws IOException {
    Map<String, ListSummary> lists = new LinkedHashMap<>();
    for (ListTree.ListFile file : files) {
      long entries =
          file.isKeyed()
              ? KeyedFile.count(file.path(), entryKeys, file.part())
              : ListTree.countEntries(file.path());
      ListSummary summary =
          new ListSummary(
              file.source(),
              file.category(),
              file.kind() == ListKind.DOMAINS ? entries : 0,
              file.kind() == ListKind.HOSTS ? entries : 0,
              file.kind() == ListKind.URLS ? entries : 0,
              file.kind() == ListKind.ADDRESSES ? entries : 0,
              file.kind().excepts() ? entries : 0,
              0,
              Files.getLastModifiedTime(file.path()).toInstant());
      lists.merge(file.source() + "/" + file.category().id(), summary, ListSummary::plus);
    }
    for (Path source : ofPhrases) {
      addPhrases(source, lists);
    }
    return List.copyOf(lists.values());
  }

  private void addPhrases(Path source, Map<String, ListSummary> lists) throws IOException {
    Path folder = source.resolve(ListFolders.PHRASES);
    for (Map.Entry<String, Long> count : ImportedPhrases.count(folder).entrySet()) {
      Optional<Category> category = categories.find(count.getKey());
      if (category.isPresent()) {
        ListSummary summary =
            new ListSummary(
                ListTree.name(source),
                category.get(),
                0,
                0,
                0,
                0,
                0,
                count.getValue(),
                Files.getLastModifiedTime(folder).toInstant());
        lists.merge(summary.source() + "/" + count.getKey(), summary, ListSummary::plus);
      }
    }
  }

  /** See {@link ListLibrary#search}. */
  List<ListEntry> search(String text, int entriesMax) throws IOException {
    String sought = text.strip().toLowerCase(Locale.ROOT);
    Predicate<SiteEntry> covers = sought.indexOf('/') < 0 ? entry -> false : covering(text);
    return find(
        file -> true,
        entry ->
            entry.text().contains(sought)
                || entry.readable().contains(sought)
                || covers.test(entry),
        entriesMax);
  }

  private static Predicate<SiteEntry> covering(String address) {
    try {
      Target target = SiteEntry.targetOf(address);
      return entry -> entry.covers(target);
    } catch (SiteEntry.BadEntryException noAddress) {
      return entry -> false;
    }
  }

  /** See {@link ListLibrary#why}. */
  List<ListEntry> why(String site) throws IOException, ListRefusedException {
    Target target;
    try {
      target = SiteEntry.targetOf(site);
    } catch (SiteEntry.BadEntryException bad) {
      throw new ListRefusedException("This is no site or address: " + bad.reason() + ".");
    }
    List<ListEntry> covering =
        InForce.of(find(file -> true, entry -> entry.covers(target), WHY_MAX));
    Target led = Embedded.in(target);
    return led == null
        ? covering
        : InForce.ofBoth(
            covering, InForce.of(find(file -> true, entry -> entry.covers(led), WHY_MAX)));
  }

  /** Every list file there is. */
  List<ListTree.ListFile> files() throws IOException {
    return files(folders.roots());
  }

  /** Those under some roots. */
  List<ListTree.ListFile> files(List<Path> roots) throws IOException {
    return ListTree.files(roots, categories, new Problems(0));
  }

  /** The entries that are wanted, of the files that are; none of an illegal category. */
  List<ListEntry> find(
      Predicate<ListTree.ListFile> inFile, Predicate<SiteEntry> wanted, int entriesMax)
      throws IOException {
    List<ListEntry> found = new ArrayList<>();
    for (ListTree.ListFile file : files()) {
      if (!file.category().illegal() && inFile.test(file)) {
        find(file, wanted, entriesMax, found);
      }
    }
    return found;
  }

  private void find(
      ListTree.ListFile file, Predicate<SiteEntry> wanted, int entriesMax, List<ListEntry> found)
      throws IOException {
    try (InputStream in = Files.newInputStream(file.path())) {
      LineReader lines = new LineReader(in);
      while (found.size() < entriesMax && lines.next()) {
        SiteEntry entry = ListCompiler.parseOrNull(file.kind(), lines);
        if (entry != null && wanted.test(entry) && !isEnded(file, entry)) {
          found.add(
              new ListEntry(
                  file.source(),
                  file.category(),
                  entry.kind(),
                  entry.text(),
                  entry.readable(),
                  file.path(),
                  lines.number()));
        }
      }
    }
  }

  private boolean isEnded(ListTree.ListFile file, SiteEntry entry) {
    return file.source().equals(ListLibrary.OWN) && ended.isEnded(file.category(), entry.text());
  }
}
