package org.schoolgate.classifier.site;

import java.util.Locale;

/** What the entries of a list file cover; the constant's id is the file's name. */
public enum ListKind {
  /** A name or address, and for a name everything under it. */
  DOMAINS,
  /** Exactly one name. */
  HOSTS,
  /** A host and what is under it, from a path on. */
  URLS,
  /** An address, or a network of them such as {@code 192.0.2.0/24}. */
  ADDRESSES,
  /** A name and everything under it, which the same list does not cover all the same. */
  EXCEPT_DOMAINS,
  /** Exactly one name, which the same list does not cover all the same. */
  EXCEPT_HOSTS;

  /**
   * Whether its entries take away from what the other entries of the same list cover. Of one list
   * the most specific entry decides about a host: the longer name, then one for that name alone
   * before one for all under it, then the exception. An entry for a part of a site stands beside
   * them.
   */
  public boolean excepts() {
    return this == EXCEPT_DOMAINS || this == EXCEPT_HOSTS;
  }

  /**
   * The kind of an id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ListKind of(String id) {
    for (ListKind kind : values()) {
      if (kind.id().equals(id)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of list: " + id);
  }

  /** The name of the file in a category's folder. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
