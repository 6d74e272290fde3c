package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.gateway.Decided;
import org.schoolgate.policy.Origin;

/**
 * The response on its way to the client, perhaps through an inspection.
 *
 * <p>Back-pressure: while the client does not take what was written, or the inspection waits for a
 * record, the upstream is not read. So at most {@code unsentBytesMax}, what is held back and one
 * read are in memory for one response, however large it is and however slowly it is taken.
 *
 * <p>A response that breaks off is never ended as if it were whole: the client's connection is
 * reset. Only a page that is stopped because of its words is ended, with a notice, where it can
 * take one; such a page may be kept by no cache, and that is said before any of it is sent that has
 * not been read to its end.
 */
final class ResponseRelay implements ResponseListener, InspectedBody.Owner, BodyReader.Sink {

  private static final int CONTINUE = 100;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int PARTIAL_CONTENT = 206;
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private final RequestFlow flow;
  private final EdgeParts parts;
  private final Exchange client;
  private final ClientResponse response;
  private final Upstream upstream;
  private final RequestHead request;
  private final boolean inspecting;
  private @Nullable InspectedBody inspected;

  /**
   * What a body says that it is, before its first bytes have shown whether it is; null for text.
   */
  private @Nullable BodyFormat unsure;

  private @Nullable Deadline patience;
  private @Nullable HeadReader trailers;
  private int status;
  private boolean takesNotice;
  private boolean begun;
  private boolean ended;
  private boolean cleanEnd;
  private boolean closed;
  private long bytes;

  ResponseRelay(
      RequestFlow flow,
      EdgeParts parts,
      Exchange client,
      Upstream upstream,
      RequestHead request,
      boolean inspecting) {
    this.flow = flow;
    this.parts = parts;
    this.client = client;
    this.response = client.respond();
    this.upstream = upstream;
    this.request = request;
    this.inspecting = inspecting;
  }

  @Override
  public void interimHead(ResponseHead head) {
    if (head.status() == SWITCHING_PROTOCOLS) {
      upgrade(head);
      return;
    }
    boolean unasked = head.status() == CONTINUE && !flow.awaitsContinue();
    if (!unasked) {
      response.interim(head);
    }
  }

  /** Nothing but a WebSocket that was asked for may be spoken from here on. */
  private void upgrade(ResponseHead head) {
    if (WebSocketHandshake.isOpenedBy(request, head, inspecting)) {
      flow.upgraded(head);
    } else {
      flow.upstreamFailed(UpstreamFailure.MALFORMED, true);
    }
  }

  @Override
  public void responseHead(ResponseHead head) {
    if (head.status() == PROXY_AUTHENTICATION_REQUIRED) {
      // An origin that asks for proxy credentials would be given the school's.
      flow.upstreamFailed(UpstreamFailure.MALFORMED, true);
      return;
    }
    status = head.status();
    flow.streaming();
    boolean read = inspecting && head.framing().kind() != Framing.Kind.NONE;
    takesNotice =
        read && response.canEndEarly() && Navigation.isOne(request) && Navigation.takesMarkup(head);
    BodyFormat format = inspecting ? Formats.ofAnswer(head.fields(), request) : null;
    boolean unread = format != null && !format.isText();
    boolean noSniff = unread && Navigation.mayBeOne(request);
    response.prepare(head, new ClientResponse.Said(takesNotice, flow.mayKeepAlive(), noSniff));
    if (read && format != null) {
      beginReading(format);
    }
    boolean goesOnInParts = Formats.isEvents(head.fields()) || Formats.isGrpc(head.fields());
    if (goesOnInParts || (inspected == null && unsure == null)) {
      begin();
    }
    beginEvents(head.fields(), format);
  }

  private void beginEvents(HeadReader fields, @Nullable BodyFormat format) {
    InspectedBody inspection = inspected;
    if (inspection != null && format != null && Formats.isEvents(fields)) {
      inspection.goesOnByEvents(new EventEnds(format));
    }
  }

  /** A part of what is no text by its type cannot be judged by its first bytes. */
  private void beginReading(BodyFormat format) {
    boolean whole = status != PARTIAL_CONTENT;
    if (format.isText() || (whole && format.kind().isCode())) {
      inspect(format);
    } else if (whole) {
      unsure = format;
    }
  }

  /** What is called a picture, a film or an archive is one by its first bytes, or it is read. */
  private void believe(BodyFormat called, ByteBuf first) {
    unsure = null;
    if (called.mayBeText(first.nioBuffer())) {
      inspect(called.undeclared());
    } else {
      begin();
    }
  }

  private void inspect(BodyFormat format) {
    BodyFormat read = status == PARTIAL_CONTENT ? Formats.unreadable(format) : format;
    inspected = flow.inspect(read, Origin.SHOWN, this);
    patience = new Deadline(client.loop(), parts.ticker(), this::patienceEnds);
    updateReading();
  }

  private void begin() {
    if (!begun) {
      begun = true;
      response.begin(!takesNotice || inspected == null || inspected.isCleared());
    }
  }

  @Override
  public void responseData(ByteBuf content) {
    if (closed) {
      content.release();
      return;
    }
    flow.streaming();
    if (unsure != null && content.isReadable()) {
      believe(unsure, content);
    }
    InspectedBody inspection = inspected;
    if (inspection == null) {
      data(content);
    } else {
      inspection.add(content);
      inspection.drainTo(this);
      if (patience != null && inspection.isHolding()) {
        bePatient(patience, inspection.isFlowing());
      }
    }
    updateReading();
  }

  /** The whole hold-back is borne for a fixed time, its last bytes for as long as more come. */
  private void bePatient(Deadline deadline, boolean flowing) {
    int millis = parts.settings().bodies().holdBackMillis();
    if (flowing) {
      deadline.arm(millis);
    } else {
      deadline.armOnce(millis);
    }
  }

  /** Content that the client may have. */
  @Override
  public void data(ByteBuf content) {
    begin();
    bytes += content.readableBytes();
    response.data(content);
  }

  private void patienceEnds() {
    InspectedBody inspection = inspected;
    if (inspection != null && inspection.isHolding() && !ended) {
      inspection.patienceEnds(this);
      client.flush();
      updateReading();
    }
  }

  @Override
  public void responseEnd(boolean clean, @Nullable HeadReader fieldsAfterBody) {
    if (closed) {
      return;
    }
    ended = true;
    cleanEnd = clean;
    trailers = fieldsAfterBody;
    if (inspected != null) {
      inspected.end();
    }
    completeIfCleared();
  }

  private void completeIfCleared() {
    InspectedBody inspection = inspected;
    if (inspection != null) {
      inspection.drainTo(this);
      if (!ended || !inspection.isCleared()) {
        return;
      }
    }
    begin();
    response.end(trailers);
    flow.responseComplete(cleanEnd, response.keepsAlive());
  }

  @Override
  public void bodyCleared(Decided decided) {
    flow.nowDecided(decided);
    if (closed) {
      return;
    }
    if (ended) {
      completeIfCleared();
    } else if (inspected != null) {
      inspected.drainTo(this);
      client.flush();
      updateReading();
    }
  }

  @Override
  public void bodyBlocked(Decided decided) {
    flow.blockedLater(decided);
  }

  @Override
  public void inspectionFailed(Throwable fault) {
    flow.inspectionFailed(fault);
  }

  @Override
  public void responseReadComplete() {
    if (begun) {
      client.flush();
    }
  }

  /** The client takes bytes again, or does so no more. */
  void updateReading() {
    if (!closed && !ended) {
      InspectedBody inspection = inspected;
      upstream.setReading(client.isWritable() && (inspection == null || !inspection.isWaiting()));
    }
  }

  @Override
  public void upstreamWritable() {
    client.bodyWanted();
  }

  @Override
  public void upstreamFailed(UpstreamFailure failure, boolean anyByte) {
    InspectedBody inspection = inspected;
    if (inspection != null && inspection.isSuspended()) {
      inspection.readEnough();
    } else if (!closed) {
      flow.upstreamFailed(failure, anyByte);
    }
  }

  /**
   * Ends a page that must not go on with a notice.
   *
   * @return false if it cannot take one: then nothing was written
   */
  boolean endWith(Supplier<byte[]> notice) {
    if (!takesNotice || !begun) {
      return false;
    }
    response.data(Unpooled.wrappedBuffer(notice.get()));
    response.end(null);
    return true;
  }

  /** Whether the client was told that its connection stays open. */
  boolean keepsAlive() {
    return response.keepsAlive();
  }

  /** Whether the client has got any of it. */
  boolean hasBegun() {
    return begun;
  }

  int status() {
    return status;
  }

  /** Bytes of content to the client. */
  long bytes() {
    return bytes;
  }

  /** Drops what is held. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (patience != null) {
      patience.cancel();
    }
    if (inspected != null) {
      inspected.close();
    }
    response.drop();
  }
}
