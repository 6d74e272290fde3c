package org.schoolgate.classifier.index;

import java.nio.ByteBuffer;

/**
 * The keys that {@link KeyLines} sends elsewhere, each whole and with its set, sorted: those whose
 * set has no number that a slot could hold, and those of which two end alike in one line. Immutable
 * and thread-safe.
 */
final class WholeKeys {

  static final int RECORD_BYTES = Long.BYTES + Integer.BYTES;

  private final ByteBuffer records;

  WholeKeys(ByteBuffer records) {
    this.records = records;
  }

  /** The set of a key, or 0 if it is not here. */
  int get(long key) {
    int from = 0;
    int to = records.limit() / RECORD_BYTES;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(records.getLong(middle * RECORD_BYTES), key);
      if (order == 0) {
        return records.getInt(middle * RECORD_BYTES + Long.BYTES);
      }
      if (order < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return 0;
  }
}
