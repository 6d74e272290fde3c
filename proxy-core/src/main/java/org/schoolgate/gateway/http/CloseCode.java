package org.schoolgate.gateway.http;

/** Why the gateway itself ends a WebSocket (RFC 6455 section 7.4.1), and with what words. */
enum CloseCode {
  /** The gateway stops, or nobody said anything for long. */
  GOING_AWAY(1001, "The school's filter ends this connection."),
  PROTOCOL_ERROR(1002, "This connection broke the rules of WebSocket."),
  NOT_TEXT(1007, "A text message was not text."),
  /** What came must not come here. */
  POLICY(1008, "The school's filter ended this connection."),
  TOO_BIG(1009, "A message was too long to be checked."),
  FAULT(1011, "The school's filter could not check a message."),
  /** There is no room to check more. */
  TRY_LATER(1013, "The school's filter is busy. Try again in a minute.");

  private final int number;
  private final String words;

  CloseCode(int number, String words) {
    this.number = number;
    this.words = words;
  }

  int number() {
    return number;
  }

  /** For whoever reads it at the end; ASCII, at most 123 characters. */
  String words() {
    return words;
  }

  /** Whether somebody may send that number (RFC 6455 section 7.4, and the registry of IANA). */
  static boolean maySend(int number) {
    return (number >= 1000 && number <= 1014 && (number < 1004 || number > 1006))
        || (number >= 3000 && number <= 4999);
  }
}
