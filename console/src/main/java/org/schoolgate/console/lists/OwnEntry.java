package org.schoolgate.console.lists;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one entry of the school's own lists.
 *
 * @param category the category's id
 * @param entry in canonical spelling
 * @param addedBy account, or a local user without one as {@code local:name}
 * @param addedAt when
 * @param reason why; null if none was given
 * @param until first instant at which it no longer counts; null if it has no end
 * @param ratifyBy when a second person must have ratified it; null if nobody has to
 * @param ratified by whom and why it was ratified; null if nobody did
 */
public record OwnEntry(
    String category,
    String entry,
    String addedBy,
    Instant addedAt,
    @Nullable String reason,
    @Nullable Instant until,
    @Nullable Instant ratifyBy,
    @Nullable Ratified ratified) {

  /**
   * That a second person ratified it.
   *
   * @param by account
   * @param at when
   * @param reason why
   */
  public record Ratified(String by, Instant at, String reason) {}

  /** Whether its time is over. */
  public boolean hasEndedAt(Instant now) {
    return until != null && !now.isBefore(until);
  }

  /** Whether it still waits for a second person. */
  public boolean waitsAt(Instant now) {
    return ratifyBy != null && ratified == null && !hasEndedAt(now);
  }

  /** Whether it has waited for longer than it may. */
  public boolean isOverdueAt(Instant now) {
    return waitsAt(now) && ratifyBy != null && !now.isBefore(ratifyBy);
  }

  OwnEntry ratified(Ratified how) {
    return new OwnEntry(category, entry, addedBy, addedAt, reason, until, ratifyBy, how);
  }
}
