package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A place in the school to which a browser can be put: passes its connections on to the gateway
 * from one loopback address, by which the gateway knows who sits there. Browsers cannot choose the
 * address that they come from.
 */
final class Seat implements AutoCloseable {

  private final ServerSocket listener;
  private final String from;
  private final int proxyPort;
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  Seat(RunningGateway gateway, String from) throws IOException {
    this.from = from;
    this.proxyPort = gateway.port();
    listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    start(this::acceptAll);
  }

  /** The proxy that the browser is told. */
  String proxy() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void acceptAll() {
    try {
      while (!listener.isClosed()) {
        Socket browser = listener.accept();
        Socket gateway = new Socket();
        open.add(browser);
        open.add(gateway);
        gateway.bind(new InetSocketAddress(from, 0));
        gateway.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort));
        start(() -> pass(browser, gateway));
        start(() -> pass(gateway, browser));
      }
    } catch (IOException closed) {
      return;
    }
  }

  /** One direction; when it ends the other goes on, as it does without a relay. */
  private static void pass(Socket in, Socket out) {
    try {
      in.getInputStream().transferTo(out.getOutputStream());
      out.shutdownOutput();
    } catch (IOException cut) {
      closeQuietly(in);
      closeQuietly(out);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      return;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "seat");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    open.forEach(Seat::closeQuietly);
  }
}
