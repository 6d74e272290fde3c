package org.schoolgate.gateway.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds every name at one address: for a demonstration and for tests, which have no DNS. */
public final class FixedNames implements NameResolver {

  private final InetAddress address;

  private FixedNames(InetAddress address) {
    this.address = address;
  }

  /** Every name is on this machine. */
  public static FixedNames loopback() {
    return new FixedNames(InetAddress.getLoopbackAddress());
  }

  @Override
  public Future<List<InetAddress>> resolve(String name, EventLoop loop) {
    return loop.newSucceededFuture(List.of(address));
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
