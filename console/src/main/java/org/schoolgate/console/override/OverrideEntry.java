package org.schoolgate.console.override;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;

/**
 * One override as {@code override ls} shows it.
 *
 * @param id for example {@code ovr-7k2m9q}
 * @param state where it stands at the moment of asking
 * @param group whom it is for: a group id
 * @param domain the site in canonical spelling; null if it is for a category
 * @param category the category; null if it is for a site
 * @param reason why, in the words of the one who asked
 * @param requestedBy account that asked
 * @param requestedAt when
 * @param until first instant at which it no longer holds
 * @param decidedBy account that approved or refused; null before
 * @param decidedAt when; null before
 * @param note what the decider wrote; null for nothing
 * @param revokedBy account that ended it early; null if nobody did
 * @param revokedWhy what that person wrote; null if nobody ended it early
 */
public record OverrideEntry(
    String id,
    OverrideState state,
    String group,
    @Nullable String domain,
    @Nullable Category category,
    String reason,
    String requestedBy,
    Instant requestedAt,
    Instant until,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String note,
    @Nullable String revokedBy,
    @Nullable String revokedWhy) {

  /** The site or the category's id: what it opens. */
  public String opens() {
    return domain != null ? domain : String.valueOf(category);
  }

  OverrideEntry decided(OverrideState next, String by, Instant at, @Nullable String itsNote) {
    return new OverrideEntry(
        id,
        next,
        group,
        domain,
        category,
        reason,
        requestedBy,
        requestedAt,
        until,
        by,
        at,
        itsNote,
        revokedBy,
        revokedWhy);
  }

  OverrideEntry ended(OverrideState next, @Nullable String by, @Nullable String why) {
    return new OverrideEntry(
        id,
        next,
        group,
        domain,
        category,
        reason,
        requestedBy,
        requestedAt,
        until,
        decidedBy,
        decidedAt,
        note,
        by,
        why);
  }

  /** As it is at that time: open ones expire by the clock. */
  OverrideEntry seenAt(Instant now) {
    return overdueAt(now) ? ended(OverrideState.EXPIRED, null, null) : this;
  }

  /** Whether its time is over although nothing ended it yet. */
  boolean overdueAt(Instant now) {
    return isOpen() && !now.isBefore(until);
  }

  /** Whether the last event left it requested or active. */
  boolean isOpen() {
    return state == OverrideState.REQUESTED || state == OverrideState.ACTIVE;
  }
}
