package org.schoolgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is done with a request, with its {@link Reason}. The cases are closed: switch over all of
 * them.
 *
 * <p>{@code Warn} and {@code Redirect} of the design come with the stages that make them; a case
 * that nothing can produce would be untested code at every enforcer (DECISIONS.md).
 */
public sealed interface Decision {

  /** Why. */
  Reason reason();

  /** The word that {@code explain --json} and the ledger use. */
  String id();

  /** Let it pass and do not read its content. */
  record Allow(Reason reason) implements Decision {
    @Override
    public String id() {
      return "allow";
    }
  }

  /** Let it pass and read its content as it streams. */
  record Inspect(Reason reason) implements Decision {
    @Override
    public String id() {
      return "inspect";
    }
  }

  /**
   * Refuse it.
   *
   * @param reason why
   * @param category the category that made it so, which the block page names; null where the
   *     refusal is not about a category
   * @param remedy who could make an exception
   */
  record Block(Reason reason, @Nullable Category category, Remedy remedy) implements Decision {
    @Override
    public String id() {
      return "block";
    }
  }

  /**
   * Ask who it is, before anybody decides what they may see. Nothing passes.
   *
   * @param reason why
   * @param waitSeconds how long no answer will be looked at; 0 if it may come at once
   */
  record Challenge(Reason reason, int waitSeconds) implements Decision {
    @Override
    public String id() {
      return "challenge";
    }
  }

  /**
   * Let it pass because people approved an exception; its use is recorded (S37).
   *
   * @param reason why
   * @param override the exception
   */
  record AllowByOverride(Reason reason, ApprovedOverride override) implements Decision {
    @Override
    public String id() {
      return "override";
    }
  }
}
