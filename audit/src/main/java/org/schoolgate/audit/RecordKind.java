package org.schoolgate.audit;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record tells; the code stands in its header, the id in its JSON. Neither ever changes. */
public enum RecordKind {
  /** The gateway came up. */
  STARTED(1, RetentionClass.GOVERNANCE),
  /** The gateway went down in good order. */
  STOPPED(2, RetentionClass.GOVERNANCE),
  /** A torn tail was cut. */
  RECOVERED(3, RetentionClass.GOVERNANCE),
  /** A new log began because the one before cannot be trusted. */
  EPOCH_OPENED(4, RetentionClass.GOVERNANCE),
  /** Records are missing. */
  GAP(5, RetentionClass.GOVERNANCE),
  /** The gateway had ended without stopping. */
  INTERRUPTED(6, RetentionClass.GOVERNANCE),
  /** An ordinary flow closed. */
  FLOW(16, RetentionClass.TRAFFIC),
  /** A flow was blocked. */
  BLOCKED(17, RetentionClass.MONITORING),
  /** A flow was allowed by an override. */
  OVERRIDE_USED(18, RetentionClass.MONITORING),
  /** Monitoring found a violation on an allowed flow. */
  VIOLATION_FOUND(19, RetentionClass.MONITORING),
  /** Repeats of a block or of an override's use. */
  REPEATS(20, RetentionClass.MONITORING),
  /** A malformed request was refused. */
  REFUSED(21, RetentionClass.MONITORING),
  /** More malformed requests of one client, with one problem. */
  REFUSED_AGAIN(25, RetentionClass.MONITORING),
  /** A capture was read by a person. */
  CAPTURE_OPENED(22, RetentionClass.GOVERNANCE),
  /** Somebody without an account was shown outlines of records. */
  RECORDS_LISTED(23, RetentionClass.GOVERNANCE),
  /** Somebody asked for records that they may not read. */
  READING_REFUSED(24, RetentionClass.GOVERNANCE),
  /** An override was asked for. */
  OVERRIDE_REQUESTED(32, RetentionClass.GOVERNANCE),
  /** An override was approved. */
  OVERRIDE_APPROVED(33, RetentionClass.GOVERNANCE),
  /** An override was refused. */
  OVERRIDE_REFUSED(34, RetentionClass.GOVERNANCE),
  /** An override ended. */
  OVERRIDE_ENDED(35, RetentionClass.GOVERNANCE),
  /** A policy came into force. */
  POLICY_LOADED(36, RetentionClass.GOVERNANCE),
  /** A list was imported. */
  LIST_IMPORTED(37, RetentionClass.GOVERNANCE),
  /** The school's own list was changed. */
  LIST_EDITED(38, RetentionClass.GOVERNANCE),
  /** An account was made. */
  PERSON_ADDED(39, RetentionClass.GOVERNANCE),
  /** An account was removed. */
  PERSON_REMOVED(40, RetentionClass.GOVERNANCE),
  /** A password was set. */
  PASSWORD_CHANGED(41, RetentionClass.GOVERNANCE),
  /** An imported list was taken out. */
  LIST_REMOVED(43, RetentionClass.GOVERNANCE),
  /** Somebody gave a wrong password. */
  LOG_ON_FAILED(42, RetentionClass.GOVERNANCE),
  /** Passwords were not looked at, because too many wrong ones came before. */
  LOG_ON_SLOWED(48, RetentionClass.GOVERNANCE),
  /** The certificate authority was made. */
  AUTHORITY_MADE(49, RetentionClass.GOVERNANCE),
  /** The certificate of the authority was handed out. */
  AUTHORITY_EXPORTED(50, RetentionClass.GOVERNANCE);

  private static final RecordKind[] BY_CODE = new RecordKind[256];

  static {
    for (RecordKind kind : values()) {
      BY_CODE[kind.code] = kind;
    }
  }

  private final int code;
  private final RetentionClass retention;

  RecordKind(int code, RetentionClass retention) {
    this.code = code;
    this.retention = retention;
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
