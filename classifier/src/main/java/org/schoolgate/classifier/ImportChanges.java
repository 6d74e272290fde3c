package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.format.DamagedListException;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.Category;

/**
 * Changes to lists that are there: what comes and what goes. They are made once everything is read,
 * because the list itself may be in the same tree: then it has them already. Until then the text of
 * each is held, and there is a limit to their number and length. Not thread-safe.
 */
final class ImportChanges {

  /** The most changes of one import; an entry takes some 200 bytes. */
  static final int CHANGES_MAX = 250_000;

  /** The most characters of the entries that they are about. */
  static final int CHARS_MAX = 16 << 20;

  private final ImportFolder folder;
  private final ImportTally tally;
  private final Map<Category, Map<ListKind, Map<String, Change>>> changes = new LinkedHashMap<>();
  private int count;
  private long chars;
  private boolean any;

  /**
   * Whether an entry comes or goes; how many lines say so, whether it was there to go, and what the
   * list calls the category.
   */
  private static final class Change {
    private String categoryName = "";
    private boolean added;
    private int lines;
    private boolean gone;
  }

  ImportChanges(ImportFolder folder, ImportTally tally) {
    this.folder = folder;
    this.tally = tally;
  }

  /** Whether a list that is there was changed. */
  boolean any() {
    return any;
  }

  /**
   * Remembers a change; of several for one entry the last counts.
   *
   * @param categoryName what the list calls the category; empty if it does not say
   */
  void add(String categoryName, Category category, SiteEntry entry, boolean added)
      throws DamagedListException {
    Map<String, Change> ofPart =
        changes
            .computeIfAbsent(category, each -> new HashMap<>())
            .computeIfAbsent(entry.kind(), each -> new LinkedHashMap<>());
    Change change = ofPart.get(entry.text());
    if (change == null) {
      requireRoom(entry);
      change = new Change();
      ofPart.put(entry.text(), change);
    }
    change.added = added;
    change.categoryName = categoryName;
    change.lines++;
  }

  private void requireRoom(SiteEntry entry) throws DamagedListException {
    chars += entry.text().length();
    if (++count > CHANGES_MAX || chars > CHARS_MAX) {
      throw new DamagedListException(
          "it has more than "
              + CHANGES_MAX
              + " changes, or than "
              + CHARS_MAX
              + " characters of them: get the list itself");
    }
  }

  /** Makes them and accounts for their lines; the categories that they concern. */
  Set<Category> apply() throws IOException {
    Set<Category> changed = new HashSet<>();
    for (Map.Entry<Category, Map<ListKind, Map<String, Change>>> each : changes.entrySet()) {
      if (apply(each.getKey(), each.getValue())) {
        changed.add(each.getKey());
      }
    }
    return changed;
  }

  private boolean apply(Category category, Map<ListKind, Map<String, Change>> parts)
      throws IOException {
    if (category.illegal()) {
      for (Map<String, Change> ofPart : parts.values()) {
        leaveOut(ofPart, "changes to a list of illegal content: import the whole list");
      }
      return false;
    }
    boolean whole = folder.count(category) > 0;
    boolean changed = false;
    for (ListKind kind : ListKind.values()) {
      Map<String, Change> ofPart = parts.getOrDefault(kind, Map.of());
      if (folder.count(category, kind) > 0) {
        leaveOut(ofPart, "changes that the whole list beside them has");
      } else if (folder.installedCount(category, kind) > 0 && (!whole || !ofPart.isEmpty())) {
        changed = true;
        apply(category, kind, ofPart);
      } else {
        leaveOut(ofPart, "changes to a list that is not here: import the whole list first");
      }
    }
    any |= changed;
    return changed;
  }

  private void leaveOut(Map<String, Change> ofPart, String reason) {
    for (Change change : ofPart.values()) {
      for (int i = 0; i < change.lines; i++) {
        tally.leftOut(reason);
      }
    }
  }

  /** Copies what is there without what goes, and adds what comes. */
  private void apply(Category category, ListKind kind, Map<String, Change> ofPart)
      throws IOException {
    tally.brought(category);
    Path installed = folder.installed(category, kind);
    if (Files.isRegularFile(installed)) {
      try (InputStream in = Files.newInputStream(installed)) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          keep(category, kind, lines, ofPart);
        }
      }
    }
    for (Map.Entry<String, Change> change : ofPart.entrySet()) {
      account(category, kind, change.getKey(), change.getValue());
    }
  }

  private void keep(Category category, ListKind kind, LineReader lines, Map<String, Change> ofPart)
      throws IOException {
    try {
      @Nullable SiteEntry entry = ListCompiler.parse(kind, lines);
      if (entry != null) {
        Change change = ofPart.get(entry.text());
        if (change != null && !change.added) {
          change.gone = true;
        } else {
          folder.add(category, entry);
        }
      }
    } catch (SiteEntry.BadEntryException notInForce) {
      tally.note("An entry of the list that is there could not be read and is gone.", 1);
    }
  }

  private void account(Category category, ListKind kind, String text, Change change)
      throws IOException {
    for (int i = 1; i < change.lines; i++) {
      tally.duplicate();
    }
    if (change.added) {
      if (folder.add(category, entry(kind, text))) {
        tally.taken(change.categoryName, category);
      } else {
        tally.duplicate();
      }
    } else {
      tally.leftOut(
          change.gone
              ? "takes an entry out of the list, which was done"
              : "takes an entry out that the list does not have");
    }
  }

  /** The entry of a text that one had: its spelling is read as it is written. */
  private static SiteEntry entry(ListKind kind, String text) {
    try {
      @Nullable SiteEntry entry = SiteEntry.parse(kind, text);
      if (entry != null) {
        return entry;
      }
    } catch (SiteEntry.BadEntryException otherwise) {
      throw new IllegalStateException(otherwise);
    }
    throw new IllegalStateException("the spelling of an entry is no entry");
  }
}
