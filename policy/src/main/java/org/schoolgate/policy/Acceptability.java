package org.schoolgate.policy;

import java.util.Locale;
import java.util.Optional;

/** What a school's acceptable-use table says of an activity for a kind of user (S10-S11). */
public enum Acceptability {
  ACCEPTABLE,
  AT_DESIGNATED_TIMES,
  NOMINATED_USERS,
  WITH_PERMISSION,
  WHEN_DIRECTED,
  UNACCEPTABLE,
  ILLEGAL;

  /** The word used in matrix.yaml, for example {@code at-designated-times}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The acceptability of that word. */
  public static Optional<Acceptability> find(String id) {
    for (Acceptability acceptability : values()) {
      if (acceptability.id().equals(id)) {
        return Optional.of(acceptability);
      }
    }
    return Optional.empty();
  }
}
