package org.schoolgate.console.override;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.policy.ApprovedOverride;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategoryTable;

/**
 * What the ledger's events about overrides add up to. Live events and those read back at the start
 * go through the same {@link #apply}, so that a restart changes nothing. Not thread-safe.
 *
 * <p>It believes an event only where that is possible: an approval by the one who asked, or of
 * something refused, leaves things as they are.
 */
final class OverrideEntries {

  /** How long ended ones are still listed. */
  static final Duration ENDED_KEPT = Duration.ofDays(90);

  private final CategoryTable categories;
  private final Map<String, OverrideEntry> byId = new LinkedHashMap<>();

  OverrideEntries(CategoryTable categories) {
    this.categories = categories;
  }

  /** Takes in one event, in the ledger's order; false if it cannot be so. */
  boolean apply(LedgerEvent event, Instant at) {
    if (event instanceof LedgerEvent.OverrideRequested requested) {
      return add(requested, at);
    } else if (event instanceof LedgerEvent.OverrideApproved approved) {
      return decide(
          approved.overrideId(), OverrideState.ACTIVE, approved.approvedBy(), at, approved.note());
    } else if (event instanceof LedgerEvent.OverrideRefused refused) {
      return decide(
          refused.overrideId(), OverrideState.REFUSED, refused.refusedBy(), at, refused.note());
    } else if (event instanceof LedgerEvent.OverrideEnded ended) {
      return end(ended);
    }
    return false;
  }

  /** As it is at that time. */
  Optional<OverrideEntry> find(String id, Instant now) {
    return Optional.ofNullable(byId.get(id)).map(entry -> entry.seenAt(now));
  }

  /** All, as they are at that time, the latest request first. */
  List<OverrideEntry> all(Instant now) {
    List<OverrideEntry> newestFirst = new ArrayList<>(byId.size());
    for (OverrideEntry entry : byId.values()) {
      newestFirst.add(entry.seenAt(now));
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  /** Those whose time is over although no event says that they ended. */
  List<OverrideEntry> overdue(Instant now) {
    return byId.values().stream().filter(entry -> entry.overdueAt(now)).toList();
  }

  /** What the policy engine asks for: approved and not over at that time. */
  List<ApprovedOverride> approved(Instant now) {
    List<ApprovedOverride> approved = new ArrayList<>();
    for (OverrideEntry entry : byId.values()) {
      String approvedBy = entry.decidedBy();
      Instant from = entry.decidedAt();
      if (entry.seenAt(now).state() != OverrideState.ACTIVE || approvedBy == null || from == null) {
        continue;
      }
      approved.add(
          new ApprovedOverride(
              entry.id(),
              entry.group(),
              entry.domain(),
              entry.category(),
              entry.requestedBy(),
              approvedBy,
              entry.reason(),
              from,
              entry.until()));
    }
    return List.copyOf(approved);
  }

  /** Lets go of what ended long ago; the ledger keeps it. */
  void forgetEndedBefore(Instant now) {
    byId.values().removeIf(entry -> entry.until().plus(ENDED_KEPT).isBefore(now));
  }

  private boolean add(LedgerEvent.OverrideRequested event, Instant at) {
    if (byId.containsKey(event.overrideId()) || !event.from().isBefore(event.until())) {
      return false;
    }
    String categoryId = event.category();
    @Nullable Category category =
        categoryId == null ? null : categories.find(categoryId).orElse(null);
    boolean oneThing = event.domain() == null ? category != null : categoryId == null;
    if (!oneThing || (category != null && category.illegal())) {
      return false;
    }
    byId.put(
        event.overrideId(),
        new OverrideEntry(
            event.overrideId(),
            OverrideState.REQUESTED,
            event.group(),
            event.domain(),
            category,
            event.reason(),
            event.requestedBy(),
            at,
            event.until(),
            null,
            null,
            null,
            null,
            null));
    return true;
  }

  private boolean decide(
      String id, OverrideState next, String by, Instant at, @Nullable String note) {
    OverrideEntry entry = byId.get(id);
    if (entry == null
        || entry.seenAt(at).state() != OverrideState.REQUESTED
        || entry.requestedBy().equals(by)) {
      return false;
    }
    byId.put(id, entry.decided(next, by, at, note));
    return true;
  }

  private boolean end(LedgerEvent.OverrideEnded event) {
    OverrideEntry entry = byId.get(event.overrideId());
    if (entry == null || !entry.isOpen()) {
      return false;
    }
    OverrideState next = event.endedBy() == null ? OverrideState.EXPIRED : OverrideState.REVOKED;
    byId.put(event.overrideId(), entry.ended(next, event.endedBy(), event.note()));
    return true;
  }

  /** How many there are in all. */
  int size() {
    return byId.size();
  }

  /** How many there are in that state. */
  long count(OverrideState state, Instant now) {
    return byId.values().stream().filter(entry -> entry.seenAt(now).state() == state).count();
  }
}
