package org.schoolgate.gateway.http;

import java.nio.charset.StandardCharsets;

/**
 * Which fields of one head stay behind: those that are always about one connection, and those that
 * its Connection field names (RFC 9110 section 7.6.1).
 *
 * <p>A field that the gateway acts on, or that describes the content, is for whoever gets the
 * message at last and cannot be nominated, as the section says of such fields: what is decided by
 * here has to be what the other side sees. Whether a body is read is decided by its type, and a
 * browser guesses the type of what has none.
 */
final class Hops {

  static final byte[] CLOSE = "close".getBytes(StandardCharsets.US_ASCII);
  static final byte[] KEEP_ALIVE = "keep-alive".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] TRAILERS = "trailers".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTENT = "content-".getBytes(StandardCharsets.US_ASCII);

  private Hops() {}

  /** Whether the field line is not to go on. */
  static boolean staysBehind(HeadReader head, int field, boolean connectionNamesFields) {
    return head.name(field).hopByHop()
        || (connectionNamesFields && !isForTheEnd(head, field) && named(head, field));
  }

  private static boolean isForTheEnd(HeadReader head, int field) {
    int from = head.nameStart(field);
    int to = Math.min(head.nameEnd(field), from + CONTENT.length);
    return head.name(field) != FieldName.OTHER
        || FieldName.equalsIgnoreCase(head.bytes(), from, to, CONTENT);
  }

  /** Whether the Connection fields name anything besides close and keep-alive. */
  static boolean connectionNamesFields(HeadReader head) {
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == FieldName.CONNECTION
          && !head.valueIs(i, KEEP_ALIVE)
          && !head.valueIs(i, CLOSE)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a Connection field, or the older Proxy-Connection of browsers, has that option. */
  static boolean says(HeadReader head, byte[] option) {
    for (int i = 0; i < head.count(); i++) {
      FieldName name = head.name(i);
      if ((name == FieldName.CONNECTION || name == FieldName.PROXY_CONNECTION)
          && head.valueLists(i, option)) {
        return true;
      }
    }
    return false;
  }

  /** Whether fields after the body of the answer are wanted (RFC 9110 section 10.1.4). */
  static boolean takesTrailers(HeadReader head) {
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == FieldName.TE && head.valueLists(i, TRAILERS)) {
        return true;
      }
    }
    return false;
  }

  private static boolean named(HeadReader head, int field) {
    byte[] name = lowerCaseName(head, field);
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == FieldName.CONNECTION && head.valueLists(i, name)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] lowerCaseName(HeadReader head, int field) {
    int from = head.nameStart(field);
    byte[] name = new byte[head.nameEnd(field) - from];
    for (int i = 0; i < name.length; i++) {
      name[i] = FieldName.lower(head.bytes()[from + i]);
    }
    return name;
  }
}
