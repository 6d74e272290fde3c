package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A host that answers no connection attempt, as one that is switched off does: a listening socket
 * that accepts nobody and whose queue is full, so that the kernel drops further attempts.
 */
final class DeadHost implements AutoCloseable {

  private static final int IN_THE_QUEUE = 4;

  private final ServerSocket listener;
  private final List<SocketChannel> queue = new ArrayList<>();

  DeadHost() throws IOException {
    listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    for (int i = 0; i < IN_THE_QUEUE; i++) {
      SocketChannel waiting = SocketChannel.open();
      waiting.configureBlocking(false);
      boolean unused =
          waiting.connect(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
      queue.add(waiting);
    }
  }

  /** An address that nobody answers. */
  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  /** The same by another scheme, and under a name that leads to this machine. */
  String url(String scheme, String host) {
    return scheme + "://" + host + ":" + listener.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel waiting : queue) {
      waiting.close();
    }
    listener.close();
  }
}
