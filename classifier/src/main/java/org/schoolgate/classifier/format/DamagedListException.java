package org.schoolgate.classifier.format;

import java.io.IOException;

/** What should be a list is none, broken, or beyond a limit; the message ends a sentence. */
public final class DamagedListException extends IOException {

  private static final long serialVersionUID = 1L;

  /** For a reason in a few words, such as {@code it is damaged}. */
  public DamagedListException(String reason) {
    super(reason);
  }
}
