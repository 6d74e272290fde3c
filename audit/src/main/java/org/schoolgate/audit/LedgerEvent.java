package org.schoolgate.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Subject;

/**
 * Something of consequence that is not a decision about a flow: the components of each record are
 * the JSON fields of its ledger record. People are account ids; none of the texts may hold a
 * secret, a URL query or an entry of an illegal category.
 */
public sealed interface LedgerEvent
    permits AccessEvent,
        LedgerEvent.Started,
        LedgerEvent.Stopped,
        LedgerEvent.Interrupted,
        LedgerEvent.Recovered,
        LedgerEvent.EpochOpened,
        LedgerEvent.Refused,
        LedgerEvent.RefusedAgain,
        LedgerEvent.OverrideRequested,
        LedgerEvent.OverrideApproved,
        LedgerEvent.OverrideRefused,
        LedgerEvent.OverrideEnded,
        LedgerEvent.PolicyLoaded,
        LedgerEvent.ListImported,
        LedgerEvent.ListRemoved,
        LedgerEvent.ListUpdated,
        LedgerEvent.ListEdited,
        LedgerEvent.ListRatified,
        LedgerEvent.ListEntryEnded,
        LedgerEvent.AuthorityMade,
        LedgerEvent.AuthorityExported,
        LedgerEvent.Gap,
        LedgerEvent.Repeats {

  /** The stable word in the record's {@code kind} field. */
  @JsonIgnore
  default String kind() {
    return recordKind().id();
  }

  /** The record kind that stands in the header. */
  @JsonIgnore
  default RecordKind recordKind() {
    return RecordKind.of(this);
  }

  /**
   * The gateway came up.
   *
   * @param version of the program
   * @param policyVersion in force
   */
  record Started(String version, String policyVersion) implements LedgerEvent {}

  /**
   * The gateway went down in good order. The operating system does not say who sent a signal, but
   * lets only root and whoever the process belongs to send one.
   *
   * @param why for example {@code signal}
   * @param runBy whose process it was, as in {@code local:name}; null if nobody noted it
   * @param service whether the system's service manager had started it, and so most likely stopped
   *     it; null if nobody noted it
   */
  record Stopped(String why, @Nullable String runBy, @Nullable Boolean service)
      implements LedgerEvent {}

  /**
   * The gateway is back after it had ended without stopping: killed, crashed or without power.
   *
   * @param lastAlive when it was last known to filter
   * @param withinSeconds it ended at most so long after that; null if nobody can tell
   * @param backAt when it filtered again
   * @param downSecondsMax for how long it was down at most; null if the clock was set back, so that
   *     nobody can tell
   */
  record Interrupted(
      Instant lastAlive,
      @Nullable Long withinSeconds,
      Instant backAt,
      @Nullable Long downSecondsMax)
      implements LedgerEvent {}

  /**
   * A torn tail, left by a crash, was cut before this record. Written by the log itself.
   *
   * @param log {@code ledger} or {@code traffic}
   * @param bytesCut how many bytes were cut; none of them was ever acknowledged
   */
  record Recovered(String log, long bytesCut) implements LedgerEvent {}

  /**
   * The first record of a log that begins because the one before it cannot be trusted. Written by
   * the log itself.
   *
   * @param log {@code ledger} or {@code traffic}
   * @param oldOrigin origin of the log before
   * @param oldSize records that its last good checkpoint covers; -1 if it has none
   * @param oldRoot root hash in that checkpoint, base 64; empty if it has none
   * @param oldFolder where it was put
   * @param problem what was found wrong
   */
  record EpochOpened(
      String log, String oldOrigin, long oldSize, String oldRoot, String oldFolder, String problem)
      implements LedgerEvent {}

  /**
   * A malformed or contradictory request was refused before anybody could decide about it.
   *
   * @param address of the client
   * @param problem stable kebab-case word, for example {@code two-host-headers}
   * @param status HTTP status of the answer
   */
  record Refused(String address, String problem, int status) implements LedgerEvent {}

  /**
   * A client sent more malformed requests with the same problem within the minute after the first.
   *
   * @param address of the client
   * @param problem as in the first
   * @param status HTTP status of the answers
   * @param first the record of the first
   * @param count how many, the first not counted
   * @param from the second
   * @param until the last
   */
  record RefusedAgain(
      String address,
      String problem,
      int status,
      Reference first,
      long count,
      Instant from,
      Instant until)
      implements LedgerEvent {}

  /**
   * Somebody asked for an override.
   *
   * @param overrideId as {@code override ls} prints it
   * @param requestedBy account that asks
   * @param group whom it is for
   * @param domain the site; null if it is for a category
   * @param category the category's id; null if it is for a site
   * @param reason why, in the words of the one who asks
   * @param from first instant
   * @param until first instant after
   */
  record OverrideRequested(
      String overrideId,
      String requestedBy,
      String group,
      @Nullable String domain,
      @Nullable String category,
      String reason,
      Instant from,
      Instant until)
      implements LedgerEvent {}

  /**
   * A second person approved it.
   *
   * @param overrideId which
   * @param approvedBy account that approves
   * @param note what the approver wrote; null for nothing
   */
  record OverrideApproved(String overrideId, String approvedBy, @Nullable String note)
      implements LedgerEvent {}

  /**
   * A second person refused it.
   *
   * @param overrideId which
   * @param refusedBy account that refuses
   * @param note what was written; null for nothing
   */
  record OverrideRefused(String overrideId, String refusedBy, @Nullable String note)
      implements LedgerEvent {}

  /**
   * An override no longer holds.
   *
   * @param overrideId which
   * @param why {@code expired} or {@code revoked}
   * @param endedBy account that revoked it; null if it expired
   * @param note why it was revoked, in the words of who did; null if it expired
   */
  record OverrideEnded(
      String overrideId, String why, @Nullable String endedBy, @Nullable String note)
      implements LedgerEvent {}

  /**
   * A policy came into force (S31).
   *
   * @param policyVersion which
   * @param previousVersion which held before; null at the first load
   * @param loadedBy account; null if the gateway read it at its start
   */
  record PolicyLoaded(
      String policyVersion, @Nullable String previousVersion, @Nullable String loadedBy)
      implements LedgerEvent {}

  /**
   * A list was imported.
   *
   * @param source whose list
   * @param categories ids of the categories it fills
   * @param taken lines taken
   * @param duplicates lines that were there already
   * @param rejected lines reported
   * @param importedBy account
   * @param reason why
   */
  record ListImported(
      String source,
      List<String> categories,
      long taken,
      long duplicates,
      long rejected,
      String importedBy,
      String reason)
      implements LedgerEvent {}

  /** An imported list was taken out again by an account, with all its categories and entries. */
  record ListRemoved(
      String source, List<String> categories, long entries, String removedBy, String reason)
      implements LedgerEvent {}

  /**
   * A list that the school subscribes to was updated, or was to be (S30).
   *
   * @param source whose list
   * @param outcome {@code installed}, {@code staged}, {@code unchanged} (once it can be had again),
   *     {@code refused}, {@code failed} or {@code rolled-back}
   * @param digest SHA-256 of the version that it is about, as it was published; null if none came
   * @param categories by id, what becomes of each; empty where nothing does
   * @param reason why; null where the outcome needs no reason
   * @param updatedBy account, or {@code schedule}
   */
  record ListUpdated(
      String source,
      String outcome,
      @Nullable String digest,
      Map<String, ListChange> categories,
      @Nullable String reason,
      String updatedBy)
      implements LedgerEvent {

    /** Copies the map. */
    public ListUpdated {
      categories = Map.copyOf(categories);
    }
  }

  /**
   * What became of a list.
   *
   * @param entries how many it has then
   * @param added how many of them it did not have before
   * @param removed how many it had before and has no more
   */
  record ListChange(long entries, long added, long removed) {}

  /**
   * The school's own list was changed (S6, S31). For an illegal category the gate replaces the
   * entry by an opaque id.
   *
   * @param change {@code add} or {@code remove}, or {@code restore} where a removal could not be
   *     stored and the entry is as it was before
   * @param category the category's id
   * @param entry domain, host or URL prefix
   * @param editedBy account; {@code gateway} where it found at its start that an entry was gone
   * @param reason why; null if none was given
   * @param until first instant at which an added entry no longer counts; null if it has no end
   * @param ratifyBy when a second person must have ratified it (S33); null if nobody has to
   * @param remark what whoever did it was told and did it all the same, such as that it undid a
   *     ratified block, in a sentence in which nobody is named; null if nothing
   */
  record ListEdited(
      String change,
      String category,
      String entry,
      String editedBy,
      @Nullable String reason,
      @Nullable Instant until,
      @Nullable Instant ratifyBy,
      @Nullable String remark)
      implements LedgerEvent {

    /** A change that nothing spoke against. */
    public ListEdited(
        String change,
        String category,
        String entry,
        String editedBy,
        @Nullable String reason,
        @Nullable Instant until,
        @Nullable Instant ratifyBy) {
      this(change, category, entry, editedBy, reason, until, ratifyBy, null);
    }

    /** A change that has no end and that nobody has to ratify. */
    public ListEdited(
        String change, String category, String entry, String editedBy, @Nullable String reason) {
      this(change, category, entry, editedBy, reason, null, null);
    }
  }

  /** A second person, an account, ratified an entry that another one had added (S33). */
  record ListRatified(String category, String entry, String ratifiedBy, String reason)
      implements LedgerEvent {}

  /** The time of an entry of the school's own list was over, as was said when it was added. */
  record ListEntryEnded(String category, String entry, Instant until) implements LedgerEvent {}

  /**
   * A certificate authority was made, which the school's devices are to trust.
   *
   * @param fingerprint SHA-256 of its certificate
   * @param subject the name in it
   * @param validUntil when it ends
   * @param madeBy account; null if the gateway made it at its first start
   */
  record AuthorityMade(
      String fingerprint, String subject, Instant validUntil, @Nullable String madeBy)
      implements LedgerEvent {}

  /**
   * The certificate of the authority, never its key, was handed out to be brought to devices.
   *
   * @param fingerprint SHA-256 of the certificate
   * @param exportedBy account
   */
  record AuthorityExported(String fingerprint, String exportedBy) implements LedgerEvent {}

  /**
   * Records that should be in a log and are not.
   *
   * @param log {@code ledger} or {@code traffic}
   * @param count how many
   * @param from when the first was lost
   * @param until when the last was lost
   * @param why for example {@code busy}
   */
  record Gap(String log, long count, Instant from, Instant until, String why)
      implements LedgerEvent {}

  /**
   * A decision was made again for the same subject within the minute after its first record: at the
   * same site, or, once the subject had very many records in that minute, in the same category.
   *
   * @param decision its id, for example {@code block} or {@code override}
   * @param first the record of the first
   * @param subject whose
   * @param host the site; null if it is not known or opaque, or if there were many
   * @param category the blocking category's id; null if the policy named none
   * @param count how often, the first not counted
   * @param from the first repeat
   * @param until the last repeat
   */
  record Repeats(
      String decision,
      Reference first,
      Subject subject,
      @Nullable String host,
      @Nullable String category,
      long count,
      Instant from,
      Instant until)
      implements LedgerEvent {}
}
