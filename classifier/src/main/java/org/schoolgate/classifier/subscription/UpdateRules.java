package org.schoolgate.classifier.subscription;

import java.util.Map;
import java.util.Optional;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/** What those who run the school's Schoolgate have a say in while a list is updated. */
public interface UpdateRules {

  /** The ledger did not take a record; what it is about is not done. */
  final class NotRecordedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    public NotRecordedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Why a site may not be listed in a category, in a few words; that line is then left out. */
  Optional<String> refusal(Category category, Target site);

  /**
   * Whether what is listed in a category may be open because of it. A list that nobody installs by
   * hand fills no such category.
   */
  boolean opens(Category category);

  /** Why lists of that size are not to be believed, in a sentence with the remedy. */
  Optional<String> refusal(Map<String, ListUpdate.Change> changes);

  /**
   * Puts an update on record; of one that changes what is in force, before it does.
   *
   * @throws NotRecordedException if it cannot be recorded
   */
  void record(ListUpdate update);

  /**
   * Puts the files in force.
   *
   * @throws Exception if they cannot be loaded; what was in force stays
   */
  void putInForce() throws Exception;
}
