package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.classifier.ListEntry;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.console.lists.OwnEntry;
import org.schoolgate.console.people.Power;

/**
 * Where entries of lists come from: of the school's own, who added them, why and until when; of
 * lists that were imported or are subscribed to, the version that is here. All of it is on the
 * ledger; of what is not, the file's own time is all that is known.
 */
final class ListsOrigin {

  private static final LedgerQuery VERSIONS =
      LedgerQuery.ALL.ofKinds(RecordKind.LIST_IMPORTED, RecordKind.LIST_UPDATED);

  /** The first digits are enough to tell one version from another. */
  private static final int DIGEST_CHARS = 16;

  private final Office office;
  private final boolean mayKnowWho;
  private final AuditTimes times;
  private final Map<String, LedgerRecord> versions;

  private ListsOrigin(Office office, boolean mayKnowWho, Map<String, LedgerRecord> versions) {
    this.office = office;
    this.mayKnowWho = mayKnowWho;
    this.times = new AuditTimes(office);
    this.versions = versions;
  }

  /** What is known of these entries. */
  static ListsOrigin of(Desk desk, List<ListEntry> entries) throws IOException {
    Office office = desk.office();
    Caller caller = desk.caller();
    boolean mayKnowWho =
        caller.may(Power.READ_LEDGER)
            || caller.may(Power.MANAGE_LISTS)
            || caller.may(Power.RATIFY_LISTS);
    Path brought = office.folders().lists().writable();
    Set<String> sought = new HashSet<>();
    for (ListEntry entry : entries) {
      if (entry.file().startsWith(brought) && !entry.source().equals(ListLibrary.OWN)) {
        sought.add(entry.source());
      }
    }
    return new ListsOrigin(office, mayKnowWho, versions(office, sought));
  }

  /** The record of the version of each source that is here: the last that put one in force. */
  private static Map<String, LedgerRecord> versions(Office office, Set<String> sought)
      throws IOException {
    Map<String, LedgerRecord> found = new HashMap<>();
    if (!sought.isEmpty() && office.hasLedger()) {
      office
          .reader(AuditStore.LEDGER)
          .backward(
              VERSIONS,
              record -> {
                String source = text(record, "source");
                if (source != null && sought.contains(source) && putInForce(record)) {
                  found.putIfAbsent(source, record);
                }
                return found.size() < sought.size();
              });
    }
    return found;
  }

  private static boolean putInForce(LedgerRecord record) {
    String outcome = text(record, "outcome");
    return record.kind() == RecordKind.LIST_IMPORTED
        || "installed".equals(outcome)
        || "rolled-back".equals(outcome);
  }

  /** Since when an entry, or the version of the list that it stands in, is here. */
  @Nullable Instant since(ListEntry entry) throws IOException {
    if (entry.source().equals(ListLibrary.OWN)) {
      return own(entry).map(OwnEntry::addedAt).orElse(null);
    }
    LedgerRecord version = versions.get(entry.source());
    return version == null ? modified(entry.file()) : version.at();
  }

  /** Until when it counts; null if it has no end. */
  @Nullable Instant until(ListEntry entry) {
    return own(entry).map(OwnEntry::until).orElse(null);
  }

  /** Who put it there and why, in a sentence. */
  Optional<String> told(ListEntry entry) {
    if (entry.source().equals(ListLibrary.OWN)) {
      return Optional.of(
          entry.text()
              + " in "
              + entry.category().id()
              + ": "
              + own(entry).map(this::ownTold).orElse("who added it is not on record"));
    }
    LedgerRecord version = versions.get(entry.source());
    return version == null ? Optional.empty() : Optional.of(versionTold(entry.source(), version));
  }

  private String ownTold(OwnEntry own) {
    StringBuilder told = new StringBuilder("added");
    if (mayKnowWho) {
      told.append(" by ").append(own.addedBy());
      told.append(own.reason() == null ? "" : ", because: " + own.reason());
    }
    OwnEntry.Ratified ratified = own.ratified();
    Instant ratifyBy = own.ratifyBy();
    if (ratified != null) {
      told.append("; ratified ").append(times.text(ratified.at()));
      told.append(mayKnowWho ? " by " + ratified.by() + ", because: " + ratified.reason() : "");
    } else if (ListRatification.endsFirst(own.until(), ratifyBy)) {
      told.append("; it ends before a second person has to ratify it");
    } else if (ratifyBy != null) {
      boolean overdue = own.isOverdueAt(office.clock().instant());
      told.append(overdue ? "; overdue: a second person" : "; a second person");
      told.append(overdue ? " should have ratified it by " : " ratifies it by ");
      told.append(times.text(ratifyBy));
    }
    return told.toString();
  }

  private String versionTold(String source, LedgerRecord version) {
    boolean imported = version.kind() == RecordKind.LIST_IMPORTED;
    String by = text(version, imported ? "importedBy" : "updatedBy");
    String reason = text(version, "reason");
    String digest = text(version, "digest");
    String how =
        imported
            ? "imported"
            : "rolled-back".equals(text(version, "outcome"))
                ? "put back to the version before"
                : "updated";
    return source
        + ": "
        + how
        + " "
        + times.text(version.at())
        + (by == null || !mayKnowWho ? "" : " by " + by)
        + (digest == null ? "" : ", SHA-256 " + digest.substring(0, shown(digest)))
        + (reason == null || !mayKnowWho ? "" : ", because: " + reason);
  }

  private static int shown(String digest) {
    return Math.min(DIGEST_CHARS, digest.length());
  }

  /** The same for programs. */
  ObjectNode toJson(ListEntry entry) throws IOException {
    LedgerRecord version = versions.get(entry.source());
    OwnEntry own = own(entry).orElse(null);
    OwnEntry.Ratified ratified = own == null ? null : own.ratified();
    String by = own != null ? own.addedBy() : text(version, "importedBy");
    String reason = own != null ? own.reason() : text(version, "reason");
    return ListsEntries.toJson(entry)
        .put("since", Json.text(since(entry)))
        .put("until", Json.text(until(entry)))
        .put("by", !mayKnowWho ? null : by == null ? text(version, "updatedBy") : by)
        .put("reason", mayKnowWho ? reason : null)
        .put("digest", text(version, "digest"))
        .put("ratifyBy", own == null ? null : Json.text(own.ratifyBy()))
        .put("ratifiedAt", ratified == null ? null : Json.text(ratified.at()))
        .put("ratifiedBy", ratified == null || !mayKnowWho ? null : ratified.by());
  }

  /** What a person added has the kinds that a person can add; the others were written by hand. */
  private Optional<OwnEntry> own(ListEntry entry) {
    boolean added =
        entry.kind() == ListKind.DOMAINS
            || entry.kind() == ListKind.URLS
            || entry.kind() == ListKind.ADDRESSES;
    return added && entry.source().equals(ListLibrary.OWN)
        ? office.ownListsForReading().find(entry.category().id(), entry.text())
        : Optional.empty();
  }

  private static @Nullable String text(@Nullable LedgerRecord record, String field) {
    JsonNode payload = record == null ? null : record.payload();
    return payload == null ? null : payload.path(field).textValue();
  }

  /** When its file was last written; null if it is gone by now. */
  private static @Nullable Instant modified(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (NoSuchFileException replaced) {
      return null;
    }
  }
}
