package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLException;

/** A socket that speaks bytes, one character a byte, and never waits for ever. */
final class RawSocket implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;
  private final InputStream in;

  RawSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  static RawSocket connect(InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    socket.connect(to, TIMEOUT_MILLIS);
    return new RawSocket(socket);
  }

  /** From a loopback address of the client's own. */
  static RawSocket connect(String from, InetSocketAddress to) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.connect(to, TIMEOUT_MILLIS);
    return new RawSocket(socket);
  }

  Socket socket() {
    return socket;
  }

  void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  /** Up to and with the next empty line. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int next = in.read();
      if (next < 0) {
        return head + "<end>";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  String read(int bytes) throws IOException {
    byte[] read = in.readNBytes(bytes);
    assertEquals(bytes, read.length, "the connection ended early");
    return new String(read, StandardCharsets.ISO_8859_1);
  }

  /** The head of a response and its body, by its length or chunks or the end. */
  String readResponse() throws IOException {
    String head = readHead();
    String lower = head.toLowerCase(java.util.Locale.ROOT);
    int length = lower.indexOf("content-length: ");
    if (length >= 0) {
      int end = lower.indexOf('\r', length);
      return head + read(Integer.parseInt(lower.substring(length + 16, end)));
    }
    if (lower.contains("transfer-encoding: chunked")) {
      StringBuilder body = new StringBuilder();
      while (!body.toString().endsWith("0\r\n\r\n")) {
        body.append(read(1));
      }
      return head + body;
    }
    return lower.startsWith("http/1.1 204") || lower.startsWith("http/1.1 304")
        ? head
        : head + readToEnd();
  }

  /** Everything until the end; "<reset>" follows if it was no orderly one. */
  String readToEnd() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketException | SSLException cut) {
      return all.toString(StandardCharsets.ISO_8859_1) + "<reset>";
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  int read(byte[] into) throws IOException {
    return in.read(into);
  }

  void finishOutput() throws IOException {
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
