package org.schoolgate.console.people;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody may do, and who: the one table that every command and page asks. Root and the
 * operating system's own rights are outside it, and so is illegal content, for which there is no
 * power at all (S22).
 */
public enum Power {
  /** S41: requests come from staff. */
  REQUEST_OVERRIDE(
      "ask for an override",
      "S41",
      Role.TEACHER,
      Role.TECHNICIAN,
      Role.E_SAFETY_LEAD,
      Role.DSL,
      Role.HEADTEACHER,
      Role.APPROVER),

  /** S34, S35: the headteacher or a senior leader nominated for it, never the one who asked. */
  APPROVE_OVERRIDE("decide about an override", "S33 S34 S35", Role.HEADTEACHER, Role.APPROVER),

  /** S32: web filtering management status. */
  MANAGE_LISTS("change lists and policy", "S32", Role.TECHNICIAN, Role.HEADTEACHER),

  /** S33, S35: senior people, never the one who added it. */
  RATIFY_LISTS(
      "ratify what another person added to the school's own list",
      "S33 S35",
      Role.E_SAFETY_LEAD,
      Role.DSL,
      Role.HEADTEACHER,
      Role.APPROVER),

  /** S42: starters and leavers. */
  MANAGE_PEOPLE("add and remove accounts", "S32 S42", Role.TECHNICIAN, Role.HEADTEACHER),

  /**
   * S33: who can give or take the authority to approve or to read captures could else give it to
   * himself, and would be the one person on whom everything rests.
   */
  MANAGE_AUTHORITY(
      "give or take the authority to approve overrides or read captures",
      "S33 S51",
      Role.HEADTEACHER),

  /** S46, S51: never a technician. */
  READ_CAPTURES(
      "read captures and what was typed",
      "S46 S51 S72",
      Role.E_SAFETY_LEAD,
      Role.DSL,
      Role.HEADTEACHER),

  /** S31, S38: that something happened and who did it, without content. */
  READ_LEDGER(
      "read the ledger without violation content",
      "S31 S38 S53",
      Role.TECHNICIAN,
      Role.E_SAFETY_LEAD,
      Role.DSL,
      Role.HEADTEACHER,
      Role.DATA_PROTECTION_OFFICER),

  /** S36, S38: nobody is named in one. */
  READ_REPORTS(
      "read the governors' report",
      "S36 S38",
      Role.TECHNICIAN,
      Role.E_SAFETY_LEAD,
      Role.DSL,
      Role.HEADTEACHER,
      Role.APPROVER,
      Role.GOVERNOR,
      Role.DATA_PROTECTION_OFFICER);

  private final String title;
  private final String source;

  @SuppressWarnings("ImmutableEnumChecker") // filled by the constructor, and only copies leave
  private final Set<Role> holders;

  Power(String title, String source, Role... holders) {
    this.title = title;
    this.source = source;
    this.holders = EnumSet.copyOf(Arrays.asList(holders));
  }

  /** What it lets somebody do, to follow "may". */
  public String title() {
    return title;
  }

  /** The requirements it comes from, for example {@code S33 S34}. */
  public String source() {
    return source;
  }

  /** The roles that have it. */
  public Set<Role> holders() {
    return EnumSet.copyOf(holders);
  }

  /** Who has it, for a sentence: {@code headteacher or nominated senior leader}. */
  String holdersInWords() {
    return inWords(holders);
  }

  /** Who may do all of these, for a sentence: {@code a headteacher}. */
  public static String holderInWords(Power... all) {
    Set<Role> holders = EnumSet.allOf(Role.class);
    for (Power each : all) {
      holders.retainAll(each.holders);
    }
    String words = inWords(holders);
    return ("aeio".indexOf(words.charAt(0)) < 0 ? "a " : "an ") + words;
  }

  private static String inWords(Set<Role> roles) {
    return roles.stream().map(Role::title).collect(Collectors.joining(" or "));
  }
}
