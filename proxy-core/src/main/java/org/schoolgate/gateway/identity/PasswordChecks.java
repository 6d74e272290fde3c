package org.schoolgate.gateway.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has passwords checked on a few threads of its own, a quarter of a second each, so that no event
 * loop ever does it and everybody else's requests go on.
 *
 * <p>Requests of one client with the same account and password wait for one check: a browser opens
 * six connections at once. Beyond that a client has few checks waiting and all clients together a
 * bounded number; what is over that is answered at once, with nothing. Thread-safe.
 */
final class PasswordChecks implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PasswordChecks.class);

  /** The most checks that wait, of all clients together: some 30 seconds of work of two threads. */
  static final int WAITING_MAX = 256;

  /** The most checks of one client, waiting or being done. */
  static final int PER_CLIENT_MAX = 8;

  private final Accounts accounts;
  private final ThreadPoolExecutor workers;
  private final Map<Asked, CompletableFuture<Optional<LogOnAnswer>>> underWay = new HashMap<>();
  private final Map<InetAddress, Integer> perClient = new HashMap<>();

  /** What one client gave; here only while its check is under way. */
  private record Asked(InetAddress client, String account, CharBuffer password) {
    @Override
    public String toString() {
      return "a password to check";
    }
  }

  PasswordChecks(Accounts accounts, int threads) {
    this.accounts = accounts;
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_MAX),
            PasswordChecks::worker,
            new ThreadPoolExecutor.AbortPolicy());
    workers.allowCoreThreadTimeOut(true);
  }

  private static Thread worker(Runnable task) {
    Thread thread = new Thread(task, "password-check");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The answer; nothing if there is none because too much waits or it failed. Never completes
   * exceptionally; wipes the password.
   */
  CompletionStage<Optional<LogOnAnswer>> check(InetAddress client, BasicCredentials given) {
    Asked asked = new Asked(client, given.account(), CharBuffer.wrap(given.password()));
    CompletableFuture<Optional<LogOnAnswer>> answer = new CompletableFuture<>();
    synchronized (this) {
      CompletableFuture<Optional<LogOnAnswer>> other = underWay.get(asked);
      if (other != null) {
        Arrays.fill(given.password(), '\0');
        return other.copy();
      }
      int ofClient = perClient.getOrDefault(client, 0);
      if (ofClient < PER_CLIENT_MAX && begin(asked, answer)) {
        perClient.put(client, ofClient + 1);
        underWay.put(asked, answer);
        return answer.copy();
      }
    }
    Arrays.fill(given.password(), '\0');
    return CompletableFuture.completedFuture(Optional.empty());
  }

  private boolean begin(Asked asked, CompletableFuture<Optional<LogOnAnswer>> answer) {
    try {
      workers.execute(() -> carryOut(asked, answer));
      return true;
    } catch (RejectedExecutionException tooMuch) {
      LOG.warn("a sign-in was turned away: {} are waiting", workers.getQueue().size());
      return false;
    }
  }

  private void carryOut(Asked asked, CompletableFuture<Optional<LogOnAnswer>> answer) {
    Optional<LogOnAnswer> found = Optional.empty();
    try {
      char[] password = asked.password().array().clone();
      found = Optional.of(accounts.check(asked.client(), asked.account(), password));
    } catch (IOException | RuntimeException failed) {
      LOG.error("a sign-in could not be checked", failed);
    } finally {
      end(asked);
      answer.complete(found);
    }
  }

  private synchronized void end(Asked asked) {
    CompletableFuture<Optional<LogOnAnswer>> unused = underWay.remove(asked);
    perClient.computeIfPresent(
        asked.client(), (client, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    Arrays.fill(asked.password().array(), '\0');
  }

  /** Checks no more; who still waits gets no answer. */
  @Override
  public void close() {
    workers.shutdownNow();
    List<CompletableFuture<Optional<LogOnAnswer>>> waiting;
    synchronized (this) {
      waiting = List.copyOf(underWay.values());
    }
    waiting.forEach(answer -> answer.complete(Optional.empty()));
  }
}
