package org.schoolgate.classifier.keyed;

import java.io.IOException;

/** A keyed list that cannot be used; the message says why and what to do, without the file. */
public final class UnreadableListException extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableListException(String reason) {
    super(reason);
  }

  /** Why, and what to do. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
