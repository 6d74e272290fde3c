package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import java.net.InetAddress;
import java.time.Instant;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Flow;

/**
 * Takes the heads of a connection's requests out of its bytes, one after the other, and says as
 * which flow each begins. Its event loop owns it.
 */
final class RequestIntake {

  private final EdgeParts parts;
  private final InetAddress client;
  private final HeadReader fields;
  private final RequestHead head;
  private WayIn way;
  private Instant begunAt = Instant.EPOCH;
  private long begunNanos;

  RequestIntake(EdgeParts parts, InetAddress client, WayIn way) {
    this.parts = parts;
    this.client = client;
    this.way = way;
    this.fields = HeadReader.within(parts.settings().heads(), HeadReader.Kind.REQUEST);
    this.head = new RequestHead(fields);
  }

  /** Whether a head has begun to come. */
  boolean begun() {
    return fields.begun();
  }

  /** Takes what has come of a head; true once it is whole. */
  boolean read(ByteBuf in) throws MalformedMessage {
    if (!fields.begun()) {
      begunAt = parts.clock().instant();
      begunNanos = parts.ticker().nanoTime();
    }
    if (!fields.read(in)) {
      return false;
    }
    head.check();
    return true;
  }

  /** The head that was read last, until the next one is. */
  RequestHead head() {
    return head;
  }

  /** Whether it opens a tunnel. */
  boolean opensTunnel() {
    return way.opensTunnel(head);
  }

  /** The flow that begins with it. */
  Flow flow() {
    return new Flow(
        parts.flowIds().incrementAndGet(),
        client,
        begunAt,
        way.asked(head),
        way.credentials(head),
        Navigation.isAhead(head));
  }

  /** The account of that flow, from its first byte. */
  FlowAccount account() {
    return new FlowAccount(parts, begunNanos);
  }

  /** Another head may follow. */
  void next() {
    fields.reset();
  }

  /** What follows comes out of a tunnel that is read. */
  void enter(Asked.Tunnel opened) {
    way = new WayIn.Inside(opened);
    fields.reset();
  }
}
