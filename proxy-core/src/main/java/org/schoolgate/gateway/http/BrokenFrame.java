package org.schoolgate.gateway.http;

/**
 * Something in a WebSocket that must not be there, or is too large: it ends the connection. The
 * message says what, and holds nothing of what was sent.
 */
final class BrokenFrame extends Exception {

  private static final long serialVersionUID = 1L;

  private final CloseCode code;

  BrokenFrame(CloseCode code, String problem) {
    super(problem, null, false, false);
    this.code = code;
  }

  /** Against a rule of RFC 6455. */
  static BrokenFrame against(String rule) {
    return new BrokenFrame(CloseCode.PROTOCOL_ERROR, rule);
  }

  /** With what the connection ends. */
  CloseCode code() {
    return code;
  }
}
