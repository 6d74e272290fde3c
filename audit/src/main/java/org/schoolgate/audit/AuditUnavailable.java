package org.schoolgate.audit;

import org.jspecify.annotations.Nullable;

/**
 * The audit could not take a record. What has no record must not take effect, except a block
 * ({@link AuditGate#blockUnrecorded}).
 */
public final class AuditUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why the record was not taken. */
  public enum Kind {
    /** More records are waiting than the queue holds; a later try may succeed. */
    BUSY,
    /** The disk is nearly full; a later try succeeds once there is room. */
    FULL,
    /** Writing or forcing failed; this log takes no more records until it is opened again. */
    FAILED,
    /** The log is closed. */
    CLOSED
  }

  private final Kind kind;

  AuditUnavailable(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }

  /** Whether the same call may succeed a little later. */
  public boolean retryCanHelp() {
    return kind == Kind.BUSY || kind == Kind.FULL;
  }
}
