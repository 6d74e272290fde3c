package org.schoolgate.policy;

import java.util.Locale;

/** Whom the members of a group are, for the words they read and the rules that protect them. */
public enum Audience {
  /** Nursery to key stage 1: pictures and short sentences. */
  YOUNG_CHILD,
  PUPIL,
  ADULT;

  /** The word used in groups.yaml. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether faults fail closed and several groups combine to the most restrictive. */
  public boolean isChild() {
    return this != ADULT;
  }
}
