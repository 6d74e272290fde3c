package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.List;
import org.schoolgate.classifier.index.SourceList;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Match;

/**
 * The entries found to cover one target: of each list the most specific, and where on the host URL
 * entries begin. Not thread-safe.
 */
final class Coverage {

  /** A host has at most 127 labels. */
  private static final int LABELS_MAX = 128;

  private final List<SourceList> lists = new ArrayList<>(2);
  private final List<String> entries = new ArrayList<>(2);
  private final List<Boolean> surely = new ArrayList<>(2);

  /** Where hosts with URL entries begin in the host. */
  private final List<Integer> pathHosts = new ArrayList<>(0);

  private final EndedEntries ended;

  /** One of lists whose entries have no end. */
  Coverage() {
    this(EndedEntries.NONE);
  }

  /** One that leaves out what has ended of the school's own entries. */
  Coverage(EndedEntries ended) {
    this.ended = ended;
  }

  /**
   * Notes an entry; a later one of the same list is the more specific and replaces it.
   *
   * @param sure whether it covers the target however a server reads the address
   */
  void add(SourceList list, String entry, boolean sure) {
    if (list.source().equals(ListLibrary.OWN) && ended.isEnded(list.category(), entry)) {
      return;
    }
    int known = lists.indexOf(list);
    if (known < 0) {
      lists.add(list);
      entries.add(entry);
      surely.add(sure);
    } else {
      entries.set(known, entry);
      surely.set(known, sure || surely.get(known));
    }
  }

  /** Notes an exception: what a less specific entry of the list said does not hold. */
  void remove(SourceList list) {
    int known = lists.indexOf(list);
    if (known >= 0) {
      lists.remove(known);
      entries.remove(known);
      surely.remove(known);
    }
  }

  void addPathsFrom(int from) {
    if (pathHosts.size() < LABELS_MAX && !pathHosts.contains(from)) {
      pathHosts.add(from);
    }
  }

  List<Integer> pathHosts() {
    return pathHosts;
  }

  /** The classification that these entries support. */
  Classification classification(OpaqueIds opaqueIds) {
    if (lists.isEmpty()) {
      return Classification.UNCATEGORISED;
    }
    List<Match.Listed> evidence = new ArrayList<>(lists.size());
    CategorySet sure = CategorySet.EMPTY;
    for (int i = 0; i < lists.size(); i++) {
      SourceList list = lists.get(i);
      String entry = entries.get(i);
      String shown = list.category().illegal() ? opaqueIds.of(list.category().id(), entry) : entry;
      sure = surely.get(i) ? sure.with(list.category()) : sure;
      evidence.add(new Match.Listed(list.category(), shown, list.name()));
    }
    return Classification.of(evidence, sure);
  }
}
