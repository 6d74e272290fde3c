package org.schoolgate.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections that have asked once and then stay open, and what a program keeps for them. */
final class IdleLoad {

  static final int CONNECTIONS = 2_000;

  /** A proxy may limit what one address has open. */
  private static final int OF_ONE_ADDRESS = 250;

  private IdleLoad() {}

  /**
   * Opens them, one after the other, and closes them again.
   *
   * @return by how many KiB the program has grown; -1 if it did not answer all of them
   */
  static long run(Child child, int port, String url, String authority) throws Exception {
    byte[] request =
        ("GET " + url + " HTTP/1.1\r\nHost: " + authority + "\r\nUser-Agent: load\r\n\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    long before = child.rssKib();
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < CONNECTIONS; i++) {
        Socket socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress("127.0.0." + (1 + i / OF_ONE_ADDRESS), 0));
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
        socket.getOutputStream().write(request);
        PacedLoad.readAnswer(new BufferedInputStream(socket.getInputStream(), 1024));
      }
      return child.rssKib() - before;
    } catch (IOException notAll) {
      return -1;
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }
}
