package org.schoolgate.audit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The audit folder cannot be opened; the message is one sentence that says why and what to do. */
public final class AuditOpenFailure extends IOException {

  private static final long serialVersionUID = 1L;

  /** What stands in the way. */
  public enum Kind {
    /** Another process owns the folder. */
    LOCKED,
    /** The master key is missing, or is not the one that wrapped the keys. */
    MASTER_KEY,
    /** A file of another format version, or one that cannot be read. */
    UNREADABLE
  }

  private final Kind kind;

  AuditOpenFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** What stands in the way. */
  public Kind kind() {
    return kind;
  }
}
