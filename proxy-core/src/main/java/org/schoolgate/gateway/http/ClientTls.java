package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.tls.ClientFault;
import org.schoolgate.gateway.tls.Engines;
import org.schoolgate.gateway.tls.ServerTls;
import org.schoolgate.policy.HostName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS handshake with the client of a tunnel that is read: gets the leaf of the host, answers
 * the ClientHello that was read already, and says how it ended. From then on the handler that it
 * put in front stands between the socket and {@link ClientConnection}, which sees plain bytes.
 *
 * <p>Its event loop owns it; leaves are made elsewhere.
 */
final class ClientTls {

  private static final Logger LOG = LoggerFactory.getLogger(ClientTls.class);

  /** Who wants the handshake; exactly one of the three is called, on the event loop. */
  interface Owner {
    void secured();

    void insecure(FlowEnd.Ended how);

    /** A fault of our own. */
    void unable();
  }

  private final ClientConnection client;
  private final Owner owner;
  private final PendingBytes first = new PendingBytes();

  /** Held until the handshake is over, because the leaf lives as long as this. */
  private ServerTls.@Nullable Answer answer;

  private boolean over;

  /**
   * A handshake that has not begun.
   *
   * @param hello the bytes so far, which are taken over
   */
  ClientTls(ClientConnection client, ByteBuf hello, Owner owner) {
    this.client = client;
    this.first.add(client.alloc(), hello);
    this.owner = owner;
  }

  void begin(ServerTls tls, HostName host) {
    tls.answerFor(host)
        .whenComplete(
            (ready, fault) -> {
              Runnable go = () -> go(ready, fault);
              client.loop().execute(new Guarded("a TLS handshake", go, this::unable));
            });
  }

  private void go(ServerTls.@Nullable Answer ready, @Nullable Throwable fault) {
    if (over || first.readable() == null) {
      return;
    }
    if (ready == null) {
      LOG.error("no certificate could be made for a site, whose visitor was sent away", fault);
      unable();
      return;
    }
    ByteBuf hello = Objects.requireNonNull(first.take());
    answer = ready;
    ChannelPipeline pipeline = client.channel().pipeline();
    pipeline.addFirst(ready.handler(client.alloc()));
    Wire.read(client.channel(), true);
    pipeline.fireChannelRead(hello);
    pipeline.fireChannelReadComplete();
  }

  private void unable() {
    if (!over) {
      cancel();
      owner.unable();
    }
  }

  /** Whether client and gateway agreed on HTTP/2 in the handshake (RFC 7301). */
  static boolean speaksHttp2(Channel channel) {
    SslHandler tls = channel.pipeline().get(SslHandler.class);
    return tls != null && Engines.HTTP_2.equals(tls.applicationProtocol());
  }

  /** Bytes that came before the leaf was there, taken over. */
  void fromClient(ByteBuf bytes) {
    if (over || first.readable() == null) {
      bytes.release();
    } else {
      first.add(client.alloc(), bytes);
    }
  }

  void event(Object event) {
    if (!over && answer != null && event instanceof SslHandshakeCompletionEvent handshake) {
      cancel();
      if (handshake.isSuccess()) {
        owner.secured();
      } else {
        LOG.debug("a client's handshake failed: {}", handshake.cause().toString());
        owner.insecure(ended(handshake.cause()));
      }
    }
  }

  private static FlowEnd.Ended ended(Throwable cause) {
    if (cause instanceof ClosedChannelException) {
      return FlowEnd.Ended.CLIENT_CLOSED;
    }
    return switch (ClientFault.of(cause)) {
      case DISTRUST -> FlowEnd.Ended.CERTIFICATE_REFUSED;
      case HANDSHAKE_FAILED -> FlowEnd.Ended.HANDSHAKE_FAILED;
    };
  }

  /** Nobody is called any more. */
  void cancel() {
    over = true;
    answer = null;
    first.release();
  }
}
