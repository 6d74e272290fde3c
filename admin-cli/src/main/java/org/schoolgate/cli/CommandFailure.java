package org.schoolgate.cli;

import org.jspecify.annotations.Nullable;

/** Ends a command with one sentence on standard error and an exit status. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  CommandFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  CommandFailure(int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
