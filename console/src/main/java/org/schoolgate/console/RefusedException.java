package org.schoolgate.console;

/**
 * What a person asked for is refused by the rules of the school or of the product. The message is
 * one sentence for that person, with the remedy where there is one, and never holds a secret.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What kind of refusal it is, so that a command or a page can choose its exit status or code. */
  public enum Kind {
    /** What was given is malformed or outside a limit; asking again the same way cannot help. */
    INVALID,
    /** There is nothing by that name. */
    UNKNOWN,
    /** This person may not do this; another one may. */
    NOT_PERMITTED,
    /** Somebody else was first, or it is no longer in the state that this needs. */
    CONFLICT
  }

  private final Kind kind;

  /** A refusal with its sentence. */
  public RefusedException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What kind of refusal it is. */
  public Kind kind() {
    return kind;
  }
}
