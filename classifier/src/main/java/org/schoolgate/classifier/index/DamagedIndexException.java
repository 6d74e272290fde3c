package org.schoolgate.classifier.index;

import java.io.IOException;

/** A compiled file is not what was written; it is to be made again from the lists. */
final class DamagedIndexException extends IOException {
  private static final long serialVersionUID = 1L;

  DamagedIndexException(String what) {
    super(what);
  }
}
