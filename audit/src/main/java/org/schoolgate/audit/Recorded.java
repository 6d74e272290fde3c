package org.schoolgate.audit;

import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Decision;

/**
 * A decision that the audit has dealt with, and that may therefore take effect. Only {@link
 * AuditGate} makes one, so "record first, enforce then" is a fact of the type system.
 *
 * @param <D> which decision
 */
public final class Recorded<D extends Decision> {

  private final D decision;
  private final @Nullable Reference reference;

  Recorded(D decision, @Nullable Reference reference) {
    this.decision = decision;
    this.reference = reference;
  }

  /** The decision to enforce. */
  public D decision() {
    return decision;
  }

  /**
   * Where the ledger holds it; null for what the ledger does not hold: an allowed flow without a
   * violation, which the traffic log accounts for when it closes, a block that was made while the
   * ledger could not be written ({@link AuditGate#blockUnrecorded}), and a block of what is still
   * being typed ({@link AuditGate#blockWhileTyping}).
   */
  public @Nullable Reference reference() {
    return reference;
  }

  @Override
  public String toString() {
    return decision.id() + (reference == null ? "" : " " + reference);
  }
}
