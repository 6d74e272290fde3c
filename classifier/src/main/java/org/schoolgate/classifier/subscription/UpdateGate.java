package org.schoolgate.classifier.subscription;

import java.util.Map;

/**
 * Lets what a person asks for through or not, when it is known what it changes and before it is on
 * record or touches anything.
 */
@FunctionalInterface
public interface UpdateGate {

  /** Of the schedule, which does what the configuration says. */
  UpdateGate OPEN = changes -> {};

  /** It may not be, or not by this person; nothing has changed. */
  final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException refusal;

    /** With what is thrown to whoever asked. */
    public RefusedException(RuntimeException refusal) {
      super(refusal.getMessage(), refusal, false, false);
      this.refusal = refusal;
    }

    RuntimeException refusal() {
      return refusal;
    }
  }

  /**
   * Lets a change through.
   *
   * @param changes what becomes of each category, by its id
   * @throws RefusedException if it is not let through
   */
  void admit(Map<String, ListUpdate.Change> changes);
}
