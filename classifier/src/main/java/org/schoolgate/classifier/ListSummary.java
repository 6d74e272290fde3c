package org.schoolgate.classifier;

import java.time.Instant;
import org.schoolgate.policy.Category;

/**
 * How much one list holds and how old it is.
 *
 * @param source who made the list
 * @param category what it says its entries are
 * @param domains entries that cover a name and all under it
 * @param hosts entries that cover one name
 * @param urls entries that cover part of a site
 * @param addresses entries that cover addresses
 * @param exceptions entries that say what the list does not cover
 * @param phrases phrases that an import brought, which are no entries
 * @param modified when the newest of its files was last written
 */
public record ListSummary(
    String source,
    Category category,
    long domains,
    long hosts,
    long urls,
    long addresses,
    long exceptions,
    long phrases,
    Instant modified) {

  /** This and another file of the same list together. */
  ListSummary plus(ListSummary other) {
    return new ListSummary(
        source,
        category,
        domains + other.domains,
        hosts + other.hosts,
        urls + other.urls,
        addresses + other.addresses,
        exceptions + other.exceptions,
        phrases + other.phrases,
        modified.isAfter(other.modified) ? modified : other.modified);
  }

  /** All entries of the list that cover something. */
  public long entries() {
    return domains + hosts + urls + addresses;
  }
}
