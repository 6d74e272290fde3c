package org.schoolgate.gateway;

/**
 * A request that cannot be answered because it is malformed or contradicts itself; becomes a 400
 * with a reference. The message is for a person and repeats nothing of the request.
 */
public final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /** A refusal that says why in one sentence. */
  public RequestRefused(String message) {
    super(message);
  }

  /** A refusal with what was found wrong underneath. */
  public RequestRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
