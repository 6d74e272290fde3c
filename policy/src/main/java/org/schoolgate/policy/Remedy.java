package org.schoolgate.policy;

import java.util.Locale;

/** Who could make an exception to a {@link Decision.Block}; the block page says whom to ask. */
public enum Remedy {
  /** Nobody: illegal content, or a request that is broken. */
  NOBODY,
  /** It is acceptable at another time of the week. */
  LATER,
  /** A teacher may permit it. */
  TEACHER,
  /** The headteacher may permit it, through an override. */
  HEADTEACHER;

  /** The word used in JSON and the ledger. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
