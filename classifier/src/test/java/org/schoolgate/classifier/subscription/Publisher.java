package org.schoolgate.classifier.subscription;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A publisher of lists on loopback, by HTTPS, who does what a test says. */
final class Publisher implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** What it does when it is asked for a path. */
  @FunctionalInterface
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /** A publisher whose certificate is in that key store. */
  Publisher(KeyStore keys) throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * A key, and a certificate for a name from the folder's own authority.
   *
   * @param validity what keytool is told of it, such as {@code -startdate -10d -validity 5}
   */
  static KeyStore keys(Path folder, String name, String... validity) {
    Path authority = folder.resolve("authority.p12");
    Path file = folder.resolve(name + validity.length + ".p12");
    Path request = folder.resolve("request");
    Path certificate = folder.resolve("certificate");
    if (!Files.exists(authority)) {
      keytool(authority, "-genkeypair -alias ca -keyalg EC -dname CN=authority -ext bc:c");
    }
    keytool(file, "-genkeypair -alias publisher -keyalg EC -dname CN=publisher");
    keytool(file, "-certreq -alias publisher -file " + request);
    keytool(
        authority,
        "-gencert -alias ca -ext san=dns:"
            + name
            + " -infile "
            + request
            + " -outfile "
            + certificate
            + " "
            + String.join(" ", validity));
    keytool(authority, "-exportcert -alias ca -file " + request);
    keytool(file, "-importcert -noprompt -alias ca -file " + request);
    keytool(file, "-importcert -noprompt -alias publisher -file " + certificate);
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD);
      return keys;
    } catch (IOException | GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void keytool(Path store, String what) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(what.strip().split(" ", -1)));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", store.toString()));
    try {
      Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (made.waitFor() != 0) {
        throw new IllegalStateException(what + ": " + said);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  /** What a client needs to trust the authority of that key store. */
  static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, managers.getTrustManagers(), null);
    return tls;
  }

  URI url(String path) {
    return URI.create("https://localhost:" + server.getAddress().getPort() + path);
  }

  void on(String path, Answer answer) {
    answers.put(path, answer);
  }

  /** Publishes a file that is asked for anew each time. */
  void publish(String path, byte[] body) {
    on(path, exchange -> send(exchange, 200, body));
  }

  void publish(String path, String body) {
    publish(path, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes a file as servers do: with an ETag, by which it is asked whether it is the same. */
  void publishTagged(String path, String etag, String body) {
    on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("ETag", etag);
          if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
          } else {
            send(exchange, 200, body.getBytes(StandardCharsets.UTF_8));
          }
        });
  }

  /** Begins an answer and never ends it. */
  void stall(String path, String beginning) {
    on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(beginning.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          try {
            closing.await();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
  }

  /** Sends part of what it says it will send. */
  void cutShort(String path, String body, int saysBytes) {
    on(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, saysBytes);
          exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          exchange.close();
        });
  }

  void redirect(String path, String to) {
    on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          send(exchange, 302, new byte[0]);
        });
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** What it was asked, each {@code path}, and {@code path if-none-match} where that was sent. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    asked.add(tag == null ? path : path + " " + tag);
    Answer answer = answers.get(path);
    if (answer == null) {
      send(exchange, 404, "not here".getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      answer.give(exchange);
    } catch (IOException goneAway) {
      throw new UncheckedIOException(goneAway);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
    try {
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
