package org.schoolgate.policy;

import java.util.Locale;

/** How far search engines and video sites are held to what they call safe (S16), open first. */
public enum SearchSafety {
  /** Whoever searches chooses; for adults alone. */
  OPEN,
  /** Their middle way, where they have one; else as strict. */
  MODERATE,
  /** As safe as they can be. */
  STRICT;

  /** The word in {@code groups.yaml} and in sentences. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
