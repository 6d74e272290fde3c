package org.schoolgate.gateway.http;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.policy.Target;

/**
 * What one request has to do with its origin: a connection, asked for, used and given back, and on
 * it the request going up and the response coming down. When, and whether at all, its {@link
 * RequestFlow} says.
 *
 * <p>The flow's event loop owns it.
 */
final class OriginSide {

  private final RequestFlow flow;
  private final Exchange client;
  private final EdgeParts parts;
  private final RequestHead head;
  private final OriginLease lease;
  private final RequestRelay request;
  private @Nullable ResponseRelay response;
  private RequestLock lock = RequestLock.NONE;

  OriginSide(
      RequestFlow flow, Exchange client, EdgeParts parts, UpstreamPool pool, RequestHead head) {
    this.flow = flow;
    this.client = client;
    this.parts = parts;
    this.head = head;
    this.lease = new OriginLease(flow, pool, head);
    this.request = new RequestRelay(flow, head, parts.requestWriter());
  }

  /** The request on its way up. */
  RequestRelay request() {
    return request;
  }

  /**
   * Asks for a connection, which may come before this returns.
   *
   * @param changes what is changed of the request, and where it is asked
   */
  void ask(Target target, RequestLock changes) {
    lock = changes;
    lease.ask(target, changes);
  }

  /** Nobody waits for a connection any more. */
  void giveUp() {
    lease.giveUp();
  }

  /** Sends the request on the connection that came. */
  void send(Upstream connection, Target target, boolean inspecting) {
    ResponseRelay relay = new ResponseRelay(flow, parts, client, connection, head, inspecting);
    response = relay;
    connection.lend(relay, head.isHead());
    request.connected(connection, target, inspecting, lock);
  }

  /** Whether the request may be sent a second time after that failure; so once at most. */
  boolean maySendAgain(UpstreamFailure failure, boolean anyByte) {
    return !request.isBodySent() && lease.maySendAgain(failure, anyByte);
  }

  /** Whether the client has got a part of the response, so that no page can take its place. */
  boolean responseBegun() {
    return response != null && response.hasBegun();
  }

  /** Whether the client was told with the response that its connection stays open. */
  boolean keepsAlive() {
    return response != null && response.keepsAlive();
  }

  /** The status that the client got with the response; 0 before there is one. */
  int status() {
    return response == null ? 0 : response.status();
  }

  /** Bytes of content that the client got with the response. */
  long bytesDown() {
    return response == null ? 0 : response.bytes();
  }

  /** The client takes bytes again, or does so no more. */
  void updateReading() {
    if (response != null) {
      response.updateReading();
    }
  }

  /**
   * Ends a page that must not go on with a notice.
   *
   * @return false if there is none that can take one: then nothing was written
   */
  boolean endWith(Supplier<byte[]> notice) {
    return response != null && response.endWith(notice);
  }

  /** Ends what it has to do with request and response, and gives the connection away. */
  Upstream take() {
    Upstream taken = lease.take();
    close();
    return taken;
  }

  /** The response has ended, cleanly or not. */
  void giveBack(boolean clean) {
    lease.giveBack(clean && request.isSent());
  }

  /** The connection carries nothing else. */
  void drop() {
    request.disconnected();
    lease.drop();
  }

  /** Nothing more of the response goes to the client. */
  void closeResponse() {
    if (response != null) {
      response.close();
    }
  }

  /** Nothing moves any more, in either direction. */
  void close() {
    closeResponse();
    request.close();
  }
}
