package org.schoolgate.classifier;

import java.util.List;
import java.util.Map;

/**
 * What a loaded classifier holds, for {@code status}, and what was wrong with the files.
 *
 * @param entriesByCategory list entries, by category id
 * @param phrasesByCategory phrases, by category id
 * @param problems what could not be used, each {@code file[:line]: why}; bounded
 * @param problemCount how many there were in all
 */
public record LoadReport(
    Map<String, Long> entriesByCategory,
    Map<String, Long> phrasesByCategory,
    List<String> problems,
    long problemCount) {

  /** The most problems that are told one by one. */
  public static final int PROBLEMS_MAX = 100;

  /** Copies what it is given. */
  public LoadReport {
    entriesByCategory = Map.copyOf(entriesByCategory);
    phrasesByCategory = Map.copyOf(phrasesByCategory);
    problems = List.copyOf(problems);
  }

  /** All list entries. */
  public long entries() {
    return entriesByCategory.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All phrases. */
  public long phrases() {
    return phrasesByCategory.values().stream().mapToLong(Long::longValue).sum();
  }
}
