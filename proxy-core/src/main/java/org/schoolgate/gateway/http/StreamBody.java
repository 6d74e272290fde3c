package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on a stream of HTTP/2, between its frames and the flow that takes it. While
 * any of it waits the stream is not read, so no more than its window is kept.
 *
 * <p>The length that the head told, and that the origin is told, is held to: what is longer or
 * shorter would be another request on the connection to the origin.
 *
 * <p>Its event loop owns it.
 */
final class StreamBody {

  private final HttpSettings.Heads limits;
  private final Channel channel;
  private final Deque<ByteBuf> waiting = new ArrayDeque<>();
  private Framing framing = Framing.NONE;
  private @Nullable Http2Headers trailers;
  private long given;
  private boolean ended;
  private boolean endGiven;
  private boolean endsWrongly;
  private boolean giving;
  private boolean closed;

  StreamBody(HttpSettings.Heads limits, Channel channel) {
    this.limits = limits;
    this.channel = channel;
  }

  /** What the head says of it. */
  void begin(Framing told, boolean endOfStream) {
    framing = told;
    ended = endOfStream;
  }

  /** Content that came, taken over. */
  void add(ByteBuf content, boolean endOfStream) {
    waiting.add(content);
    ended |= endOfStream;
  }

  /** Fields that came after it. */
  void addTrailers(Http2HeadersFrame fields) {
    trailers = fields.headers();
    // RFC 9113 section 8.1: a second head ends the stream.
    endsWrongly |= !fields.isEndStream();
    ended = true;
  }

  /** Whether the client has sent all that it wants to send. */
  boolean hasEnded() {
    return ended;
  }

  /**
   * Gives on what the flow takes now.
   *
   * @throws MalformedMessage if it is not what the head told
   */
  void giveTo(RequestFlow flow) throws MalformedMessage {
    if (giving) {
      return;
    }
    giving = true;
    try {
      while (!closed && !waiting.isEmpty() && mayGive(flow)) {
        give(waiting.remove(), flow);
      }
      if (!closed && waiting.isEmpty() && ended && !endGiven && mayGive(flow)) {
        end(flow);
      }
    } finally {
      giving = false;
      Wire.read(channel, closed || waiting.isEmpty());
    }
  }

  /** What is empty by its head is never given on, so that it waits for nobody. */
  private boolean mayGive(RequestFlow flow) {
    return framing.kind() == Framing.Kind.NONE || flow.request().accepts();
  }

  private void give(ByteBuf content, RequestFlow flow) throws MalformedMessage {
    given += content.readableBytes();
    boolean tooLong = framing.kind() != Framing.Kind.CHUNKED && given > framing.bytes();
    if (tooLong || !content.isReadable()) {
      content.release();
      if (tooLong) {
        throw new MalformedMessage("body-length", "the body is longer than its head says");
      }
      return;
    }
    flow.requestMoves();
    flow.request().data(content);
  }

  private void end(RequestFlow flow) throws MalformedMessage {
    endGiven = true;
    if (endsWrongly) {
      throw new MalformedMessage("trailers", "the fields after the body do not end the request");
    }
    if (framing.kind() == Framing.Kind.LENGTH && given < framing.bytes()) {
      throw new MalformedMessage("body-length", "the body is shorter than its head says");
    }
    HeadReader after = readTrailers();
    if (framing.kind() != Framing.Kind.NONE) {
      flow.request().end(after);
    }
  }

  private @Nullable HeadReader readTrailers() throws MalformedMessage {
    Http2Headers fields = trailers;
    if (fields == null) {
      return null;
    }
    return Http2Lines.readTrailers(fields, limits, channel.alloc());
  }

  /** Nobody takes any of it any more; what still comes is dropped. */
  void close() {
    closed = true;
    waiting.forEach(ByteBuf::release);
    waiting.clear();
    Wire.read(channel, true);
  }
}
