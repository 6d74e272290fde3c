package org.schoolgate.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose accounts are let in at Google and Microsoft: a pupil's own, brought from home, would take
 * what the school has settled with it for its own accounts out of force.
 *
 * @param google the domains whose Google accounts are let in; empty for all
 * @param microsoft the school's directory at Microsoft; null for all
 */
public record SchoolAccounts(List<String> google, @Nullable Microsoft microsoft) {

  /** Everybody's. */
  public static final SchoolAccounts ANY = new SchoolAccounts(List.of(), null);

  /**
   * Of Microsoft's.
   *
   * @param tenants the directories whose accounts are let in, by a domain or an id of each
   * @param directory the id of that which says so
   * @param policy the id of its policy for tenants (Tenant restrictions v2), which says more; null
   *     if it has none
   */
  public record Microsoft(List<String> tenants, String directory, @Nullable String policy) {
    /** Copies the tenants. */
    public Microsoft {
      tenants = List.copyOf(tenants);
    }
  }

  /** Copies the domains. */
  public SchoolAccounts {
    google = List.copyOf(google);
  }
}
