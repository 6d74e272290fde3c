package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;

/**
 * The head of one response, checked. An upstream connection owns one and reads each of its
 * responses into it; it is valid until the body begins.
 */
final class ResponseHead {

  private static final int STATUS_MIN = 100;
  private static final int STATUS_MAX = 599;
  private static final int VERSION_BYTES = 8;
  private static final int REASON_AT = VERSION_BYTES + 5;

  private final HeadReader fields;
  private int status;
  private boolean keepAlive;
  private Framing framing = Framing.NONE;
  private long contentLength = -1;

  ResponseHead(HeadReader fields) {
    this.fields = fields;
  }

  /**
   * Understands and checks a head that has been read whole.
   *
   * @param toHead whether it answers a HEAD request
   * @throws MalformedMessage if it cannot be told where its body ends
   */
  void check(boolean toHead) throws MalformedMessage {
    boolean http11 = statusLine();
    contentLength = Framing.contentLength(fields);
    boolean chunked = Framing.chunked(fields);
    if (chunked && !http11) {
      throw new MalformedMessage("transfer-coding", "an HTTP/1.0 response is chunked");
    }
    framing = framingOf(toHead, chunked);
    // RFC 9112 section 6.3: with both, the chunks count, and the connection is not to be trusted.
    boolean twoLengths = chunked && contentLength >= 0;
    keepAlive =
        !twoLengths
            && framing.kind() != Framing.Kind.UNTIL_CLOSE
            && !Hops.says(fields, Hops.CLOSE)
            && (http11 || Hops.says(fields, Hops.KEEP_ALIVE));
  }

  private boolean statusLine() throws MalformedMessage {
    byte[] bytes = fields.bytes();
    int start = fields.startLineStart();
    int end = fields.startLineEnd();
    int digitsAt = start + VERSION_BYTES + 1;
    String version = end - start < VERSION_BYTES ? "" : fields.text(start, start + VERSION_BYTES);
    boolean http11 = version.equals("HTTP/1.1");
    if ((!http11 && !version.equals("HTTP/1.0"))
        || end < digitsAt + 3
        || bytes[digitsAt - 1] != ' '
        || (end > digitsAt + 3 && bytes[digitsAt + 3] != ' ')) {
      throw new MalformedMessage("status-line", "the status line is not valid");
    }
    status = 0;
    for (int i = digitsAt; i < digitsAt + 3; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedMessage("status-line", "the status is not a number");
      }
      status = status * 10 + digit;
    }
    for (int i = digitsAt + 3; i < end; i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') {
        throw new MalformedMessage("status-line", "the reason phrase holds a control character");
      }
    }
    if (status < STATUS_MIN || status > STATUS_MAX) {
      throw new MalformedMessage("status-line", "the status is not between 100 and 599");
    }
    return http11;
  }

  private Framing framingOf(boolean toHead, boolean chunked) {
    if (toHead || isInterim() || status == 204 || status == 304) {
      return Framing.NONE;
    }
    if (chunked) {
      return Framing.CHUNKED;
    }
    return contentLength >= 0 ? Framing.length(contentLength) : Framing.UNTIL_CLOSE;
  }

  HeadReader fields() {
    return fields;
  }

  int status() {
    return status;
  }

  /** Whether another head follows for the same request (1xx). */
  boolean isInterim() {
    return status < 200;
  }

  /** Whether the origin keeps the connection for another request. */
  boolean keepAlive() {
    return keepAlive;
  }

  Framing framing() {
    return framing;
  }

  /** The Content-Length that was sent, or -1; a response to HEAD has one and no body. */
  long contentLength() {
    return contentLength;
  }

  /** The words after the status, perhaps empty. */
  int reasonStart() {
    return Math.min(fields.startLineStart() + REASON_AT, fields.startLineEnd());
  }

  /** The value of the first field of that name, or null. */
  @Nullable String value(FieldName name) {
    return fields.firstValue(name);
  }
}
