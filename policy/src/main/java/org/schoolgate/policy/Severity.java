package org.schoolgate.policy;

import java.util.Locale;

/** How urgent a {@link Violation} is, lowest first; the levels of requirement S45. */
public enum Severity {
  LOW,
  MEDIUM,
  HIGH,
  URGENT,
  CRITICAL;

  /** The word used in JSON, on pages and in the ledger, for example {@code critical}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it alerts at once instead of waiting for the daily digest (S45). */
  public boolean alertsAtOnce() {
    return compareTo(URGENT) >= 0;
  }
}
