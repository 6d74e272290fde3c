package org.schoolgate.gateway.http;

/**
 * A request or response that breaks the rules of HTTP/1.1 in a way that two readers could take for
 * two different messages. Neither the word nor the sentence repeats anything that came over the
 * wire.
 */
final class MalformedMessage extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String problem;

  /** Malformed: 400. */
  MalformedMessage(String problem, String why) {
    this(400, problem, why);
  }

  /**
   * Refused with another status, for example 431.
   *
   * @param problem a stable word for the ledger
   * @param why a sentence for a person
   */
  MalformedMessage(int status, String problem, String why) {
    super(why, null, false, false);
    this.status = status;
    this.problem = problem;
  }

  /** The status to answer with, when it is a request. */
  int status() {
    return status;
  }

  /** What is wrong, in a stable word. */
  String problem() {
    return problem;
  }

  /** Why, in one sentence. */
  String why() {
    return String.valueOf(getMessage());
  }
}
