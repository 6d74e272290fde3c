package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.List;

/** A bounded list of problems that counts those beyond it. Not thread-safe. */
final class Problems {

  private final int toldMax;
  private final List<String> told = new ArrayList<>();
  private long count;

  Problems(int toldMax) {
    this.toldMax = toldMax;
  }

  void add(String problem) {
    count++;
    if (told.size() < toldMax) {
      told.add(problem);
    }
  }

  List<String> told() {
    return told;
  }

  long count() {
    return count;
  }

  /** What was told; if there is more, the last one says how many more. */
  List<String> toldWithRest() {
    if (count <= toldMax) {
      return List.copyOf(told);
    }
    List<String> all = new ArrayList<>(told.subList(0, toldMax - 1));
    all.add("and " + (count - toldMax + 1) + " more");
    return all;
  }
}
