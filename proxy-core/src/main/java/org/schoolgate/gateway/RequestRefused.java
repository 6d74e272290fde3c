package org.schoolgate.gateway;

/**
 * A request that cannot be answered because it is malformed or contradicts itself; becomes a 400
 * with a reference, or a 421 if it came to the wrong place. The message is for a person and repeats
 * nothing of the request.
 */
public final class RequestRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean misdirected;

  /** A refusal that says why in one sentence. */
  public RequestRefused(String message) {
    super(message);
    this.misdirected = false;
  }

  /** A refusal with what was found wrong underneath. */
  public RequestRefused(String message, Throwable cause) {
    super(message, cause);
    this.misdirected = false;
  }

  private RequestRefused(String message, boolean misdirected) {
    super(message);
    this.misdirected = misdirected;
  }

  /** A request on a secure connection to one site that asks for another (RFC 9110 15.5.20). */
  static RequestRefused misdirected() {
    return new RequestRefused("the request is for another site than its connection", true);
  }

  /** A CONNECT on a secure connection, which would hide what comes after it. */
  static RequestRefused tunnelInTunnel() {
    return new RequestRefused("a tunnel cannot be opened inside another", true);
  }

  /** A CONNECT on a connection whose client knows of no proxy. */
  static RequestRefused tunnelWithoutProxy() {
    return new RequestRefused("a tunnel is opened at the port of the proxy alone", true);
  }

  /** Whether it came to the wrong place, rather than in a wrong form. */
  public boolean isMisdirected() {
    return misdirected;
  }
}
