package org.schoolgate.policy;

import java.util.Locale;

/** Whether a person wrote a text or a page showed it to them; monitoring tells them apart. */
public enum Origin {
  /** Search terms, form posts, chat. */
  TYPED,
  /** Page text. */
  SHOWN;

  /** The word used in JSON and the ledger. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
