package org.schoolgate.endtoend;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import javax.net.ServerSocketFactory;

/**
 * A web site, on the loopback address unless it is given another, that answers each path in its own
 * way, the bad ways included, and keeps what it was asked. One thread a connection; connections are
 * kept alive.
 */
final class Site implements AutoCloseable {

  /** Bytes of {@code /huge}. */
  static final int HUGE_BYTES = 32 * 1024 * 1024;

  private static final int HEAD_BYTES_MAX = 1 << 20;

  private final ServerSocket listener;
  private final String scheme;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  /** A plain site. */
  Site() throws IOException {
    this("http", ServerSocketFactory.getDefault());
  }

  /** A site over the sockets of a factory, TLS or not. */
  Site(String scheme, ServerSocketFactory sockets) throws IOException {
    this(scheme, sockets, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  /** The same at an address of its own. */
  Site(String scheme, ServerSocketFactory sockets, InetSocketAddress at) throws IOException {
    this.scheme = scheme;
    this.listener = sockets.createServerSocket(at.getPort(), 256, at.getAddress());
    start(this::acceptAll);
  }

  /** The address of a path, by the site's IP address. */
  String url(String path) {
    return scheme + "://127.0.0.1:" + port() + path;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The requests that arrived, each with its head and body, oldest first. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  /** How many connections were made. */
  int connections() {
    return open.size();
  }

  private void acceptAll() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        open.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "site");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      boolean goOn = true;
      while (goOn) {
        String head = readHead(in);
        if (head.isEmpty()) {
          return;
        }
        String body = readBody(in, head);
        asked.add(head + body);
        String path = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/"));
        goOn = answer(path.replaceFirst("\\?.*", ""), head, body, in, out);
      }
    } catch (IOException gone) {
      return;
    }
  }

  private boolean answer(String path, String head, String body, InputStream in, OutputStream out)
      throws IOException {
    switch (path) {
      case "/echo" -> page(out, "text/plain", head + body);
      case "/silent" -> {
        // Answers nothing until the other side gives up.
        return in.read() >= 0;
      }
      case "/truncated" -> {
        write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n");
        write(out, "<p>half a page");
        return false;
      }
      case "/garbage" -> {
        write(out, "this is not HTTP\r\n\r\n");
        return false;
      }
      case "/chunked" -> {
        write(
            out,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : List.of("<p>one ", "two ", "three</p>")) {
          write(out, Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
        }
        write(out, "0\r\n\r\n");
      }
      case "/gzip" -> coded(out, "gzip", gzip("<p>packed page</p>"));
      case "/strange-coding" -> coded(out, "compress-42", "????".getBytes(StandardCharsets.UTF_8));
      case "/huge" -> huge(out);
      case Pages.ROOM_SOCKET -> {
        new ChatRoom(in, out, asked::add).open(head);
        return false;
      }
      case "/image" -> page(out, "image/png", "not really a picture");
      default -> page(out, "text/html; charset=utf-8", Pages.at(path));
    }
    return true;
  }

  private static void page(OutputStream out, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n");
    out.write(bytes);
    out.flush();
  }

  private static void coded(OutputStream out, String coding, byte[] bytes) throws IOException {
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: "
            + coding
            + "\r\nContent-Length: "
            + bytes.length
            + "\r\n\r\n");
    out.write(bytes);
    out.flush();
  }

  private static void huge(OutputStream out) throws IOException {
    write(
        out,
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
            + HUGE_BYTES
            + "\r\n\r\n");
    byte[] block = new byte[64 * 1024];
    for (int sent = 0; sent < HUGE_BYTES; sent += block.length) {
      out.write(block);
    }
    out.flush();
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return packed.toByteArray();
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0 || head.length() > HEAD_BYTES_MAX) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String readBody(InputStream in, String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("\r\ncontent-length:");
    if (at >= 0) {
      String length = lower.substring(at + 17, lower.indexOf("\r\n", at + 2)).strip();
      return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
    }
    return lower.contains("\r\ntransfer-encoding: chunked") ? readChunks(in) : "";
  }

  private static String readChunks(InputStream in) throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(readLine(in), 16);
      body.append(new String(in.readNBytes(size), StandardCharsets.ISO_8859_1));
      String unused = readLine(in);
      if (size == 0) {
        return body.toString();
      }
    }
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
