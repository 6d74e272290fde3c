package org.schoolgate.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Severity;

/**
 * Which records are wanted; every part that is null or empty admits all.
 *
 * @param kinds of record
 * @param category id of a category of the target or of a violation
 * @param severityMin the least severity among the violations
 * @param subject the subject's name
 * @param host the target's host, or a domain above it
 * @param from first instant
 * @param until first instant after
 */
public record LedgerQuery(
    Set<RecordKind> kinds,
    @Nullable String category,
    @Nullable Severity severityMin,
    @Nullable String subject,
    @Nullable String host,
    @Nullable Instant from,
    @Nullable Instant until) {

  /** Admits every record. */
  public static final LedgerQuery ALL =
      new LedgerQuery(Set.of(), null, null, null, null, null, null);

  /** Copies the set. */
  public LedgerQuery {
    kinds = Set.copyOf(kinds);
  }

  /** The same, of these kinds only. */
  public LedgerQuery ofKinds(RecordKind... only) {
    return new LedgerQuery(Set.of(only), category, severityMin, subject, host, from, until);
  }

  /** The same, of that category only. */
  public LedgerQuery withCategory(@Nullable String only) {
    return new LedgerQuery(kinds, only, severityMin, subject, host, from, until);
  }

  /** The same, of at least that severity. */
  public LedgerQuery withSeverityMin(@Nullable Severity least) {
    return new LedgerQuery(kinds, category, least, subject, host, from, until);
  }

  /** The same, of that subject only. */
  public LedgerQuery withSubject(@Nullable String only) {
    return new LedgerQuery(kinds, category, severityMin, only, host, from, until);
  }

  /** The same, of that host or domain only. */
  public LedgerQuery withHost(@Nullable String only) {
    return new LedgerQuery(kinds, category, severityMin, subject, only, from, until);
  }

  /** The same, in that span of time; null leaves an end open. */
  public LedgerQuery between(@Nullable Instant first, @Nullable Instant firstAfter) {
    return new LedgerQuery(kinds, category, severityMin, subject, host, first, firstAfter);
  }
}
