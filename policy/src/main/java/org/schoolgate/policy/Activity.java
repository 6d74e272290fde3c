package org.schoolgate.policy;

import java.util.List;
import java.util.Map;

/**
 * A row of the policy matrix: something people do online, and what each group's cell says of it.
 *
 * @param id stable name
 * @param title as the e-safety policy prints it
 * @param categories the kinds of content it covers; each category stands in one row only
 * @param sites sites it names; a site row decides before any category row
 * @param trusted whether neither another row nor phrases can close what it covers: support lines
 *     and learning sites
 * @param inspected whether content is read as it streams; false for what is private, such as
 *     support lines, banking and health (S69)
 * @param cells by group id; a group without a cell takes that of the group above, and without any
 *     it is closed for children and as the group says for adults
 */
public record Activity(
    String id,
    String title,
    CategorySet categories,
    List<Site> sites,
    boolean trusted,
    boolean inspected,
    Map<String, Cell> cells) {

  /** Copies what it is given. */
  public Activity {
    sites = List.copyOf(sites);
    cells = Map.copyOf(cells);
  }
}
