package org.schoolgate.gateway.http;

import io.netty.channel.EventLoop;
import java.net.InetAddress;
import java.util.function.Function;
import org.schoolgate.gateway.enforce.Reply;

/**
 * The client's side of one request, for whoever answers it: a connection of HTTP/1.1, which carries
 * one at a time, or one stream of HTTP/2 among others. What is asked of it holds for this request
 * alone; only a connection of HTTP/1.1 ends with what it carries.
 *
 * <p>Its event loop owns it.
 */
interface Exchange {

  /** The thread that everything here happens on. */
  EventLoop loop();

  /** Whose device it is. */
  InetAddress address();

  /** Whether it takes bytes; if not, whoever has more waits until it does. */
  boolean isWritable();

  /** From now on the flow's time is over in so many milliseconds, whatever was set before. */
  void arm(int millis);

  /** Nothing is waited for. */
  void disarm();

  /** The flow can take more of the request's body, perhaps. */
  void bodyWanted();

  /** Says that the body may come (100). */
  void writeContinue();

  /**
   * Writes a page of our own for a decided request; {@link #flowEnded} follows.
   *
   * @param keepAlive whether another request may follow on a connection of HTTP/1.1
   */
  void writePage(Reply page, boolean keepAlive);

  /** The same for a request that was refused before it could be decided, and ends it. */
  void turnAway(Reply page);

  /** The response of an origin, of which nothing is written yet. */
  ClientResponse respond();

  /** Sends what has been written. */
  void flush();

  /** Whatever the flow leaves behind belongs to it no more. Called before {@link #flowEnded}. */
  void flowDone();

  /**
   * The response was written whole.
   *
   * @param keepAlive whether the client was told that it may ask again on a connection of HTTP/1.1
   */
  void flowEnded(boolean keepAlive);

  /**
   * What its connection carries is no requests any more. Only a connection of HTTP/1.1 can be asked
   * for that.
   *
   * @param next makes who takes the client's bytes from now on
   */
  void upgrade(Function<ClientConnection, TunnelStage> next);

  /** Ends it in a way that cannot be taken for the end of a whole response. */
  void reset();
}
