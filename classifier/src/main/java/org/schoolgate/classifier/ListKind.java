package org.schoolgate.classifier;

import java.util.Locale;

/** What the entries of a list file cover; the constant's id is the file's name. */
public enum ListKind {
  /** A name or address, and for a name everything under it. */
  DOMAINS,
  /** Exactly one name. */
  HOSTS,
  /** A host and what is under it, from a path on. */
  URLS;

  /** The name of the file in a category's folder. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
