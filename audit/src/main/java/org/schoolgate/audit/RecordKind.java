package org.schoolgate.audit;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a record tells; the code stands in its header, the id in its JSON. Neither ever changes.
 * Each {@link LedgerEvent} has the kind that names its class; the others tell of flows.
 */
public enum RecordKind {
  /** The gateway came up. */
  STARTED(1, RetentionClass.GOVERNANCE, LedgerEvent.Started.class),
  /** The gateway went down in good order. */
  STOPPED(2, RetentionClass.GOVERNANCE, LedgerEvent.Stopped.class),
  /** A torn tail was cut. */
  RECOVERED(3, RetentionClass.GOVERNANCE, LedgerEvent.Recovered.class),
  /** A new log began because the one before cannot be trusted. */
  EPOCH_OPENED(4, RetentionClass.GOVERNANCE, LedgerEvent.EpochOpened.class),
  /** Records are missing. */
  GAP(5, RetentionClass.GOVERNANCE, LedgerEvent.Gap.class),
  /** The gateway had ended without stopping. */
  INTERRUPTED(6, RetentionClass.GOVERNANCE, LedgerEvent.Interrupted.class),
  /** An ordinary flow closed. */
  FLOW(16, RetentionClass.TRAFFIC),
  /** A flow was blocked. */
  BLOCKED(17, RetentionClass.MONITORING),
  /** A flow was allowed by an override. */
  OVERRIDE_USED(18, RetentionClass.MONITORING),
  /** Monitoring found a violation on an allowed flow. */
  VIOLATION_FOUND(19, RetentionClass.MONITORING),
  /** Repeats of a block or of an override's use. */
  REPEATS(20, RetentionClass.MONITORING, LedgerEvent.Repeats.class),
  /** A malformed request was refused. */
  REFUSED(21, RetentionClass.MONITORING, LedgerEvent.Refused.class),
  /** More malformed requests of one client, with one problem. */
  REFUSED_AGAIN(25, RetentionClass.MONITORING, LedgerEvent.RefusedAgain.class),
  /** A capture was read by a person. */
  CAPTURE_OPENED(22, RetentionClass.GOVERNANCE, AccessEvent.CaptureOpened.class),
  /** Somebody without an account was shown outlines of records. */
  RECORDS_LISTED(23, RetentionClass.GOVERNANCE, AccessEvent.RecordsListed.class),
  /** Somebody asked for records that they may not read. */
  READING_REFUSED(24, RetentionClass.GOVERNANCE, AccessEvent.ReadingRefused.class),
  /** An override was asked for. */
  OVERRIDE_REQUESTED(32, RetentionClass.GOVERNANCE, LedgerEvent.OverrideRequested.class),
  /** An override was approved. */
  OVERRIDE_APPROVED(33, RetentionClass.GOVERNANCE, LedgerEvent.OverrideApproved.class),
  /** An override was refused. */
  OVERRIDE_REFUSED(34, RetentionClass.GOVERNANCE, LedgerEvent.OverrideRefused.class),
  /** An override ended. */
  OVERRIDE_ENDED(35, RetentionClass.GOVERNANCE, LedgerEvent.OverrideEnded.class),
  /** A policy came into force. */
  POLICY_LOADED(36, RetentionClass.GOVERNANCE, LedgerEvent.PolicyLoaded.class),
  /** A list was imported. */
  LIST_IMPORTED(37, RetentionClass.GOVERNANCE, LedgerEvent.ListImported.class),
  /** The school's own list was changed. */
  LIST_EDITED(38, RetentionClass.GOVERNANCE, LedgerEvent.ListEdited.class),
  /** An account was made. */
  PERSON_ADDED(39, RetentionClass.GOVERNANCE, AccessEvent.PersonAdded.class),
  /** An account was removed. */
  PERSON_REMOVED(40, RetentionClass.GOVERNANCE, AccessEvent.PersonRemoved.class),
  /** A password was set. */
  PASSWORD_CHANGED(41, RetentionClass.GOVERNANCE, AccessEvent.PasswordChanged.class),
  /** An imported list was taken out. */
  LIST_REMOVED(43, RetentionClass.GOVERNANCE, LedgerEvent.ListRemoved.class),
  /** A list that the school subscribes to was updated, or was to be. */
  LIST_UPDATED(51, RetentionClass.GOVERNANCE, LedgerEvent.ListUpdated.class),
  /** A second person ratified an entry of the school's own list. */
  LIST_RATIFIED(52, RetentionClass.GOVERNANCE, LedgerEvent.ListRatified.class),
  /** The time of an entry of the school's own list was over. */
  LIST_ENTRY_ENDED(53, RetentionClass.GOVERNANCE, LedgerEvent.ListEntryEnded.class),
  /** Somebody gave a wrong password. */
  LOG_ON_FAILED(42, RetentionClass.GOVERNANCE, AccessEvent.LogOnFailed.class),
  /** Passwords were not looked at, because too many wrong ones came before. */
  LOG_ON_SLOWED(48, RetentionClass.GOVERNANCE, AccessEvent.LogOnSlowed.class),
  /** The certificate authority was made. */
  AUTHORITY_MADE(49, RetentionClass.GOVERNANCE, LedgerEvent.AuthorityMade.class),
  /** The certificate of the authority was handed out. */
  AUTHORITY_EXPORTED(50, RetentionClass.GOVERNANCE, LedgerEvent.AuthorityExported.class);

  private static final RecordKind[] BY_CODE = new RecordKind[256];

  static {
    for (RecordKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private static final Map<Class<? extends LedgerEvent>, RecordKind> BY_EVENT =
      Arrays.stream(values())
          .filter(kind -> kind.event != null)
          .collect(Collectors.toUnmodifiableMap(RecordKind::event, kind -> kind));

  private final int code;
  private final RetentionClass retention;
  private final @Nullable Class<? extends LedgerEvent> event;

  RecordKind(int code, RetentionClass retention) {
    this(code, retention, null);
  }

  RecordKind(int code, RetentionClass retention, @Nullable Class<? extends LedgerEvent> event) {
    this.code = code;
    this.retention = retention;
    this.event = event;
  }

  private Class<? extends LedgerEvent> event() {
    return Objects.requireNonNull(event);
  }

  /** The stable kebab-case word. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Finds the kind with that word. */
  public static Optional<RecordKind> find(String id) {
    for (RecordKind kind : values()) {
      if (kind.id().equals(id)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The kind of an event; each class of event has one. */
  static RecordKind of(LedgerEvent event) {
    return ofEvent(event.getClass());
  }

  static RecordKind ofEvent(Class<? extends LedgerEvent> event) {
    return Objects.requireNonNull(BY_EVENT.get(event), event::getName);
  }

  int code() {
    return code;
  }

  RetentionClass retention() {
    return retention;
  }

  static @Nullable RecordKind of(int code) {
    return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
  }
}
