package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.policy.Target;

/**
 * The request on its way to the origin: its head, then its body as it comes, perhaps through an
 * inspection. Keeps nothing itself: what the origin does not take is left unread in the client's
 * connection.
 */
final class RequestRelay implements BodyReader.Sink, InspectedBody.Owner {

  private final RequestFlow flow;
  private final RequestHead head;
  private final RequestWriter writer;
  private @Nullable InspectedBody inspected;
  private @Nullable Upstream upstream;
  private @Nullable HeadReader trailers;
  private @Nullable FormLock form;
  private boolean whole;
  private boolean bodySent;
  private boolean sent;
  private long bytes;

  RequestRelay(RequestFlow flow, RequestHead head, RequestWriter writer) {
    this.flow = flow;
    this.head = head;
    this.writer = writer;
    this.whole = !head.hasBody();
  }

  /** The body is to be read before it goes on. */
  void inspectWith(InspectedBody inspection) {
    inspected = inspection;
  }

  /** Whether content that the client sent can be taken now. */
  boolean accepts() {
    InspectedBody inspection = inspected;
    if (inspection != null && inspection.isSuspended()) {
      return true;
    }
    if (upstream != null) {
      return upstream.isWritable() && (inspection == null || !inspection.isWaiting());
    }
    return inspection != null && !inspection.isWaiting() && !inspection.mayFlow();
  }

  /** Content from the client, taken over. */
  @Override
  public void data(ByteBuf content) {
    bytes += content.readableBytes();
    if (inspected != null) {
      inspected.add(content);
      pump();
    } else {
      send(content);
    }
  }

  /** The client has sent its last byte. */
  void end(@Nullable HeadReader fieldsAfterBody) {
    whole = true;
    trailers = fieldsAfterBody;
    if (inspected != null) {
      inspected.end();
    }
    pump();
  }

  /** Moves on what may move. */
  void pump() {
    InspectedBody inspection = inspected;
    if (inspection != null) {
      if (inspection.isWaiting()) {
        return;
      }
      if (upstream == null) {
        if (inspection.mayFlow() || inspection.isCleared()) {
          flow.needUpstream();
        }
        return;
      }
      inspection.drainTo(this::send);
    }
    if (upstream != null && whole && !sent && (inspection == null || inspection.isCleared())) {
      finish(upstream);
    }
  }

  @Override
  public void bodyCleared(Decided decided) {
    flow.nowDecided(decided);
    pump();
    flush();
  }

  @Override
  public void bodyBlocked(Decided decided) {
    flow.blockedLater(decided);
  }

  @Override
  public void inspectionFailed(Throwable fault) {
    flow.inspectionFailed(fault);
  }

  /** Sends the head, and what of the body has been waiting. */
  void connected(Upstream connection, Target target, boolean inspecting, RequestLock lock) {
    upstream = connection;
    ByteBuf out = connection.alloc().ioBuffer(RequestWriter.sizeOf(head, target));
    boolean wholePage = inspecting && !Seekable.allows(head.fields(), target.path());
    boolean uncoded = inspecting && (Navigation.isOne(head) || Navigation.wantsEvents(head));
    boolean forwardExpect = head.expectsContinue() && inspected == null;
    writer.write(
        head,
        target,
        new RequestWriter.Manner(wholePage, uncoded, forwardExpect, inspecting, lock),
        out);
    form = FormLock.of(head, lock);
    connection.writeHead(out, head);
    sent = false;
    pump();
    connection.flush();
  }

  /** The connection died; another may follow. */
  void disconnected() {
    upstream = null;
  }

  private void send(ByteBuf content) {
    Upstream to = upstream;
    if (to == null) {
      content.release();
      return;
    }
    bodySent = true;
    write(form == null ? content : form.next(content, to.alloc()), to);
  }

  private void write(ByteBuf content, Upstream to) {
    if (!content.isReadable()) {
      content.release();
    } else {
      to.writeBody(content);
    }
  }

  private void finish(Upstream to) {
    sent = true;
    if (form != null) {
      write(form.end(to.alloc()), to);
    }
    to.endBody(trailers);
    to.flush();
    flow.requestMoves();
  }

  void flush() {
    if (upstream != null) {
      upstream.flush();
    }
  }

  /** Whether all of it came from the client. */
  boolean isWhole() {
    return whole;
  }

  /** Whether all of it went to the origin. */
  boolean isSent() {
    return sent;
  }

  /** Whether content went to the origin, which could not be sent a second time. */
  boolean isBodySent() {
    return bodySent;
  }

  /** Bytes of content from the client. */
  long bytes() {
    return bytes;
  }

  void close() {
    if (inspected != null) {
      inspected.close();
    }
    upstream = null;
  }
}
