package org.schoolgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * One of the named kinds of content (S7, S45), such as {@code self-harm} or {@code video}.
 *
 * <p>Made only by a {@link CategoryTable}, which gives each category of one process its {@code
 * ordinal}; categories of two tables must not meet in one {@link CategorySet}.
 *
 * @param id the stable name, lower-case words joined by hyphens
 * @param title what people read on the block page and in reports
 * @param ordinal its place in its table, from 0; a bit number in {@link CategorySet}
 * @param severity how urgent a violation in it is; null where the category is for filtering only
 * @param illegal whether {@link MandatoryBlocklist} blocks it for everybody and policy cannot name
 *     it (S22)
 */
public record Category(
    String id, String title, int ordinal, @Nullable Severity severity, boolean illegal) {

  /** Whether a match in this category is recorded as a violation, allowed or not (S43). */
  public boolean monitored() {
    return severity != null;
  }

  @Override
  public String toString() {
    return id;
  }
}
