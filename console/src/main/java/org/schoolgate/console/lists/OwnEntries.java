package org.schoolgate.console.lists;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;

/**
 * What the ledger's events about the school's own lists add up to. Live events and those read back
 * at the start go through the same {@link #apply}, so that a restart changes nothing. Not
 * thread-safe.
 *
 * <p>It believes an event only where that is possible: a ratification by the one who added the
 * entry leaves things as they are.
 */
final class OwnEntries {

  private final Map<Key, OwnEntry> entries = new LinkedHashMap<>();

  /** As they were before they were removed, for a removal that is taken back. */
  private final Map<Key, OwnEntry> removed = new HashMap<>();

  /** Who removed what is not there again, by the record; also what nobody had added on record. */
  private final Map<Key, String> removedBy = new LinkedHashMap<>();

  /** What an entry is known by: one name may stand in several categories. */
  record Key(String category, String entry) {}

  /** Takes in one event, in the ledger's order; false if it cannot be so. */
  boolean apply(LedgerEvent event, Instant at) {
    if (event instanceof LedgerEvent.ListEdited edited) {
      return edit(edited, at);
    } else if (event instanceof LedgerEvent.ListRatified ratified) {
      return ratify(ratified, at);
    } else if (event instanceof LedgerEvent.ListEntryEnded ended) {
      return entries.remove(new Key(ended.category(), ended.entry())) != null;
    }
    return false;
  }

  private boolean edit(LedgerEvent.ListEdited edited, Instant at) {
    Key key = new Key(edited.category(), edited.entry());
    switch (edited.change()) {
      case "add" -> {
        entries.remove(key); // so that it comes last
        entries.put(
            key,
            new OwnEntry(
                edited.category(),
                edited.entry(),
                edited.editedBy(),
                at,
                edited.reason(),
                edited.until(),
                edited.ratifyBy(),
                null));
        removed.remove(key);
        removedBy.remove(key);
        return true;
      }
      case "remove" -> {
        removedBy.put(key, edited.editedBy());
        OwnEntry known = entries.remove(key);
        if (known != null) {
          removed.put(key, known);
        }
        return true;
      }
      case "restore" -> {
        removedBy.remove(key);
        OwnEntry known = removed.remove(key);
        if (known != null) {
          entries.put(key, known);
        }
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  private boolean ratify(LedgerEvent.ListRatified event, Instant at) {
    OwnEntry known = entries.get(new Key(event.category(), event.entry()));
    if (known == null || !known.waitsAt(at) || known.addedBy().equals(event.ratifiedBy())) {
      return false;
    }
    entries.put(
        new Key(event.category(), event.entry()),
        known.ratified(new OwnEntry.Ratified(event.ratifiedBy(), at, event.reason())));
    return true;
  }

  Optional<OwnEntry> find(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** All that were not taken off, in the order in which they were added. */
  List<OwnEntry> all() {
    return List.copyOf(entries.values());
  }

  /** Who removed each entry that was removed and not added again. */
  Map<Key, String> removedBy() {
    return Map.copyOf(removedBy);
  }

  /** Those that wait for a second person, the most urgent first. */
  List<OwnEntry> waiting(Instant now) {
    return entries.values().stream()
        .filter(entry -> entry.waitsAt(now))
        .sorted(Comparator.comparing(entry -> Objects.requireNonNull(entry.ratifyBy())))
        .toList();
  }

  /** When each ends that has an end. */
  Map<Key, Instant> ends() {
    Map<Key, Instant> ends = new HashMap<>();
    entries.forEach(
        (key, entry) -> {
          @Nullable Instant until = entry.until();
          if (until != null) {
            ends.put(key, until);
          }
        });
    return Map.copyOf(ends);
  }
}
