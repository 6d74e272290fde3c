package org.schoolgate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.ListRefusedException;
import org.schoolgate.classifier.site.SiteEntry;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.console.lists.OwnListBook;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.ListingEffect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tidies up behind entries of the school's own lists whose time is over. They count no more
 * already; here they leave their files, and the ledger gets to know, in this order: after a crash
 * in between it is done again, and what is on record as over is in no file.
 */
final class OwnListEnds {

  private static final Logger LOG = LoggerFactory.getLogger(OwnListEnds.class);

  /** Who is on record where the gateway finds a change that nobody told it of. */
  private static final String GATEWAY = "gateway";

  private final Office office;
  private final ListLibrary library;
  private final boolean inForce;

  private OwnListEnds(Office office, ListLibrary library, boolean inForce) {
    this.office = office;
    this.library = library;
    this.inForce = inForce;
  }

  /** Those of a running gateway, which reads its lists again. */
  static OwnListEnds running(Office office) {
    return new OwnListEnds(office, office.lists().library(), true);
  }

  /** Those of the desk's gateway, or of the folders without one. */
  static OwnListEnds of(Desk desk) {
    return new OwnListEnds(desk.office(), ListsFiles.library(desk), desk.gateway().isPresent());
  }

  /** The work of every few seconds; what fails is told, and done again. */
  void tick() {
    try {
      settle();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Takes what is over out of its files, and puts that on record. */
  void settle() throws IOException {
    OwnListBook book = office.ownLists();
    List<OwnEntry> over = book.ended();
    if (over.isEmpty()) {
      return;
    }
    for (OwnEntry entry : over) {
      takeOut(book, entry);
    }
    reload();
    over.forEach(book::recordEnd);
    LOG.info("{} entries of the school's own lists came to their end", over.size());
  }

  private void reload() throws IOException {
    if (inForce) {
      office.lists().reloadOwn();
    }
  }

  private void takeOut(OwnListBook book, OwnEntry over) throws IOException {
    Optional<Category> category = office.config().categories().find(over.category());
    // An edit holds the same lock, so that what it adds anew is not taken for what is over.
    synchronized (library) {
      if (category.isPresent() && book.isEnded(over.category(), over.entry())) {
        takeOut(category.get(), over.entry());
      }
    }
  }

  private boolean takeOut(Category category, String entry) throws IOException {
    try {
      return library.remove(category, entry, edit -> {}).changed();
    } catch (ListRefusedException noEntry) {
      LOG.warn("an entry that is on record is none: {}", noEntry.getMessage());
      return false;
    }
  }

  /** What the files have when the gateway starts: those of a category are read once. */
  private final class Present {
    private final Map<Category, Set<SiteEntry>> entries = new HashMap<>();

    boolean has(Category category, String entry) throws IOException {
      Set<SiteEntry> known = entries.get(category);
      if (known == null) {
        known = library.ownEntries(category);
        entries.put(category, known);
      }
      try {
        return known.contains(ListLibrary.entry(entry));
      } catch (ListRefusedException noEntry) {
        return false;
      }
    }
  }

  /**
   * Ends what a crash cut off between the record of a removal and the file. Where the entry may
   * open a site it is taken out, as the record says; where it only closes one it may as well have
   * been written there by hand since, so it stays, and that is put on record. At the start alone,
   * while nobody edits.
   */
  void settleRemoved() throws IOException {
    OwnListBook book = office.ownLists();
    Present present = new Present();
    boolean changed = false;
    for (OwnListBook.Removed removed : book.removed()) {
      Optional<Category> category = office.config().categories().find(removed.category());
      if (category.isEmpty()
          || removed.by().equals(GATEWAY)
          || !present.has(category.get(), removed.entry())) {
        continue;
      }
      if (ListingEffect.of(office.config().policy(), category.get()).opens()) {
        changed |= takeOut(category.get(), removed.entry());
      } else {
        book.record(
            new LedgerEvent.ListEdited(
                "restore",
                removed.category(),
                removed.entry(),
                GATEWAY,
                "it was in its file still when the gateway started"));
      }
    }
    if (changed) {
      reload();
      LOG.warn("entries whose removal is on record were in their files still; they are out now");
    }
  }

  /**
   * Puts on record what is gone from the files: by hand, or because a crash came between the record
   * of an addition and the file. At the start alone, while nobody edits.
   */
  void recordGone() throws IOException {
    OwnListBook book = office.ownLists();
    Present present = new Present();
    List<OwnEntry> gone = new ArrayList<>();
    for (OwnEntry entry : book.all()) {
      Optional<Category> category = office.config().categories().find(entry.category());
      if (category.isPresent() && !present.has(category.get(), entry.entry())) {
        gone.add(entry);
      }
    }
    for (OwnEntry entry : gone) {
      book.record(
          new LedgerEvent.ListEdited(
              "remove",
              entry.category(),
              entry.entry(),
              GATEWAY,
              "it was in no file any more when the gateway started"));
    }
  }
}
