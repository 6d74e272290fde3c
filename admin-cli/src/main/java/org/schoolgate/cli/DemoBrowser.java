package org.schoolgate.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * One request through the proxy from a chosen client address, which is how the gateway tells the
 * people of the demo apart; the JDK's HTTP client cannot choose its address.
 */
final class DemoBrowser {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final int proxyPort;

  DemoBrowser(int proxyPort) {
    this.proxyPort = proxyPort;
  }

  /**
   * What came back.
   *
   * @param head status line and header fields
   */
  record Answer(int status, String head, String body) {

    /** The value of a header field. */
    Optional<String> field(String name) {
      return head.lines()
          .filter(
              line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    }
  }

  Answer get(String client, String url) throws IOException {
    return send(client, "GET " + url + " HTTP/1.1\r\n" + common(url) + "\r\n");
  }

  Answer post(String client, String url, String form) throws IOException {
    return send(
        client,
        "POST "
            + url
            + " HTTP/1.1\r\n"
            + common(url)
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  Answer connect(String client, String authority) throws IOException {
    return send(client, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
  }

  private static String common(String url) {
    String authority = url.substring("http://".length()).replaceFirst("/.*", "");
    return "Host: " + authority + "\r\nAccept: text/html\r\nConnection: close\r\n";
  }

  private Answer send(String client, String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.bind(new InetSocketAddress(client, 0));
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort), TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return parse(readAll(socket.getInputStream()));
    }
  }

  private static String readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  private static Answer parse(String text) throws IOException {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.matches("(?s)HTTP/1\\.1 \\d{3} .*")) {
      throw new IOException("the proxy gave no whole answer");
    }
    return new Answer(
        Integer.parseInt(text.substring(9, 12)), text.substring(0, end), text.substring(end + 4));
  }
}
