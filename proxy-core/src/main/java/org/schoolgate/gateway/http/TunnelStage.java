package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;

/**
 * Who has a client's bytes while they are no requests: from the answer to a CONNECT, or from the
 * first byte of a connection that was diverted, until it ends or requests come out of it. Each
 * stage hands over to the next ({@link ClientConnection#goOn}). Its event loop owns it.
 */
interface TunnelStage {

  /** Begins; called once, before anything else. */
  void start();

  /** Bytes from the client, taken over. */
  void fromClient(ByteBuf bytes);

  /** The client is not heard any more, or its connection is gone. */
  void clientGone();

  /** The deadline that the stage set has passed. */
  void timedOut();

  /** No new bytes are expected for long; what is silent goes first. */
  void drain();

  /**
   * Reading what the client sends failed.
   *
   * @return whether it is seen to; what passes unread ends with its connection
   */
  boolean readingFailed();

  /** What could be read now was. */
  default void clientReadComplete() {}

  /** The client takes bytes again, or does not. */
  default void clientWritabilityChanged() {}

  /** Something happened on the client's channel. */
  default void clientEvent(Object event) {}
}
