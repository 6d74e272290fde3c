package org.schoolgate.console.people;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody is in the school, as far as Schoolgate cares. Roles may be combined in one person,
 * such as a headteacher who is the safeguarding lead (S61), but never with {@link #PUPIL}.
 */
public enum Role {
  /** Browses; has no power here and never sees a log (S51). */
  PUPIL("pupil"),
  /** Asks for a site to be opened for a class. */
  TEACHER("teacher"),
  /** Installs, manages lists and accounts, checks that it works; sees no violation content. */
  TECHNICIAN("technician"),
  /** Reviews violations and the reasons of filtering changes. */
  E_SAFETY_LEAD("e-safety lead"),
  /** Designated safeguarding lead: reviews violations and escalates. */
  DSL("designated safeguarding lead"),
  /** Approves overrides and changes; sees every violation (S46). */
  HEADTEACHER("headteacher"),
  /** A senior leader whom the headteacher nominated to approve overrides (S34). */
  APPROVER("nominated senior leader"),
  /** Reads reports, in which nobody is named. */
  GOVERNOR("governor"),
  /** Looks after data protection; reads who did what, not what was captured. */
  DATA_PROTECTION_OFFICER("data protection officer");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  /** The word in {@code people.yaml}, for example {@code e-safety-lead}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The role of that id, if there is one. */
  public static Optional<Role> find(String id) {
    for (Role role : values()) {
      if (role.id().equals(id)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
