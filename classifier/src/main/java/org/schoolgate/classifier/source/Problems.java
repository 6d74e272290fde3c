package org.schoolgate.classifier.source;

import java.util.ArrayList;
import java.util.List;

/** A bounded list of problems that counts those beyond it. Not thread-safe. */
public final class Problems {

  private final int toldMax;
  private final List<String> told = new ArrayList<>();
  private long count;

  /**
   * No problems yet.
   *
   * @param toldMax how many are told at most
   */
  public Problems(int toldMax) {
    this.toldMax = toldMax;
  }

  /** Adds one, a sentence with its file and line. */
  public void add(String problem) {
    count++;
    if (told.size() < toldMax) {
      told.add(problem);
    }
  }

  /** Adds so many that are not told. */
  public void addUntold(long more) {
    count += more;
  }

  /** Those that are told, in the order in which they came. */
  public List<String> told() {
    return told;
  }

  /** How many there are, told or not. */
  public long count() {
    return count;
  }

  /** What was told; if there is more, the last one says how many more. */
  public List<String> toldWithRest() {
    if (count <= toldMax) {
      return List.copyOf(told);
    }
    List<String> all = new ArrayList<>(told.subList(0, toldMax - 1));
    all.add("and " + (count - toldMax + 1) + " more");
    return all;
  }
}
