package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;

/**
 * What the gateway itself answers with. The edge writes the status line, the framing and the {@code
 * Schoolgate-} headers; a page is what stands below them. Called on event loops: makes its bytes
 * from memory at once. Thread-safe.
 */
public interface Pages {

  /** A body and its type; nobody changes the bytes. */
  final class Page {
    private final String contentType;
    private final byte[] body;

    /**
     * A page.
     *
     * @param contentType the value of Content-Type
     * @param body not copied
     */
    public Page(String contentType, byte[] body) {
      this.contentType = contentType;
      this.body = body;
    }

    String contentType() {
      return contentType;
    }

    byte[] body() {
      return body;
    }
  }

  /**
   * What of the request decides the form of the answer: a page, an empty image or script, or JSON.
   *
   * @param method as it came
   * @param path of the target; {@code /} if it was too broken to tell
   * @param accept the Accept header; null if there was none
   * @param fetchDest the Sec-Fetch-Dest header; null if there was none
   * @param connect whether it was a CONNECT, whose answer no browser shows
   */
  record Asker(
      String method,
      String path,
      @Nullable String accept,
      @Nullable String fetchDest,
      boolean connect) {}

  /** For a block: what, why, and whom to ask. */
  Page block(Decided decided, Asker asker);

  /**
   * For a request that is malformed or over a limit.
   *
   * @param status 400, 408, 414, 417, 431 or 505
   * @param why one sentence
   * @param reference null if it could not be recorded
   */
  Page refused(int status, String why, @Nullable Reference reference);

  /**
   * For an origin that cannot be reached or does not answer.
   *
   * @param status 502, 503 or 504; 403 if its address may not be reached from here
   * @param why one sentence that says which side failed
   */
  Page upstream(int status, String why, Decided decided);
}
