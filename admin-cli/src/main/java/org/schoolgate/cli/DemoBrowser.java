package org.schoolgate.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.schoolgate.gateway.tls.SiteTls;

/**
 * One request through the proxy from a chosen client address, which is how the gateway tells the
 * people of the demo apart; the JDK's HTTP client cannot choose its address. Like any browser it
 * checks the certificate of an HTTPS site, its issuer and its name.
 */
final class DemoBrowser {

  private static final int TIMEOUT_MILLIS = 20_000;
  private static final int HEAD_BYTES_MAX = 16 * 1024;
  private static final String HTTPS = "https://";

  private final int proxyPort;
  private final X509Certificate school;
  private final SSLContext trust;

  /**
   * A browser.
   *
   * @param school the certificate of the school's authority, which it trusts
   * @param internet that of the authority of the demo's sites, which it trusts too
   */
  DemoBrowser(
      int proxyPort, X509Certificate school, X509Certificate internet, SecureRandom random) {
    this.proxyPort = proxyPort;
    this.school = school;
    this.trust = SiteTls.visitor(random, school, internet);
  }

  /**
   * What came back.
   *
   * @param head status line and header fields
   * @param unread whether it came in TLS with the site's own certificate
   */
  record Answer(int status, String head, String body, boolean unread) {

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
    return ask(client, url, "GET", "");
  }

  Answer post(String client, String url, String form) throws IOException {
    return ask(
        client,
        url,
        "POST",
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + form.length()
            + "\r\n\r\n"
            + form);
  }

  private Answer ask(String client, String url, String method, String rest) throws IOException {
    String authority = url.substring(url.indexOf("//") + 2).replaceFirst("/.*", "");
    boolean secure = url.startsWith(HTTPS);
    String asked = secure ? url.substring(HTTPS.length() + authority.length()) : url;
    String request =
        method
            + " "
            + asked
            + " HTTP/1.1\r\nHost: "
            + authority
            + "\r\nAccept: text/html\r\nConnection: close\r\n"
            + (rest.isEmpty() ? "\r\n" : rest);
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.bind(new InetSocketAddress(client, 0));
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), proxyPort), TIMEOUT_MILLIS);
      if (!secure) {
        return parse(exchange(socket, request), false);
      }
      String named = authority.contains(":") ? authority : authority + ":443";
      write(socket, "CONNECT " + named + " HTTP/1.1\r\nHost: " + named + "\r\n\r\n");
      Answer opened = parse(readHead(socket.getInputStream()), false);
      return opened.status() == 200 ? inside(socket, named, request) : opened;
    }
  }

  private Answer inside(Socket tunnel, String authority, String request) throws IOException {
    int colon = authority.lastIndexOf(':');
    int port = Integer.parseInt(authority.substring(colon + 1));
    try (SSLSocket secure =
        (SSLSocket)
            trust
                .getSocketFactory()
                .createSocket(tunnel, authority.substring(0, colon), port, true)) {
      SSLParameters checks = secure.getSSLParameters();
      checks.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(checks);
      secure.startHandshake();
      X509Certificate shown = (X509Certificate) secure.getSession().getPeerCertificates()[0];
      boolean own = !shown.getIssuerX500Principal().equals(school.getSubjectX500Principal());
      return parse(exchange(secure, request), own);
    }
  }

  private static String exchange(Socket socket, String request) throws IOException {
    write(socket, request);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    socket.getInputStream().transferTo(all);
    return all.toString(StandardCharsets.UTF_8);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0 && head.length() < HEAD_BYTES_MAX) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static Answer parse(String text, boolean unread) throws IOException {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.matches("(?s)HTTP/1\\.1 \\d{3} .*")) {
      throw new IOException("the proxy gave no whole answer");
    }
    return new Answer(
        Integer.parseInt(text.substring(9, 12)),
        text.substring(0, end),
        text.substring(end + 4),
        unread);
  }
}
