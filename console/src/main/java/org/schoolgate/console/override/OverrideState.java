package org.schoolgate.console.override;

import java.util.Locale;

/** Where an override stands; {@link #EXPIRED} comes by the clock alone. */
public enum OverrideState {
  /** Asked for; nobody decided yet, and its time is not over. */
  REQUESTED,
  /** Approved by another person, and its time is not over. */
  ACTIVE,
  /** Refused. */
  REFUSED,
  /** Its time is over, whether it was approved or not. */
  EXPIRED,
  /** Ended by a person before its time was over. */
  REVOKED;

  /** The word in tables and JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
