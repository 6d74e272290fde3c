package org.schoolgate.gateway.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Subject;

/**
 * Opens connections to origins from one event loop: resolves, asks the guard about every address,
 * and tries those that are left one after the other. The address that the guard saw is the one that
 * is dialled; the name is not resolved a second time.
 */
final class Dialler {

  /**
   * What became of a dialling; exactly one of the two is called, on the event loop. A fault in the
   * first closes the channel and calls the second too.
   *
   * @param <H> the handler of the new channel
   */
  interface Outcome<H extends ChannelHandler> {
    void connected(Channel channel, H handler);

    void failed(UpstreamFailure failure);
  }

  private final EventLoop loop;
  private final EdgeParts parts;
  private final Bootstrap bootstrap;

  Dialler(EventLoop loop, EdgeParts parts) {
    this.loop = loop;
    this.parts = parts;
    int unsent = parts.settings().bodies().unsentBytesMax();
    this.bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(parts.transport().socket())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(unsent / 2, unsent));
  }

  /**
   * Connects on behalf of a subject.
   *
   * @param handlers makes the handler of each channel that is tried
   */
  <H extends ChannelHandler> void dial(
      Subject subject, HostName host, int port, Supplier<H> handlers, Outcome<H> outcome) {
    Attempt<H> attempt = new Attempt<>(subject, port, handlers, outcome);
    attempt.guarded(() -> find(host, attempt)).run();
  }

  private void find(HostName host, Attempt<?> attempt) {
    if (host.kind() != HostName.Kind.NAME) {
      attempt.start(List.of(literal(host)));
      return;
    }
    Future<List<InetAddress>> answer = parts.names().resolve(host.text(), loop);
    answer.addListener(
        done ->
            attempt
                .guarded(() -> attempt.start(done.isSuccess() ? answer.getNow() : List.of()))
                .run());
  }

  private static InetAddress literal(HostName host) {
    try {
      return InetAddress.getByAddress(NetUtil.createByteArrayFromIpAddressString(host.text()));
    } catch (UnknownHostException notAnAddress) {
      throw new IllegalArgumentException("the host is no address literal", notAnAddress);
    }
  }

  /** One dialling, through all addresses. */
  private final class Attempt<H extends ChannelHandler> {
    private final Subject subject;
    private final int port;
    private final Supplier<H> handlers;
    private final Outcome<H> outcome;
    private final Queue<InetSocketAddress> left = new ArrayDeque<>();
    private final long startedNanos = parts.ticker().nanoTime();

    Attempt(Subject subject, int port, Supplier<H> handlers, Outcome<H> outcome) {
      this.subject = subject;
      this.port = port;
      this.handlers = handlers;
      this.outcome = outcome;
    }

    /** Nobody hears of a fault in what a future calls, and a client would wait for ever. */
    Guarded guarded(Runnable step) {
      return new Guarded("a dialling", step, () -> outcome.failed(UpstreamFailure.OURS));
    }

    void start(List<InetAddress> addresses) {
      for (InetAddress address : addresses) {
        InetSocketAddress candidate = new InetSocketAddress(address, port);
        if (parts.guard().mayDial(subject, candidate)) {
          left.add(candidate);
        }
      }
      if (left.isEmpty()) {
        outcome.failed(
            addresses.isEmpty() ? UpstreamFailure.UNRESOLVED : UpstreamFailure.ADDRESS_REFUSED);
      } else {
        next(UpstreamFailure.CONNECT_FAILED);
      }
    }

    private void next(UpstreamFailure former) {
      InetSocketAddress address = left.poll();
      long millisLeft = millisLeft();
      if (address == null || millisLeft <= 0) {
        outcome.failed(millisLeft <= 0 ? UpstreamFailure.CONNECT_TIMED_OUT : former);
        return;
      }
      HttpSettings.Upstreams limits = parts.settings().upstreams();
      int millis =
          (int) (left.isEmpty() ? millisLeft : Math.min(millisLeft, limits.nextAddressMillis()));
      H handler = handlers.get();
      ChannelFuture connecting =
          bootstrap
              .clone()
              .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis)
              .handler(handler)
              .connect(address);
      connecting.addListener(done -> guarded(() -> connected(connecting, handler)).run());
    }

    private void connected(ChannelFuture connecting, H handler) {
      if (!connecting.isSuccess()) {
        next(
            connecting.cause() instanceof ConnectTimeoutException
                ? UpstreamFailure.CONNECT_TIMED_OUT
                : UpstreamFailure.CONNECT_FAILED);
        return;
      }
      try {
        outcome.connected(connecting.channel(), handler);
      } catch (RuntimeException fault) {
        Wire.close(connecting.channel());
        throw fault;
      }
    }

    private long millisLeft() {
      long gone = TimeUnit.NANOSECONDS.toMillis(parts.ticker().nanoTime() - startedNanos);
      return parts.settings().upstreams().connectMillis() - gone;
    }
  }
}
