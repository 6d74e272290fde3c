package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fields of a request of HTTP/2 as the HTTP/1.1 head that says the same, so that {@link
 * HeadReader}, {@link RequestHead} and all behind them judge both alike.
 *
 * <p>Requests are smuggled where a field of one version becomes a line of the other: so nothing is
 * written that RFC 9113 sections 8.2 and 8.3 do not let a client send. Every name is a lower-case
 * token, no value holds a line end, no field is about a connection, no pseudo-field is missing,
 * doubled, unknown or late, and a Host says what {@code :authority} says. That the codec checks
 * most of it too is not relied upon.
 */
final class Http2Lines {

  private static final String METHOD = ":method";
  private static final String SCHEME = ":scheme";
  private static final String AUTHORITY = ":authority";
  private static final String PATH = ":path";

  private static final String HOST = "host";
  private static final String COOKIE = "cookie";
  static final String CONTENT_LENGTH = "content-length";

  /** RFC 9113 section 8.2.2. */
  private static final Set<String> OF_A_CONNECTION =
      Set.of("connection", "proxy-connection", "keep-alive", "transfer-encoding", "upgrade");

  private static final int SPARE_BYTES = 512;

  private final ByteBuf lines;
  private final StringBuilder cookies = new StringBuilder();
  private @Nullable String method;
  private @Nullable String scheme;
  private @Nullable String authority;
  private @Nullable String path;
  private @Nullable String host;
  private boolean fieldsBegan;
  private boolean tellsLength;

  private Http2Lines(ByteBuf lines) {
    this.lines = lines;
  }

  /**
   * The head of a request that came inside TLS.
   *
   * @param bodyFollows whether the stream goes on
   * @return to be released
   */
  static ByteBuf head(Http2Headers fields, boolean bodyFollows, ByteBufAllocator alloc)
      throws MalformedMessage {
    ByteBuf lines = alloc.buffer(SPARE_BYTES);
    ByteBuf head = null;
    try {
      Http2Lines writer = new Http2Lines(lines);
      for (Map.Entry<CharSequence, CharSequence> field : fields) {
        writer.add(field.getKey().toString(), field.getValue().toString());
      }
      head = writer.head(bodyFollows, alloc);
      return head;
    } finally {
      lines.release();
    }
  }

  private static ByteBuf trailers(Http2Headers fields, ByteBufAllocator alloc)
      throws MalformedMessage {
    ByteBuf lines = alloc.buffer(SPARE_BYTES);
    boolean whole = false;
    try {
      for (Map.Entry<CharSequence, CharSequence> field : fields) {
        String name = field.getKey().toString();
        if (name.startsWith(":")) {
          throw new MalformedMessage("pseudo-header", "a pseudo-header follows the body");
        }
        field(name, field.getValue().toString(), lines);
      }
      text(lines, "\r\n");
      whole = true;
      return lines;
    } finally {
      if (!whole) {
        lines.release();
      }
    }
  }

  /** The same, read. */
  static HeadReader readTrailers(
      Http2Headers fields, HttpSettings.Heads limits, ByteBufAllocator alloc)
      throws MalformedMessage {
    HeadReader reader = HeadReader.within(limits, HeadReader.Kind.TRAILERS);
    ByteBuf lines = trailers(fields, alloc);
    try {
      if (!reader.read(lines) || lines.isReadable()) {
        throw new IllegalStateException("trailers of HTTP/2 were not written as such");
      }
    } finally {
      lines.release();
    }
    return reader;
  }

  private void add(String name, String value) throws MalformedMessage {
    if (name.startsWith(":")) {
      pseudo(name, value);
      return;
    }
    fieldsBegan = true;
    checkTrimmed(value);
    switch (name) {
      case HOST -> {
        checkValue(value);
        host = once(host, value);
      }
      case COOKIE -> {
        // RFC 9113 section 8.2.3: a cookie may come in pieces, and goes on as one.
        checkValue(value);
        cookies.append(cookies.isEmpty() ? "" : "; ").append(value);
      }
      default -> tellsLength |= field(name, value, lines);
    }
  }

  private void pseudo(String name, String value) throws MalformedMessage {
    if (fieldsBegan) {
      throw new MalformedMessage("pseudo-header", "a pseudo-header follows a header");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) <= ' ' || value.charAt(i) == 0x7F) {
        throw new MalformedMessage("pseudo-header", "a pseudo-header holds a space or control");
      }
    }
    switch (name) {
      case METHOD -> method = once(method, value);
      case SCHEME -> scheme = once(scheme, value);
      case AUTHORITY -> authority = once(authority, value);
      case PATH -> path = once(path, value);
      default -> throw new MalformedMessage("pseudo-header", "a pseudo-header is not known");
    }
  }

  private static String once(@Nullable String before, String value) throws MalformedMessage {
    if (before != null) {
      throw new MalformedMessage("two-headers", "a header that stands once came twice");
    }
    return value;
  }

  /**
   * Writes a field that may go on.
   *
   * @return whether it is the length of a body
   */
  static boolean field(String name, String value, ByteBuf lines) throws MalformedMessage {
    checkName(name);
    checkValue(value);
    if (OF_A_CONNECTION.contains(name) || (name.equals("te") && !value.equals("trailers"))) {
      throw new MalformedMessage("connection-header", "a header is about a connection");
    }
    line(lines, name, value);
    return name.equals(CONTENT_LENGTH);
  }

  private static void checkName(String name) throws MalformedMessage {
    boolean token = !name.isEmpty();
    for (int i = 0; i < name.length() && token; i++) {
      char c = name.charAt(i);
      token = c < 0x80 && HeadReader.isToken((byte) c) && (c < 'A' || c > 'Z');
    }
    if (!token) {
      throw new MalformedMessage("header-name", "a header has no valid name");
    }
  }

  private static void checkTrimmed(String value) throws MalformedMessage {
    int last = value.length() - 1;
    if (last >= 0 && (isBlank(value.charAt(0)) || isBlank(value.charAt(last)))) {
      throw new MalformedMessage("header-value", "a header value begins or ends with a space");
    }
  }

  static void checkValue(String value) throws MalformedMessage {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
        throw new MalformedMessage("control-character", "a header value holds a control character");
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private ByteBuf head(boolean bodyFollows, ByteBufAllocator alloc) throws MalformedMessage {
    String requestTarget = requestTarget();
    String site = site();
    ByteBuf head = alloc.buffer(requestTarget.length() + lines.readableBytes() + SPARE_BYTES);
    text(head, method + " " + requestTarget + " HTTP/1.1\r\n");
    line(head, HOST, site);
    head.writeBytes(lines);
    if (!cookies.isEmpty()) {
      line(head, COOKIE, cookies);
    }
    if (bodyFollows && !tellsLength && !"CONNECT".equals(method)) {
      line(head, "transfer-encoding", "chunked");
    }
    text(head, "\r\n");
    return head;
  }

  private String requestTarget() throws MalformedMessage {
    String asked = path;
    if ("CONNECT".equals(method)) {
      if (scheme != null || asked != null || authority == null) {
        throw new MalformedMessage("pseudo-header", "a CONNECT names an authority alone");
      }
      return authority;
    }
    if (method == null || scheme == null || asked == null) {
      throw new MalformedMessage("pseudo-header", "a request has method, scheme and path");
    }
    if (!scheme.equals("https")) {
      throw new MalformedMessage("scheme", "a request inside TLS has the scheme https");
    }
    if (!asked.startsWith("/") && !(asked.equals("*") && method.equals("OPTIONS"))) {
      throw new MalformedMessage("path", "the path does not begin with a slash");
    }
    return asked;
  }

  private String site() throws MalformedMessage {
    String named = authority == null ? host : authority;
    if (named == null || named.isEmpty()) {
      throw new MalformedMessage("no-host", "the request names no site");
    }
    if (named.indexOf('@') >= 0) {
      throw new MalformedMessage("user-information", "the authority holds a user");
    }
    if (host != null && !host.equalsIgnoreCase(named)) {
      throw new MalformedMessage("two-hosts", "Host and authority name two sites");
    }
    return named;
  }

  static void line(ByteBuf out, String name, CharSequence value) {
    text(out, name);
    text(out, ": ");
    text(out, value);
    text(out, "\r\n");
  }

  static void text(ByteBuf out, CharSequence text) {
    out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
  }
}
