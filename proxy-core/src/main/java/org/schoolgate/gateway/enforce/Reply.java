package org.schoolgate.gateway.enforce;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole answer, ready for the wire. Immutable; the protocol adds Content-Length. */
public final class Reply {

  private final int status;
  private final Map<String, String> headers;
  private final ByteBuffer body;

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param headers in the order in which they are written
   * @param body copied
   */
  public Reply(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    this.body = ByteBuffer.wrap(body.clone()).asReadOnlyBuffer();
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Header names as they are written, each once, with its value; always in the same order. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body, read-only, with a position of its own. */
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** The body as text; for the forms that have words. */
  public String text() {
    return StandardCharsets.UTF_8.decode(body()).toString();
  }
}
