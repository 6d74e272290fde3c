package org.schoolgate.policy;

import java.util.Locale;

/** How surely a {@link Subject} is one individual; printed wherever the identity is (S50). */
public enum Confidence {
  /** One person signed in, or a device that only one person uses. */
  INDIVIDUAL,
  /** A class or year-group logon: one of several people. */
  SHARED,
  /** Only the device is known. */
  DEVICE;

  /** The word used in JSON, on pages and in the ledger, for example {@code shared}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
