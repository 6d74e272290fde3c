package org.schoolgate.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a request, with its {@link Reason}. The cases are closed, and what sets them
 * apart stands in one place, {@link Kind}: who asks for a property cannot forget a case, and who
 * switches over the kinds must name them all.
 *
 * <p>{@code Warn} of the design comes with the stage that makes it; a case that nothing can produce
 * would be untested code at every enforcer (DECISIONS.md).
 */
public sealed interface Decision {

  /** The cases, and what each means for bytes and for the record. */
  enum Kind {
    /** It passes unread. */
    ALLOW(true, false, false),
    /** It passes and is read. */
    INSPECT(true, true, false),
    /** It passes because people said so, and is read. */
    OVERRIDE(true, true, true),
    /** It does not pass. */
    BLOCK(false, false, true),
    /** It does not pass, and its asker is sent to another address. */
    REDIRECT(false, false, false),
    /** It does not pass before it is known who asks. */
    CHALLENGE(false, false, false);

    private final boolean passes;
    private final boolean readsContent;
    private final boolean onLedger;

    Kind(boolean passes, boolean readsContent, boolean onLedger) {
      this.passes = passes;
      this.readsContent = readsContent;
      this.onLedger = onLedger;
    }
  }

  /** Why. */
  Reason reason();

  /** Which of the cases it is. */
  Kind kind();

  /** The word that {@code explain --json} and the ledger use. */
  default String id() {
    return kind().name().toLowerCase(Locale.ROOT);
  }

  /** Whether what was asked for is fetched and shown. */
  default boolean passes() {
    return kind().passes;
  }

  /** Whether content is read on its way; never of what does not pass. */
  default boolean readsContent() {
    return kind().readsContent;
  }

  /** Whether it stands on the ledger by itself; what does not is there for its violations only. */
  default boolean isOnLedger() {
    return kind().onLedger;
  }

  /** Let it pass and do not read its content. */
  record Allow(Reason reason) implements Decision {
    @Override
    public Kind kind() {
      return Kind.ALLOW;
    }
  }

  /** Let it pass and read its content as it streams. */
  record Inspect(Reason reason) implements Decision {
    @Override
    public Kind kind() {
      return Kind.INSPECT;
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
    public Kind kind() {
      return Kind.BLOCK;
    }
  }

  /**
   * Have it asked elsewhere, which is decided about like any request.
   *
   * @param reason why
   * @param address where; absolute
   */
  record Redirect(Reason reason, String address) implements Decision {
    @Override
    public Kind kind() {
      return Kind.REDIRECT;
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
    public Kind kind() {
      return Kind.CHALLENGE;
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
    public Kind kind() {
      return Kind.OVERRIDE;
    }
  }
}
