package org.schoolgate.gateway.http;

import java.nio.charset.StandardCharsets;

/**
 * Tells the logins that hold for a whole connection, and not for the one request that carries them:
 * NTLM and Negotiate (RFC 4559 section 5). Whoever got such a connection next would be answered as
 * the person who logged in on it.
 */
final class ConnectionLogin {

  private static final byte[][] SCHEMES = {
    "ntlm".getBytes(StandardCharsets.US_ASCII), "negotiate".getBytes(StandardCharsets.US_ASCII)
  };

  private ConnectionLogin() {}

  /** Whether a head logs in in that way, or offers to. */
  static boolean isIn(HeadReader head) {
    for (int i = 0; i < head.count(); i++) {
      FieldName name = head.name(i);
      if ((name == FieldName.AUTHORIZATION || name == FieldName.WWW_AUTHENTICATE)
          && namesScheme(head, i)) {
        return true;
      }
    }
    return false;
  }

  /** A scheme stands at the beginning or behind a comma; a quoted comma closes one too many. */
  private static boolean namesScheme(HeadReader head, int field) {
    byte[] bytes = head.bytes();
    int end = head.valueEnd(field);
    int from = head.valueStart(field);
    while (from < end) {
      while (from < end && !HeadReader.isToken(bytes[from])) {
        from++;
      }
      int to = from;
      while (to < end && HeadReader.isToken(bytes[to])) {
        to++;
      }
      for (byte[] scheme : SCHEMES) {
        if (FieldName.equalsIgnoreCase(bytes, from, to, scheme)) {
          return true;
        }
      }
      while (to < end && bytes[to] != ',') {
        to++;
      }
      from = to;
    }
    return false;
  }
}
