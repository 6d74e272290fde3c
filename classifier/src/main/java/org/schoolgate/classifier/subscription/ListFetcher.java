package org.schoolgate.classifier.subscription;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.FileCipher;

/**
 * Fetches one file over HTTPS into a file: its certificate is checked, every redirection leads to
 * HTTPS again, the body has a limit, and from the first connection to the last byte there is one
 * deadline, so that a publisher who sends a byte now and then does not hold it.
 *
 * <p>A host that is not on the public internet is refused unless the subscription allows it. The
 * names are looked up here, and by the client again when it connects, a moment later and from the
 * same cache of the process. Thread-safe.
 */
public final class ListFetcher {

  private static final int REDIRECTS_MAX = 5;
  private static final Duration CONNECT_MAX = Duration.ofSeconds(15);
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int VALIDATOR_CHARS_MAX = 500;

  /** Finds the addresses of a name. */
  @FunctionalInterface
  public interface Names {
    /** All addresses of a name, or of an address written out. */
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final HttpClient client;
  private final Names names;
  private final String userAgent;
  private volatile boolean stopped;

  /** A person may ask for one list while the gateway fetches another. */
  private final Map<Fetching, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

  /**
   * A fetcher.
   *
   * @param tls whom publishers are trusted by
   * @param names finds their addresses, as the JDK's own resolver does
   * @param userAgent what they are told about who asks
   */
  public ListFetcher(SSLContext tls, Names names, String userAgent) {
    this.names = names;
    this.userAgent = userAgent;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_MAX)
            .proxy(ProxySelector.of(null))
            .sslContext(tls)
            .build();
  }

  /**
   * What tells one version of a file from another (RFC 9110 section 8.8).
   *
   * @param etag empty if there is none
   * @param lastModified empty if there is none
   */
  record Validators(String etag, String lastModified) {
    static final Validators NONE = new Validators("", "");
  }

  /**
   * What came.
   *
   * @param modified false if the publisher has what the validators name; then nothing was written
   * @param validators of what came
   */
  record Fetched(boolean modified, Validators validators) {}

  /**
   * Fetches a file.
   *
   * @param known what is there already; that nothing has changed is an answer to those alone who
   *     say what they have
   * @param cipher how it is written
   * @throws FetchFailedException if it cannot be got whole within the limits
   * @throws InterruptedIOException if it was stopped
   * @throws IOException if what comes cannot be written
   */
  Fetched fetch(
      URI url,
      boolean privateAddress,
      Validators known,
      Path into,
      FileCipher cipher,
      long bytesMax,
      Duration within)
      throws FetchFailedException, IOException {
    Fetching fetching = new Fetching(into, cipher, bytesMax);
    CompletableFuture<HttpResponse<Long>> exchange =
        follow(url, url, privateAddress, known, fetching, 0);
    underWay.put(fetching, exchange);
    try {
      if (stopped) {
        throw new CancellationException();
      }
      HttpResponse<Long> response = exchange.get(within.toMillis(), TimeUnit.MILLISECONDS);
      return fetched(response, url, known);
    } catch (TimeoutException slow) {
      throw new FetchFailedException(
          "it took longer than " + FetchFaults.words(within) + ", so it was given up");
    } catch (CancellationException stopping) {
      throw new InterruptedIOException("stopping");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopping");
    } catch (ExecutionException failed) {
      if (stopped) {
        // The client may end the connection first and the exchange for its failure then.
        throw new InterruptedIOException("stopping");
      }
      throw FetchFaults.failure(
          failed.getCause() == null ? failed : failed.getCause(), url, bytesMax);
    } finally {
      exchange.cancel(true);
      underWay.remove(fetching);
      fetching.end();
    }
  }

  /** Ends what is under way, and whatever is asked for from now on. */
  void stop() {
    stopped = true;
    underWay.values().forEach(exchange -> exchange.cancel(true));
  }

  boolean isStopped() {
    return stopped;
  }

  /** Where a body goes, and the request that is asked for it: behind a redirection, another one. */
  private static final class Fetching {
    private final Path into;
    private final FileCipher cipher;
    private final long bytesMax;
    private @Nullable CompletableFuture<?> asking;
    private boolean isOver;

    Fetching(Path into, FileCipher cipher, long bytesMax) {
      this.into = into;
      this.cipher = cipher;
      this.bytesMax = bytesMax;
    }

    synchronized void asks(CompletableFuture<?> request) {
      asking = request;
      if (isOver) {
        request.cancel(true);
      }
    }

    /** What waits for a request is not the request: ending the one leaves the other. */
    synchronized void end() {
      isOver = true;
      if (asking != null) {
        asking.cancel(true);
      }
    }
  }

  private CompletableFuture<HttpResponse<Long>> follow(
      URI first,
      URI url,
      boolean privateAddress,
      Validators known,
      Fetching fetching,
      int redirects) {
    HttpRequest request;
    try {
      request = request(first, url, privateAddress, known);
    } catch (FetchFailedException refused) {
      return CompletableFuture.failedFuture(refused);
    }
    CompletableFuture<HttpResponse<Long>> sent =
        client.sendAsync(request, info -> body(info, fetching));
    fetching.asks(sent);
    return sent.thenCompose(
        response -> {
          if (!isRedirect(response.statusCode())) {
            return CompletableFuture.completedFuture(response);
          }
          try {
            if (redirects >= REDIRECTS_MAX) {
              throw new FetchFailedException(
                  "it leads from address to address, more than " + REDIRECTS_MAX + " times");
            }
            URI next = next(url, response);
            return follow(first, next, privateAddress, known, fetching, redirects + 1);
          } catch (FetchFailedException refused) {
            return CompletableFuture.failedFuture(refused);
          }
        });
  }

  private HttpRequest request(URI first, URI url, boolean privateAddress, Validators known)
      throws FetchFailedException {
    requireAllowed(url, privateAddress);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(PublicUrl.withoutUser(url))
            .header("User-Agent", userAgent)
            .header("Accept-Encoding", "identity");
    if (first.getHost().equals(url.getHost()) && first.getPort() == url.getPort()) {
      PublicUrl.authorization(first).ifPresent(value -> request.header("Authorization", value));
    }
    if (!known.etag().isEmpty()) {
      request.header("If-None-Match", known.etag());
    }
    if (!known.lastModified().isEmpty()) {
      request.header("If-Modified-Since", known.lastModified());
    }
    return request.build();
  }

  private void requireAllowed(URI url, boolean privateAddress) throws FetchFailedException {
    String host = url.getHost();
    if (!"https".equalsIgnoreCase(url.getScheme()) || host == null) {
      throw new FetchFailedException(
          "it leads to an address without https, where anybody could"
              + " change the list on its way: ask its publisher for an https address");
    }
    try {
      for (InetAddress address : names.of(host)) {
        if (!privateAddress && !PublicAddress.is(address)) {
          throw new FetchFailedException(
              host
                  + " is not on the public internet; if the list comes from the school's own"
                  + " network, write 'private-address: true' beside it");
        }
      }
    } catch (UnknownHostException unknown) {
      throw new FetchFailedException("the name " + host + " cannot be found");
    }
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI next(URI url, HttpResponse<?> response) throws FetchFailedException {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      URI next = PublicUrl.withoutUser(url).resolve(location);
      if (!location.isEmpty() && next.getHost() != null) {
        return PublicUrl.withoutUser(next);
      }
    } catch (IllegalArgumentException noAddress) {
      throw new FetchFailedException("it leads to something that is no address");
    }
    throw new FetchFailedException("it leads to something that is no address");
  }

  private static BodySubscriber<Long> body(ResponseInfo info, Fetching to) {
    if (info.statusCode() != OK) {
      return new Unwanted();
    }
    long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
    BoundedFile body = new BoundedFile(to.into, to.cipher, to.bytesMax);
    if (length > to.bytesMax) {
      body.onError(new BoundedFile.TooLongException());
    }
    return body;
  }

  private static Fetched fetched(HttpResponse<Long> response, URI url, Validators known)
      throws FetchFailedException {
    boolean isUnchanged = response.statusCode() == NOT_MODIFIED;
    if (isUnchanged && known.equals(Validators.NONE)) {
      throw new FetchFailedException(
          "the publisher answers 304 (not changed) although nothing was here yet, so there is"
              + " nothing to go by");
    }
    return switch (response.statusCode()) {
      case OK ->
          new Fetched(
              true, new Validators(header(response, "ETag"), header(response, "Last-Modified")));
      case NOT_MODIFIED -> new Fetched(false, Validators.NONE);
      default -> throw FetchFaults.answer(response, url);
    };
  }

  /** A header fit to be kept and sent again; empty if it is none. */
  private static String header(HttpResponse<?> response, String name) {
    String value = response.headers().firstValue(name).orElse("");
    return value.length() <= VALIDATOR_CHARS_MAX && value.chars().allMatch(c -> c >= ' ' && c < 127)
        ? value
        : "";
  }

  /** Takes nothing of a body that nobody asked for. */
  private static final class Unwanted implements BodySubscriber<Long> {
    private final CompletableFuture<Long> nothing = CompletableFuture.completedFuture(0L);

    @Override
    public CompletableFuture<Long> getBody() {
      return nothing;
    }

    @Override
    public void onSubscribe(java.util.concurrent.Flow.Subscription subscription) {
      subscription.cancel();
    }

    @Override
    public void onNext(java.util.List<java.nio.ByteBuffer> buffers) {
      buffers.forEach(buffer -> buffer.position(buffer.limit()));
    }

    @Override
    public void onError(Throwable cause) {
      nothing.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
      nothing.complete(0L);
    }
  }
}
