package org.schoolgate.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that sends exactly the bytes it is given, as no proper client would. */
final class RawClient implements AutoCloseable {

  private static final int WAIT_MILLIS_MAX = 30_000;

  private final Socket socket;

  RawClient(RunningGateway gateway) throws IOException {
    this(gateway, School.YEAR_5);
  }

  RawClient(RunningGateway gateway, String from) throws IOException {
    socket =
        new Socket(
            InetAddress.getLoopbackAddress(), gateway.port(), InetAddress.getAllByName(from)[0], 0);
    socket.setSoTimeout(WAIT_MILLIS_MAX);
  }

  /** Sends text as it stands; {@code \n} is not made into anything else. */
  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** How many bytes of an answer are there to be read without waiting. */
  int available() throws IOException {
    return socket.getInputStream().available();
  }

  /** Everything until the other side closes; a reset ends it too. */
  String readAll() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    InputStream in = socket.getInputStream();
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketException reset) {
      return all.toString(StandardCharsets.ISO_8859_1);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  /** Everything up to and with some text. */
  String readUntil(String end) throws IOException {
    StringBuilder all = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (all.indexOf(end) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed before '" + end + "': " + all);
      }
      all.append((char) next);
    }
    return all.toString();
  }

  /** A request as a browser sends it to a proxy. */
  static String request(String method, String url, String... headers) {
    String authority = url.replaceFirst("^[a-z]+://", "").replaceFirst("/.*", "");
    StringBuilder request = new StringBuilder(method + " " + url + " HTTP/1.1\r\n");
    request.append("Host: ").append(authority).append("\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
