package org.schoolgate.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An exception that one person asked for and another approved, for a while (S33-S37). It never
 * reaches illegal content.
 *
 * @param id as {@code override ls} prints it
 * @param group whom it is for: a group id; the groups below it are covered too
 * @param domain the site, with its sub-domains, in canonical spelling; null if it is for a category
 * @param category the category; null if it is for a site
 * @param requestedBy account that asked
 * @param approvedBy account that approved, another person
 * @param reason why, in the words of the one who asked
 * @param from first instant at which it holds
 * @param until first instant at which it no longer holds
 */
public record ApprovedOverride(
    String id,
    String group,
    @Nullable String domain,
    @Nullable Category category,
    String requestedBy,
    String approvedBy,
    String reason,
    Instant from,
    Instant until) {

  /** Checks that there is one subject matter, two people and an end. */
  public ApprovedOverride {
    if ((domain == null) == (category == null)) {
      throw new IllegalArgumentException("an override is for a site or for a category");
    }
    if (category != null && category.illegal()) {
      throw new IllegalArgumentException("illegal content cannot be overridden");
    }
    if (requestedBy.equals(approvedBy)) {
      throw new IllegalArgumentException("an override is approved by another person");
    }
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("an override ends after it begins");
    }
  }

  /** Whether it holds at that time. */
  public boolean holdsAt(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }
}
