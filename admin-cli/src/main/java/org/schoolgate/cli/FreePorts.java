package org.schoolgate.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for a gateway that starts in a moment. They lie below those that the kernel gives
 * to whoever asks for any port (from 32768 in Linux, RFC 6056 section 3.2 has the idea), so neither
 * a connection nor a listener of somebody else takes one meanwhile. Any thread.
 */
final class FreePorts {

  private static final int FIRST = 12_000;
  private static final int AFTER_LAST = 32_000;

  /** Two programs at once begin in different places; in one program no port is given twice. */
  private static int next = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);

  private FreePorts() {}

  /**
   * The next one.
   *
   * @throws IOException if something listens at every one
   */
  static synchronized int take() throws IOException {
    for (int tried = FIRST; tried < AFTER_LAST; tried++) {
      int port = next;
      next = port + 1 == AFTER_LAST ? FIRST : port + 1;
      if (nothingListens(port)) {
        return port;
      }
    }
    throw new IOException(
        "something listens at every port from " + FIRST + " to " + (AFTER_LAST - 1));
  }

  private static boolean nothingListens(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
