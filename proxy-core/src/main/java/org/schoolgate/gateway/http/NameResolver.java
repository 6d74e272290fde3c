package org.schoolgate.gateway.http;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a name, without ever making an event loop wait. */
public interface NameResolver extends AutoCloseable {

  /**
   * The addresses of a name in the order in which to try them; fails if there is none or nobody
   * answers.
   *
   * @param name canonical, never an address literal
   * @param loop on which the future completes
   */
  Future<List<InetAddress>> resolve(String name, EventLoop loop);

  /** Frees sockets and caches. */
  @Override
  void close();
}
