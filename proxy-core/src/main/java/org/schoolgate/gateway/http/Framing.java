package org.schoolgate.gateway.http;

import java.nio.charset.StandardCharsets;

/**
 * How the end of a body is found (RFC 9112 section 6).
 *
 * @param kind which way
 * @param bytes how many, for {@link Kind#LENGTH}; else 0
 */
record Framing(Kind kind, long bytes) {

  enum Kind {
    NONE,
    LENGTH,
    CHUNKED,
    /** Only a response may end with its connection. */
    UNTIL_CLOSE
  }

  static final Framing NONE = new Framing(Kind.NONE, 0);
  static final Framing CHUNKED = new Framing(Kind.CHUNKED, 0);
  static final Framing UNTIL_CLOSE = new Framing(Kind.UNTIL_CLOSE, 0);

  private static final byte[] CHUNKED_WORD = "chunked".getBytes(StandardCharsets.US_ASCII);

  /** Eighteen digits always fit a long. */
  private static final int LENGTH_DIGITS_MAX = 18;

  static Framing length(long bytes) {
    return bytes == 0 ? NONE : new Framing(Kind.LENGTH, bytes);
  }

  /**
   * The value of Content-Length, or -1 if there is none.
   *
   * @throws MalformedMessage if it is no number, or there are two, equal or not: a list is one of
   *     the ways to be read in two ways
   */
  static long contentLength(HeadReader head) throws MalformedMessage {
    long found = -1;
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == FieldName.CONTENT_LENGTH) {
        if (found >= 0) {
          throw new MalformedMessage("two-lengths", "there are two Content-Length headers");
        }
        found = digits(head, i);
      }
    }
    return found;
  }

  /**
   * Whether the body is chunked.
   *
   * @throws MalformedMessage if there is a transfer coding other than exactly {@code chunked}
   */
  static boolean chunked(HeadReader head) throws MalformedMessage {
    boolean chunked = false;
    for (int i = 0; i < head.count(); i++) {
      if (head.name(i) == FieldName.TRANSFER_ENCODING) {
        if (chunked || !head.valueIs(i, CHUNKED_WORD)) {
          throw new MalformedMessage(
              "transfer-coding", "the transfer coding is not simply chunked");
        }
        chunked = true;
      }
    }
    return chunked;
  }

  private static long digits(HeadReader head, int field) throws MalformedMessage {
    int from = head.valueStart(field);
    int to = head.valueEnd(field);
    if (from == to || to - from > LENGTH_DIGITS_MAX) {
      throw new MalformedMessage("content-length", "the Content-Length is not a number of bytes");
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = head.bytes()[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new MalformedMessage("content-length", "the Content-Length is not a number of bytes");
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
