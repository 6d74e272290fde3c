package org.schoolgate.gateway.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes callers one after the other until the socket is closed, and pauses after each failure: an
 * accept that fails at once, for want of file descriptors, would else be tried without end.
 */
final class AcceptLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);

  private final Socket socket;
  private final Consumer<SocketChannel> serve;
  private final Runnable pause;

  /** What is listened on. */
  interface Socket {
    SocketChannel accept() throws IOException;

    boolean isOpen();
  }

  AcceptLoop(Socket socket, Consumer<SocketChannel> serve, Runnable pause) {
    this.socket = socket;
    this.serve = serve;
    this.pause = pause;
  }

  @Override
  public void run() {
    while (socket.isOpen()) {
      try {
        serve.accept(socket.accept());
      } catch (IOException | RuntimeException failed) {
        if (socket.isOpen()) {
          LOG.warn("the control socket failed to accept", failed);
          pause.run();
        }
      }
    }
  }
}
