package org.schoolgate.classifier.index;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * The keys of URL entries with their sets, sorted. Asked only for hosts that have such entries.
 * Immutable and thread-safe.
 */
final class UrlTable {

  static final int RECORD_BYTES = 2 * Long.BYTES + Integer.BYTES;

  private final ByteBuffer records;
  private final int count;
  private final Map<UrlKey, List<SeveralParameters>> several;

  UrlTable(ByteBuffer records, Map<UrlKey, List<SeveralParameters>> several) {
    this.records = records;
    this.count = records.limit() / RECORD_BYTES;
    this.several = several;
  }

  boolean isEmpty() {
    return count == 0 && several.isEmpty();
  }

  /** The set of a key, or 0 if it is not here. */
  int get(SiteHash.UrlState state) {
    long first = state.first();
    int at = guess(first);
    while (at > 0 && Long.compareUnsigned(firstAt(at - 1), first) >= 0) {
      at--;
    }
    while (at < count && Long.compareUnsigned(firstAt(at), first) < 0) {
      at++;
    }
    long second = state.second();
    for (; at < count && firstAt(at) == first; at++) {
      if (records.getLong(at * RECORD_BYTES + Long.BYTES) == second) {
        return records.getInt(at * RECORD_BYTES + 2 * Long.BYTES);
      }
    }
    return 0;
  }

  /** Halves the range until what is left is a few. */
  private int guess(long first) {
    int from = 0;
    int to = count;
    while (to - from > 8) {
      int middle = (from + to) >>> 1;
      if (Long.compareUnsigned(firstAt(middle), first) < 0) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return from;
  }

  private long firstAt(int index) {
    return records.getLong(index * RECORD_BYTES);
  }

  /** Entries that need more parameters than the one of a key. */
  List<SeveralParameters> several(UrlKey key) {
    return several.isEmpty() ? List.of() : several.getOrDefault(key, List.of());
  }
}
