package org.schoolgate.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.classifier.source.Durable;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.policy.Category;

/** Edits the school's own list files, keeping comments and order. Not thread-safe. */
final class OwnLists {

  private static final int LINES_MAX = 100_000;

  private final Path folder;

  /** The lists of source {@code own} under a root. */
  OwnLists(Path root) {
    this.folder = root.resolve(ListLibrary.OWN);
  }

  ListLibrary.Edit add(Category category, String site, Consumer<ListLibrary.Edit> before)
      throws IOException, ListRefusedException {
    SiteEntry entry = check(category, site);
    Path file = fileOf(category, entry.kind());
    List<String> lines = read(file);
    if (!withoutEntry(lines, entry).equals(lines)) {
      return new ListLibrary.Edit(entry.kind(), entry.text(), false);
    }
    if (lines.size() >= LINES_MAX) {
      throw new ListRefusedException(
          "The school's own list has "
              + LINES_MAX
              + " lines already: import a longer one instead.");
    }
    ListLibrary.Edit edit = new ListLibrary.Edit(entry.kind(), entry.text(), true);
    before.accept(edit);
    lines.add(entry.text());
    createFolder(Durable.parentOf(file));
    Durable.write(file, lines);
    return edit;
  }

  ListLibrary.Edit remove(Category category, String site, Consumer<ListLibrary.Edit> before)
      throws IOException, ListRefusedException {
    SiteEntry entry = check(category, site);
    Path file = fileOf(category, entry.kind());
    List<String> lines = read(file);
    List<String> rest = withoutEntry(lines, entry);
    boolean changed = rest.size() < lines.size();
    ListLibrary.Edit edit = new ListLibrary.Edit(entry.kind(), entry.text(), changed);
    if (changed) {
      before.accept(edit);
      Durable.write(file, rest);
    }
    return edit;
  }

  /** A category's first entry is as durable as any other. */
  private static void createFolder(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      Path above = Durable.parentOf(folder);
      createFolder(above);
      Files.createDirectories(folder);
      Durable.force(above);
    }
  }

  private static SiteEntry check(Category category, String site) throws ListRefusedException {
    if (category.illegal()) {
      throw new ListRefusedException(
          "The lists of illegal content come from their issuer alone and cannot be edited.");
    }
    return entryOf(site);
  }

  static SiteEntry entryOf(String site) throws ListRefusedException {
    try {
      return SiteEntry.ofSite(site);
    } catch (SiteEntry.BadEntryException bad) {
      throw refused(bad);
    }
  }

  boolean has(Category category, String site) throws IOException {
    try {
      SiteEntry entry = SiteEntry.ofSite(site);
      List<String> lines = read(fileOf(category, entry.kind()));
      return !withoutEntry(lines, entry).equals(lines);
    } catch (SiteEntry.BadEntryException none) {
      return false;
    }
  }

  /** All entries of a category, each file read once. */
  Set<SiteEntry> entries(Category category) throws IOException {
    Set<SiteEntry> entries = new HashSet<>();
    for (ListKind kind : ListKind.values()) {
      for (String line : read(fileOf(category, kind))) {
        try {
          SiteEntry entry = SiteEntry.parse(kind, line);
          if (entry != null) {
            entries.add(entry);
          }
        } catch (SiteEntry.BadEntryException notInForce) {
          // No edit has written that, and nobody asks for it.
        }
      }
    }
    return entries;
  }

  static ListRefusedException refused(SiteEntry.BadEntryException bad) {
    return new ListRefusedException(
        "This is no site or address that can be listed: " + bad.reason() + ".");
  }

  private Path fileOf(Category category, ListKind kind) {
    return folder.resolve(category.id()).resolve(kind.id());
  }

  private static List<String> read(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        LineReader lines = new LineReader(in);
        while (lines.next()) {
          all.add(lines.text());
        }
      }
    }
    return all;
  }

  private static List<String> withoutEntry(List<String> lines, SiteEntry entry) {
    List<String> rest = new ArrayList<>(lines);
    rest.removeIf(line -> says(line, entry));
    return rest;
  }

  private static boolean says(String line, SiteEntry entry) {
    try {
      return entry.equals(SiteEntry.parse(entry.kind(), line));
    } catch (SiteEntry.BadEntryException notThisOne) {
      return false;
    }
  }
}
