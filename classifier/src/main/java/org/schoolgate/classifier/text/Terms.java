package org.schoolgate.classifier.text;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Severity;

/**
 * On what terms a phrase counts.
 *
 * @param exception it counts nothing, and no phrase of its category counts that stands in it
 * @param noticedOnly it goes on record and blocks nothing
 * @param severity how urgent it is; null for what its category is
 * @param audiences whom it counts for; empty for everybody
 */
record Terms(
    boolean exception, boolean noticedOnly, @Nullable Severity severity, Set<Audience> audiences) {

  static final Terms USUAL = new Terms(false, false, null, Set.of());

  Terms {
    audiences = Set.copyOf(audiences);
  }
}
