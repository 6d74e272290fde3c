package org.schoolgate.cli.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a configuration, so that one run names every mistake. */
final class Problems {

  /** The most problems that one refusal names. */
  static final int PROBLEMS_MAX = 50;

  private final List<String> found = new ArrayList<>();

  void add(Place place, String problem, String remedy) {
    if (found.size() < PROBLEMS_MAX) {
      found.add(place + ": " + problem + (problem.endsWith("?") ? " " : "; ") + remedy);
    }
  }

  /** How many there are: whoever finds one more than before knows where the mistake is. */
  int count() {
    return found.size();
  }

  /**
   * Refuses the whole configuration if anything was found.
   *
   * @throws ConfigRefused with all that was found
   */
  void refuseIfAny() throws ConfigRefused {
    if (!found.isEmpty()) {
      throw new ConfigRefused(found);
    }
  }
}
