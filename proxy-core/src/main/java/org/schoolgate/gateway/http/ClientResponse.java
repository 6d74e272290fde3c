package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One response of an origin in the form in which its client takes it. The origin's head is held
 * until {@link #begin}, so that a page of our own can still take its place.
 *
 * <p>Called in this order: {@link #interim} as often as there is one, {@link #prepare}, {@link
 * #begin}, {@link #data}, {@link #end}; {@link #drop} instead of any that is left. Its event loop
 * owns it.
 */
interface ClientResponse {

  /**
   * What is said beside the origin's fields.
   *
   * @param mayEndEarly whether the body may turn out to end elsewhere than the origin says
   * @param mayKeepAlive whether the client may ask again on a connection of HTTP/1.1
   * @param noSniff whether a browser has to believe the type that was told (WHATWG Fetch, "nosniff
   *     check"): for a document that is not read because of its type
   */
  record Said(boolean mayEndEarly, boolean mayKeepAlive, boolean noSniff) {}

  /** Writes a 1xx head, to a client that knows of such. */
  void interim(ResponseHead head);

  /** Whether a body can be ended elsewhere than its origin says, and be whole for the client. */
  boolean canEndEarly();

  /** Keeps the head, which is not used after this returns. */
  void prepare(ResponseHead head, Said said);

  /**
   * Writes the head that is kept.
   *
   * @param mayBeStored false if no cache may keep what follows
   */
  void begin(boolean mayBeStored);

  /** Writes content, which is taken over. */
  void data(ByteBuf content);

  /** Writes the end, with those fields after the body that may go on, and sends it. */
  void end(@Nullable HeadReader trailers);

  /** Whether the client was told that it may ask again on a connection of HTTP/1.1. */
  boolean keepsAlive();

  /** Forgets what was never written. */
  void drop();
}
