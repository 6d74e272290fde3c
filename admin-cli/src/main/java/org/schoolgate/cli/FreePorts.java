package org.schoolgate.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports for a gateway that starts in a moment. They lie below those that the kernel gives
 * to whoever asks for any port (from 32768 in Linux, RFC 6056 section 3.2 has the idea), so neither
 * a connection nor a listener of somebody else takes one meanwhile. Any thread.
 */
final class FreePorts {

  private static final int FIRST = 12_000;
  private static final int AFTER_LAST = 32_000;

  private FreePorts() {}

  /**
   * Some that differ. Two programs at once begin in different places.
   *
   * @throws IOException if something listens at nearly every one
   */
  static List<Integer> take(int count) throws IOException {
    List<Integer> free = new ArrayList<>();
    int port = ThreadLocalRandom.current().nextInt(FIRST, AFTER_LAST);
    for (int tried = FIRST; tried < AFTER_LAST && free.size() < count; tried++) {
      if (nothingListens(port)) {
        free.add(port);
      }
      port = port + 1 == AFTER_LAST ? FIRST : port + 1;
    }
    if (free.size() < count) {
      throw new IOException(
          "something listens at nearly every port from " + FIRST + " to " + (AFTER_LAST - 1));
    }
    return free;
  }

  private static boolean nothingListens(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
