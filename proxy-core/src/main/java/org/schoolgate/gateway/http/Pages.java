package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.Reference;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.enforce.Fault;
import org.schoolgate.gateway.enforce.Reply;
import org.schoolgate.policy.Target;

/**
 * What the gateway itself answers with. The edge frames it: Content-Length and Connection are its
 * business. Called on event loops: makes its bytes from memory at once. Thread-safe.
 */
public interface Pages {

  /**
   * What of the request decides the form of the answer: a page, an empty image or script, or JSON.
   *
   * @param path of the target; {@code /} if it was too broken to tell
   * @param accept the Accept header; null if there was none
   * @param fetchDest the Sec-Fetch-Dest header; null if there was none
   * @param requestedWith the X-Requested-With header; null if there was none
   */
  record Asker(
      String path,
      @Nullable String accept,
      @Nullable String fetchDest,
      @Nullable String requestedWith) {

    /** Nothing is known of it: a CONNECT, or a head that cannot be read. */
    public static final Asker UNKNOWN = new Asker("/", null, null, null);

    static Asker of(RequestHead head, @Nullable Target target) {
      return new Asker(
          target == null ? "/" : target.path(),
          head.value(FieldName.ACCEPT),
          head.value(FieldName.SEC_FETCH_DEST),
          head.value(FieldName.X_REQUESTED_WITH));
    }
  }

  /** For a block: what, why, and whom to ask. */
  Reply block(Decided decided, Asker asker);

  /** For a request that is to be asked elsewhere. */
  Reply redirect(Decided decided);

  /** For somebody who has to sign in first. */
  Reply signIn(Decided decided, Asker asker);

  /**
   * For a request that is malformed or over a limit.
   *
   * @param status 400, 408, 414, 417, 421, 431 or 505
   * @param why one sentence
   * @param reference null if it could not be recorded
   */
  Reply refused(int status, String why, @Nullable Reference reference);

  /**
   * For an origin that cannot be reached or does not answer.
   *
   * @param fault what is the matter
   * @param why one sentence that says which side failed
   */
  Reply failed(Fault fault, String why, Decided decided, Asker asker);
}
