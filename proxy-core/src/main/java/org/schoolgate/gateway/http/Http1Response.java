package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** A response on a connection of HTTP/1.0 or 1.1 (RFC 9112): {@link ResponseWriter}'s bytes. */
final class Http1Response implements ClientResponse {

  private final ClientConnection client;
  private final RequestHead request;
  private @Nullable ByteBuf head;
  private @Nullable ChunkWriter chunks;
  private boolean keepAlive;

  /** The response to a request, which is read until the response begins. */
  Http1Response(ClientConnection client, RequestHead request) {
    this.client = client;
    this.request = request;
  }

  @Override
  public void interim(ResponseHead interim) {
    if (request.http11()) {
      ByteBuf out = client.alloc().ioBuffer(ResponseWriter.sizeOf(interim));
      ResponseWriter.writeInterim(interim, out);
      client.write(out);
      client.flush();
    }
  }

  @Override
  public boolean canEndEarly() {
    return request.http11();
  }

  @Override
  public void prepare(ResponseHead origin, Said said) {
    ResponseWriter.BodyEnd end =
        ResponseWriter.endFor(origin, request.http11(), said.mayEndEarly());
    keepAlive = end != ResponseWriter.BodyEnd.CLOSE && said.mayKeepAlive();
    chunks = end == ResponseWriter.BodyEnd.CHUNKED ? new ChunkWriter() : null;
    ByteBuf out = client.alloc().ioBuffer(ResponseWriter.sizeOf(origin));
    ResponseWriter.write(
        origin,
        end,
        new ResponseWriter.Said(keepAlive, keepAlive && !request.http11(), said.noSniff()),
        out);
    head = out;
  }

  @Override
  public void begin(boolean mayBeStored) {
    ByteBuf kept = head;
    if (kept == null) {
      throw new IllegalStateException("a response without a head cannot begin");
    }
    head = null;
    if (!mayBeStored) {
      ResponseWriter.forbidStoring(kept);
    }
    client.write(kept);
  }

  @Override
  public void data(ByteBuf content) {
    if (chunks == null) {
      client.write(content);
    } else {
      chunks.chunk(content, client.alloc(), client::write);
    }
  }

  @Override
  public void end(@Nullable HeadReader trailers) {
    if (chunks != null) {
      chunks.end(trailers, client.alloc(), client::write);
    }
    client.flush();
  }

  @Override
  public boolean keepsAlive() {
    return keepAlive;
  }

  @Override
  public void drop() {
    Wire.release(head);
    head = null;
  }
}
