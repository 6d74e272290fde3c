package org.schoolgate.gateway.http;

/**
 * The header fields that the gateway acts on, known from their bytes without making a string of
 * them; every other field is {@link #OTHER} and goes on as it came.
 *
 * <p>{@code hopByHop} fields are about one connection and never go on (RFC 9110 section 7.6.1),
 * with those that are for a proxy alone: Proxy-Authorization must not leave the gateway.
 */
enum FieldName {
  OTHER("", false),
  TE("te", true),
  HOST("host", false),
  X_MOZ("x-moz", false),
  RANGE("range", false),
  ACCEPT("accept", false),
  EXPECT("expect", false),
  PURPOSE("purpose", false),
  UPGRADE("upgrade", true),
  TRAILER("trailer", true),
  IF_RANGE("if-range", false),
  CONNECTION("connection", true),
  KEEP_ALIVE("keep-alive", true),
  X_PURPOSE("x-purpose", false),
  SEC_PURPOSE("sec-purpose", false),
  CONTENT_TYPE("content-type", false),
  AUTHORIZATION("authorization", false),
  CONTENT_LENGTH("content-length", false),
  HTTP2_SETTINGS("http2-settings", true),
  SEC_FETCH_DEST("sec-fetch-dest", false),
  ACCEPT_ENCODING("accept-encoding", false),
  CONTENT_ENCODING("content-encoding", false),
  WWW_AUTHENTICATE("www-authenticate", false),
  X_REQUESTED_WITH("x-requested-with", false),
  SEC_WEBSOCKET_KEY("sec-websocket-key", false),
  PROXY_CONNECTION("proxy-connection", true),
  TRANSFER_ENCODING("transfer-encoding", true),
  PROXY_AUTHENTICATE("proxy-authenticate", true),
  CONTENT_DISPOSITION("content-disposition", false),
  PROXY_AUTHORIZATION("proxy-authorization", true),
  SEC_WEBSOCKET_ACCEPT("sec-websocket-accept", false),
  SEC_WEBSOCKET_VERSION("sec-websocket-version", false),
  RESTRICT_ACCESS_CONTEXT("restrict-access-context", false),
  SEC_WEBSOCKET_EXTENSIONS("sec-websocket-extensions", false),
  PROXY_AUTHENTICATION_INFO("proxy-authentication-info", true),
  RESTRICT_ACCESS_TO_TENANTS("restrict-access-to-tenants", false),
  X_GOOGAPPS_ALLOWED_DOMAINS("x-googapps-allowed-domains", false),
  SEC_RESTRICT_TENANT_ACCESS_POLICY("sec-restrict-tenant-access-policy", false);

  private static final FieldName[][] BY_LENGTH = byLength();

  private final String lowerCase;
  private final boolean hopByHop;

  FieldName(String text, boolean hopByHop) {
    this.lowerCase = text;
    this.hopByHop = hopByHop;
  }

  boolean hopByHop() {
    return hopByHop;
  }

  /** Which field the name at {@code from} (inclusive) to {@code to} (exclusive) is. */
  static FieldName of(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length >= BY_LENGTH.length) {
      return OTHER;
    }
    for (FieldName candidate : BY_LENGTH[length]) {
      if (isWord(bytes, from, candidate.lowerCase)) {
        return candidate;
      }
    }
    return OTHER;
  }

  private static boolean isWord(byte[] bytes, int from, String lowerCase) {
    for (int i = 0; i < lowerCase.length(); i++) {
      if (lower(bytes[from + i]) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are that ASCII text, whatever their case. */
  static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lowerCase) {
    if (to - from != lowerCase.length) {
      return false;
    }
    for (int i = 0; i < lowerCase.length; i++) {
      if (lower(bytes[from + i]) != lowerCase[i]) {
        return false;
      }
    }
    return true;
  }

  static byte lower(byte b) {
    return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
  }

  private static FieldName[][] byLength() {
    int longest = 0;
    for (FieldName name : values()) {
      longest = Math.max(longest, name.lowerCase.length());
    }
    FieldName[][] table = new FieldName[longest + 1][];
    for (int length = 0; length <= longest; length++) {
      int wanted = length;
      table[length] =
          java.util.Arrays.stream(values())
              .filter(name -> name != OTHER && name.lowerCase.length() == wanted)
              .toArray(FieldName[]::new);
    }
    return table;
  }
}
