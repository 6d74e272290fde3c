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
 * @param language of the file that has it
 */
record Terms(
    boolean exception,
    boolean noticedOnly,
    @Nullable Severity severity,
    Set<Audience> audiences,
    String language) {

  static final String ENGLISH = "en";

  static final Terms USUAL = new Terms(false, false, null, Set.of(), ENGLISH);

  Terms {
    audiences = Set.copyOf(audiences);
  }

  /** Whether it is English, of which it is known how it is spelt. */
  boolean isEnglish() {
    return language.equals(ENGLISH) || language.startsWith(ENGLISH + "-");
  }
}
