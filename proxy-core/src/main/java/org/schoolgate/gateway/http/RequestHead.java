package org.schoolgate.gateway.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Credentials;

/**
 * The head of one request, checked: what a proxy needs to know of it before anybody decides.
 *
 * <p>A connection owns one and reads each of its requests into it; it is valid until the flow of
 * the request ends.
 */
final class RequestHead {

  private static final byte[] HTTP_11 = "HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HTTP_10 = "HTTP/1.0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CONTINUE = "100-continue".getBytes(StandardCharsets.US_ASCII);
  private static final int METHOD_CHARS_MAX = 32;

  /** So that the usual methods are one string for all requests. */
  private static final List<String> METHODS =
      List.of("GET", "POST", "HEAD", "CONNECT", "OPTIONS", "PUT", "DELETE", "PATCH");

  private final HeadReader fields;
  private String method = "";
  private String requestTarget = "";
  private boolean http11;
  private boolean keepAlive;
  private boolean expectsContinue;
  private boolean opensWebSocket;
  private Framing framing = Framing.NONE;

  RequestHead(HeadReader fields) {
    this.fields = fields;
  }

  /**
   * Understands and checks a head that has been read whole.
   *
   * @throws MalformedMessage if it is not one that every reader would read in the same way
   */
  void check() throws MalformedMessage {
    requestLine();
    checkHost();
    framing = framingOf();
    keepAlive = !Hops.says(fields, Hops.CLOSE) && (http11 || Hops.says(fields, Hops.KEEP_ALIVE));
    expectsContinue = expectation();
    opensWebSocket = WebSocketHandshake.isAskedBy(this);
  }

  private void requestLine() throws MalformedMessage {
    byte[] bytes = fields.bytes();
    int start = fields.startLineStart();
    int end = fields.startLineEnd();
    int methodEnd = start;
    while (methodEnd < end && HeadReader.isToken(bytes[methodEnd])) {
      methodEnd++;
    }
    if (methodEnd == start
        || methodEnd == end
        || bytes[methodEnd] != ' '
        || methodEnd - start > METHOD_CHARS_MAX) {
      throw new MalformedMessage("method", "the request line has no valid method");
    }
    int targetStart = methodEnd + 1;
    int targetEnd = targetStart;
    while (targetEnd < end && (bytes[targetEnd] > ' ' || bytes[targetEnd] < 0)) {
      targetEnd++;
    }
    if (targetEnd == targetStart || targetEnd == end || bytes[targetEnd] != ' ') {
      throw new MalformedMessage(
          "request-line", "the request line is not a method, an address and a version");
    }
    http11 = versionAt(targetEnd + 1, end);
    method = methodOf(start, methodEnd);
    requestTarget = fields.text(targetStart, targetEnd);
  }

  private boolean versionAt(int from, int to) throws MalformedMessage {
    byte[] bytes = fields.bytes();
    if (to - from == HTTP_11.length) {
      if (java.util.Arrays.equals(bytes, from, to, HTTP_11, 0, HTTP_11.length)) {
        return true;
      }
      if (java.util.Arrays.equals(bytes, from, to, HTTP_10, 0, HTTP_10.length)) {
        return false;
      }
      if (java.util.Arrays.equals(bytes, from, from + 5, HTTP_11, 0, 5)
          && Character.isDigit(bytes[from + 5])
          && bytes[from + 6] == '.'
          && Character.isDigit(bytes[to - 1])) {
        throw new MalformedMessage(505, "version", "this HTTP version is not spoken here");
      }
    }
    throw new MalformedMessage(
        "request-line", "the request line is not a method, an address and a version");
  }

  private String methodOf(int from, int to) {
    String text = fields.text(from, to);
    int known = METHODS.indexOf(text);
    return known < 0 ? text : METHODS.get(known);
  }

  private void checkHost() throws MalformedMessage {
    int hosts = 0;
    for (int i = 0; i < fields.count(); i++) {
      if (fields.name(i) == FieldName.HOST) {
        hosts++;
      }
    }
    if (hosts > 1) {
      throw new MalformedMessage("two-hosts", "there are two Host headers");
    }
    if (hosts == 0 && http11) {
      throw new MalformedMessage("no-host", "there is no Host header");
    }
  }

  private Framing framingOf() throws MalformedMessage {
    long length = Framing.contentLength(fields);
    boolean chunked = Framing.chunked(fields);
    if (chunked && (length >= 0 || !http11)) {
      throw new MalformedMessage("two-lengths", "the length of the body is told in two ways");
    }
    if (isConnect() && (chunked || length > 0)) {
      throw new MalformedMessage("connect-body", "a CONNECT has no body");
    }
    return chunked ? Framing.CHUNKED : Framing.length(Math.max(0, length));
  }

  private boolean expectation() throws MalformedMessage {
    int expect = fields.find(FieldName.EXPECT);
    if (expect < 0 || !http11) {
      return false;
    }
    if (!fields.valueIs(expect, CONTINUE)) {
      throw new MalformedMessage(417, "expectation", "only 100-continue can be expected");
    }
    return hasBody();
  }

  /** The values of the Host headers: one or none. */
  List<String> hosts() {
    int host = fields.find(FieldName.HOST);
    return host < 0 ? List.of() : List.of(fields.value(host));
  }

  /** What it says of who sends it. */
  Credentials credentials() {
    if (fields.find(FieldName.PROXY_AUTHORIZATION) < 0) {
      return Credentials.NONE;
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.name(i) == FieldName.PROXY_AUTHORIZATION) {
        values.add(fields.value(i));
      }
    }
    return Credentials.of(values);
  }

  HeadReader fields() {
    return fields;
  }

  String method() {
    return method;
  }

  /** What stands in the request line between method and version. */
  String requestTarget() {
    return requestTarget;
  }

  boolean isConnect() {
    return method.equals("CONNECT");
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  boolean http11() {
    return http11;
  }

  /** Whether the client wants to send another request on this connection. */
  boolean keepAlive() {
    return keepAlive;
  }

  boolean expectsContinue() {
    return expectsContinue;
  }

  /** Whether it asks for a WebSocket, in the one way in which that can be asked. */
  boolean opensWebSocket() {
    return opensWebSocket;
  }

  Framing framing() {
    return framing;
  }

  boolean hasBody() {
    return framing.kind() != Framing.Kind.NONE;
  }

  /** Whether a Content-Length of zero was sent, which goes on as it came. */
  boolean saysEmpty() {
    return !hasBody() && fields.find(FieldName.CONTENT_LENGTH) >= 0;
  }

  /** The value of the first field of that name, or null. */
  @Nullable String value(FieldName name) {
    return fields.firstValue(name);
  }
}
