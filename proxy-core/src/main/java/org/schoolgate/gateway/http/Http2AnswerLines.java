package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;

/**
 * Writes the fields of an answer of HTTP/2 as the HTTP/1.1 head that says the same, so that {@link
 * HeadReader}, {@link ResponseHead} and all behind them judge both alike: what {@link Http2Lines}
 * does for a request, with the same rules.
 *
 * <p>Two things are overlooked that RFC 9113 sections 8.2.1 and 8.3 forbid, because they mean the
 * same to everybody: a space at either end of a value, which origins send and browsers bear, and a
 * status that does not come first, which the codec has put there.
 */
final class Http2AnswerLines {

  private static final String STATUS = ":status";
  private static final int STATUS_DIGITS = 3;
  private static final int SPARE_BYTES = 512;

  private Http2AnswerLines() {}

  /**
   * The head of an answer.
   *
   * @param ends whether nothing follows it
   * @param toHead whether it answers a HEAD request
   * @return to be released
   */
  static ByteBuf head(Http2Headers fields, boolean ends, boolean toHead, ByteBufAllocator alloc)
      throws MalformedMessage {
    ByteBuf lines = alloc.buffer(SPARE_BYTES);
    boolean whole = false;
    try {
      write(fields, ends, toHead, lines);
      whole = true;
      return lines;
    } finally {
      if (!whole) {
        lines.release();
      }
    }
  }

  private static void write(Http2Headers fields, boolean ends, boolean toHead, ByteBuf lines)
      throws MalformedMessage {
    String status = null;
    boolean tellsLength = false;
    for (Map.Entry<CharSequence, CharSequence> field : fields) {
      String name = field.getKey().toString();
      String value = field.getValue().toString();
      if (name.startsWith(":")) {
        if (!name.equals(STATUS) || status != null || value.length() != STATUS_DIGITS) {
          throw new MalformedMessage("pseudo-header", "a pseudo-header is not one of an answer");
        }
        status = value;
        Http2Lines.checkValue(value);
        Http2Lines.text(lines, "HTTP/1.1 " + value + "\r\n");
      } else {
        if (status == null) {
          throw new MalformedMessage("pseudo-header", "an answer does not begin with its status");
        }
        tellsLength |= Http2Lines.field(name, value.strip(), lines);
      }
    }
    if (status == null) {
      throw new MalformedMessage("pseudo-header", "an answer has no status");
    }
    if (!tellsLength && !toHead && hasBody(status)) {
      Http2Lines.line(
          lines, ends ? Http2Lines.CONTENT_LENGTH : "transfer-encoding", ends ? "0" : "chunked");
    }
    Http2Lines.text(lines, "\r\n");
  }

  private static boolean hasBody(String status) {
    return !status.startsWith("1") && !status.equals("204") && !status.equals("304");
  }
}
