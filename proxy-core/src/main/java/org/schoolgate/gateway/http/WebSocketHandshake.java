package org.schoolgate.gateway.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What makes a request and its answer the two halves of a WebSocket's opening handshake (RFC 6455
 * section 4). A request that is not quite one goes on without its Upgrade, as every other request
 * with one does; an answer that is not quite one is no answer.
 */
final class WebSocketHandshake {

  private static final byte[] WEBSOCKET = "websocket".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] UPGRADE = "upgrade".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VERSION = "13".getBytes(StandardCharsets.US_ASCII);

  /** Sixteen bytes in base64. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private WebSocketHandshake() {}

  /** Whether a request that has been checked asks for a WebSocket. */
  static boolean isAskedBy(RequestHead head) {
    HeadReader fields = head.fields();
    return fields.find(FieldName.UPGRADE) >= 0
        && head.http11()
        && head.method().equals("GET")
        && !head.hasBody()
        && says(fields)
        && only(fields, FieldName.SEC_WEBSOCKET_VERSION, VERSION)
        && key(fields) != null;
  }

  /**
   * Whether an answer with status 101 opens the WebSocket that was asked for.
   *
   * @param read whether its frames are to be read: then no extension may have come from nowhere,
   *     since none was asked for
   */
  static boolean isOpenedBy(RequestHead asked, ResponseHead answer, boolean read) {
    HeadReader fields = answer.fields();
    String key = key(asked.fields());
    return key != null
        && isAskedBy(asked)
        && says(fields)
        && accept(key).equals(fields.joinedValue(FieldName.SEC_WEBSOCKET_ACCEPT))
        && (!read || fields.find(FieldName.SEC_WEBSOCKET_EXTENSIONS) < 0);
  }

  private static boolean says(HeadReader head) {
    return only(head, FieldName.UPGRADE, WEBSOCKET) && Hops.says(head, UPGRADE);
  }

  /** Whether there is one field line of that name, with that value. */
  private static boolean only(HeadReader head, FieldName name, byte[] lowerCase) {
    int found = 0;
    boolean all = true;
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == name) {
        found++;
        all &= head.valueIs(i, lowerCase);
      }
    }
    return found == 1 && all;
  }

  private static @Nullable String key(HeadReader head) {
    String keys = head.joinedValue(FieldName.SEC_WEBSOCKET_KEY);
    return keys != null && KEY.matcher(keys).matches() ? keys : null;
  }

  /** The proof that whoever answers understood the key as one of a WebSocket. */
  static String accept(String key) {
    try {
      byte[] both = (key + SALT).getBytes(StandardCharsets.US_ASCII);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(both));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
