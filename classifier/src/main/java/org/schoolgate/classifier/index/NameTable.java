package org.schoolgate.classifier.index;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The keys of names with their sets: filters say of nearly all that are not here that they are not,
 * then one line of memory is looked at. Immutable and thread-safe; nothing is allocated.
 */
final class NameTable {

  private final FuseFilter[] filters;
  private final int filterBits;
  private final ByteBuffer filterBytes;
  private final KeyLines lines;
  private final WholeKeys whole;

  NameTable(List<FuseFilter> filters, ByteBuffer filterBytes, KeyLines lines, WholeKeys whole) {
    this.filters = filters.toArray(FuseFilter[]::new);
    this.filterBits = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(this.filters.length);
    this.filterBytes = filterBytes;
    this.lines = lines;
    this.whole = whole;
    if (filters.size() != 1 << filterBits) {
      throw new IllegalArgumentException("there are " + filters.size() + " filters");
    }
  }

  /**
   * Which of the keys of a host may be here, as far as the filters know, a bit each; the last bit
   * is for the 64th and all behind it. Nothing waits for an answer before the last is asked for.
   *
   * @param from the first that is asked for
   */
  long candidates(HostKeys keys, int from) {
    long candidates = 0;
    for (int i = from; i < keys.count(); i++) {
      long key = keys.key(i);
      boolean may = filters[IndexFile.filterOf(key, filterBits)].mayHold(filterBytes, key);
      candidates |= may ? HostKeys.bit(i) : 0;
    }
    return candidates;
  }

  /** The set of a key, or 0 if it is not here. */
  int get(long key) {
    if (!filters[IndexFile.filterOf(key, filterBits)].mayHold(filterBytes, key)) {
      return 0;
    }
    int set = lines.get(key);
    return set == KeyLines.ELSEWHERE ? whole.get(key) : set;
  }
}
