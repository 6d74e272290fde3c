package org.schoolgate.gateway.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/** An origin that does with each connection what a script says. */
final class RawOrigin implements AutoCloseable {

  /** What it does with one connection. */
  @FunctionalInterface
  interface Script {
    void play(RawSocket socket, int connection) throws Exception;
  }

  final AtomicInteger connections = new AtomicInteger();
  final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  RawOrigin(Script script) throws IOException {
    this(ServerSocketFactory.getDefault(), script);
  }

  /** One behind the sockets of a factory, TLS or not. */
  RawOrigin(ServerSocketFactory sockets, Script script) throws IOException {
    server = sockets.createServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread accepting = new Thread(() -> accept(script), "origin");
    accepting.setDaemon(true);
    accepting.start();
  }

  /** One that answers every request with the same bytes and hears each head. */
  static RawOrigin answering(String response) throws IOException {
    return answering(ServerSocketFactory.getDefault(), response);
  }

  static RawOrigin answering(ServerSocketFactory sockets, String response) throws IOException {
    BlockingQueue<RawOrigin> itself = new LinkedBlockingQueue<>();
    RawOrigin origin =
        new RawOrigin(
            sockets,
            (socket, number) -> {
              RawOrigin self = itself.take();
              itself.add(self);
              for (String head = socket.readHead();
                  !head.endsWith("<end>");
                  head = socket.readHead()) {
                self.heard.add(head + body(head, socket));
                socket.send(response);
              }
            });
    itself.add(origin);
    return origin;
  }

  /** The body that follows a request head, with its chunks if it has chunks. */
  static String body(String head, RawSocket socket) throws IOException {
    String lower = head.toLowerCase(java.util.Locale.ROOT);
    int length = lower.indexOf("content-length: ");
    if (length >= 0) {
      return socket.read(
          Integer.parseInt(lower.substring(length + 16, lower.indexOf('\r', length))));
    }
    StringBuilder chunks = new StringBuilder();
    if (lower.contains("transfer-encoding: chunked")) {
      String line = line(socket);
      chunks.append(line);
      for (int size = size(line); size > 0; size = size(line)) {
        chunks.append(socket.read(size)).append(line(socket));
        line = line(socket);
        chunks.append(line);
      }
      while (!line.equals("\r\n")) {
        line = line(socket);
        chunks.append(line);
      }
    }
    return chunks.toString();
  }

  private static int size(String line) {
    return Integer.parseInt(line.replaceFirst(";.*", "").strip(), 16);
  }

  private static String line(RawSocket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() == 0 || line.charAt(line.length() - 1) != '\n') {
      line.append(socket.read(1));
    }
    return line.toString();
  }

  private void accept(Script script) {
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        int number = connections.incrementAndGet();
        Thread playing = new Thread(() -> play(script, socket, number), "origin-" + number);
        playing.setDaemon(true);
        playing.start();
      }
    } catch (IOException ended) {
      if (!closed) {
        faults.add(ended);
      }
    }
  }

  private void play(Script script, Socket socket, int number) {
    try (RawSocket raw = new RawSocket(socket)) {
      script.play(raw, number);
    } catch (IOException | InterruptedException gone) {
      heard.add("<gone>");
    } catch (Exception | AssertionError fault) {
      faults.add(fault);
    } finally {
      open.remove(socket);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  int port() {
    return server.getLocalPort();
  }

  @Nullable String nextHeard() throws InterruptedException {
    return heard.poll(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    hangUp();
  }

  /** Closes every connection that is open. */
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }
}
