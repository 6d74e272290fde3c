package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Takes one response as it comes from an upstream connection, on the event loop. After {@link
 * #responseEnd} or {@link #upstreamFailed}, or once it has let the connection go, it is not called
 * again.
 */
interface ResponseListener {

  /** A 1xx head; more heads follow. */
  void interimHead(ResponseHead head);

  /** The final head. */
  void responseHead(ResponseHead head);

  /** Content; takes the buffer over. */
  void responseData(ByteBuf content);

  /**
   * The response is whole.
   *
   * @param clean whether the connection can carry another request
   * @param trailers fields after the last chunk; null if it was not chunked
   */
  void responseEnd(boolean clean, @Nullable HeadReader trailers);

  /** Nothing more is to be read at once: what is queued should leave. */
  void responseReadComplete();

  /** The upstream takes bytes again. */
  void upstreamWritable();

  /**
   * There will be no whole response.
   *
   * @param failure how
   * @param anyByte whether a byte of the response had come
   */
  void upstreamFailed(UpstreamFailure failure, boolean anyByte);
}
