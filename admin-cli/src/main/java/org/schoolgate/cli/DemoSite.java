package org.schoolgate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * The small web site that the demo browses: a few pages under whatever name they are asked for, and
 * a chat form that counts what reaches it.
 */
final class DemoSite implements AutoCloseable {

  private static final Map<String, String> PAGES =
      Map.of(
          "/volcanoes",
          "<h1>Volcanoes</h1><p>A volcano is a mountain through which melted rock comes out.</p>",
          "/soup",
          "<h1>A trip to Sussex</h1><p>We ate cock-a-leekie soup and chicken breast near the old"
              + " Middlesex hospital, and read about Scunthorpe and Essex on the way.</p>",
          "/secrets",
          "<h1>Our secret club</h1><p>Here are self harm tips, and how to hide self harm from your"
              + " teachers.</p>",
          "/videos",
          "<h1>Videos</h1><p>How the heart works, in five minutes.</p>",
          "/account",
          "<h1>Your account</h1><p>You are self harm tips in the red.</p>",
          "/help",
          "<h1>Talk to us</h1><p>You can talk to a counsellor about anything, also when you feel"
              + " that you want to die.</p>");

  private final HttpServer server;
  private final HttpsServer secureServer;
  private final AtomicInteger messages = new AtomicInteger();

  /**
   * Opens the site, over HTTP and over HTTPS.
   *
   * @param tls shows a certificate for whatever name is asked for
   */
  DemoSite(SSLContext tls) throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(anywhere, 0);
    secureServer = HttpsServer.create(anywhere, 0);
    secureServer.setHttpsConfigurator(new HttpsConfigurator(tls));
    for (HttpServer each : List.of(server, secureServer)) {
      each.createContext("/", this::answer);
      each.start();
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where HTTPS is spoken. */
  int securePort() {
    return secureServer.getAddress().getPort();
  }

  /** How many chat messages arrived. */
  int messages() {
    return messages.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] typed = exchange.getRequestBody().readAllBytes();
      if (exchange.getRequestMethod().equals("POST") && typed.length > 0) {
        messages.incrementAndGet();
      }
      String page =
          PAGES.getOrDefault(exchange.getRequestURI().getPath(), "<h1>Hello</h1><p>Welcome.</p>");
      byte[] body =
          ("<!doctype html><html lang=\"en\"><title>Demo</title>" + page + "</html>")
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    secureServer.stop(0);
  }
}
