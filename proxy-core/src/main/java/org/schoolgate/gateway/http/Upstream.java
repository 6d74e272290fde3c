package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;

/**
 * The origin's side of one request: a connection of HTTP/1.1, which carries one at a time, or one
 * stream of {@link Exchange} is towards the client.
 *
 * <p>Called in this order: {@link #lend}, {@link #writeHead}, {@link #writeBody} as often as there
 * is content, {@link #endBody}; at last one of {@link #giveBack}, {@link #close} and {@link
 * #handOver}. Its event loop owns it.
 */
interface Upstream {

  /** Lends it to a request whose head follows. */
  void lend(ResponseListener to, boolean requestIsHead);

  /**
   * Writes the head of a request.
   *
   * @param head as it goes to an origin of HTTP/1.1 ({@link RequestWriter}); taken over
   * @param request what the client sent
   */
  void writeHead(ByteBuf head, RequestHead request);

  /** Writes content of the request's body, which is taken over. */
  void writeBody(ByteBuf content);

  /** Ends the request's body, with those fields after it that may go on. */
  void endBody(@Nullable HeadReader trailers);

  /** Sends what has been written. */
  void flush();

  ByteBufAllocator alloc();

  /**
   * Whether it takes bytes; if not, {@link ResponseListener#upstreamWritable} says when it does.
   */
  boolean isWritable();

  /** Whether more of the response may come. */
  void setReading(boolean on);

  /** Whether the origin may have closed it while this request was on its way. */
  boolean isReused();

  /**
   * Takes it back.
   *
   * @param clean whether request and response both ended where they should
   */
  void giveBack(boolean clean);

  /** Takes it back without it having carried anything. */
  void returnUnused();

  /** Ends it: whatever it carries, and whatever is still to come. */
  void close();

  /**
   * Gives its channel away, with the bytes that came behind the last head: another protocol is
   * spoken on it from now on. Only a connection of HTTP/1.1 can be asked for that.
   */
  void handOver(ChannelHandler next);
}
