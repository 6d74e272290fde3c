package org.schoolgate.gateway.enforce;

/**
 * Whom a page tells its reader to ask, in the school's own words and as they stand in the middle of
 * a sentence, for example {@code your teacher}. Roles, never names of people.
 *
 * @param school the school's name; empty if it is not configured
 * @param teacher whom a child asks
 * @param office whom an adult asks
 */
public record Contacts(String school, String teacher, String office) {

  /** The roles that every school has. */
  public static final Contacts DEFAULT = new Contacts("", "your teacher", "the school office");

  /** The role that deals with what is worrying; every school in England has one (KCSIE). */
  static final String SAFEGUARDING = "the designated safeguarding lead";
}
