package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import org.schoolgate.gateway.FlowEnd;

/**
 * Carries what is no requests between a client and an origin, whose channel it handles, until both
 * have said everything. Its event loop owns it.
 */
interface Relay extends ChannelHandler {

  /** Takes the first bytes for the origin over, and lets both sides speak. */
  void start(ByteBuf first);

  /** Bytes from the client, taken over. */
  void fromClient(ByteBuf bytes);

  /** What came from the client so far should leave. */
  void flushUp();

  /** The client takes bytes again, or does so no more. */
  void clientWritabilityChanged();

  /** Something happened on the client's channel. */
  void clientEvent(Object event);

  /** The client's connection is gone. */
  void clientGone();

  /** The deadline that was set at the client has passed. */
  void timedOut();

  /**
   * It must not go on.
   *
   * @param code what is said to both sides, where frames can be written
   */
  void stop(CloseCode code, FlowEnd.Ended how);

  /** The gateway stops. */
  void drain();
}
