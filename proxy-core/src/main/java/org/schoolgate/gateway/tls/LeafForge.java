package org.schoolgate.gateway.tls;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.schoolgate.policy.HostName;

/**
 * Makes leaves, on threads of its own, and keeps the last ones made.
 *
 * <p>All leaves share one key: making a key for each would cost as much as the handshake, and
 * nobody who could steal one could not steal all. Two who want the same leaf at once share its
 * making. A leaf is used for one day, by the clock that its own dates are from, so that one that is
 * kept is never about to end, and none outlives a clock that was put right. Thread-safe.
 */
final class LeafForge implements AutoCloseable {

  private static final int WAITING_MAX = 4_096;

  private record Wanted(HostName host, long day) {}

  private final CertificateAuthority authority;
  private final KeyPair keys;
  private final Clock clock;
  private final SecureRandom random;
  private final AtomicLong made = new AtomicLong();
  private final ExecutorService threads;
  private final AsyncCache<Wanted, Leaf> leaves;

  LeafForge(CertificateAuthority authority, Clock clock, SecureRandom random, int leavesMax) {
    this.authority = authority;
    this.keys = Certificates.newKeys(random);
    this.clock = clock;
    this.random = random;
    this.threads =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MAX), LeafForge::thread);
    this.leaves = Caffeine.newBuilder().maximumSize(leavesMax).executor(Runnable::run).buildAsync();
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "schoolgate-leaves");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The leaf of a host.
   *
   * @throws java.util.concurrent.RejectedExecutionException if too many wait
   */
  CompletableFuture<Leaf> leafOf(HostName host) {
    long today = TimeUnit.SECONDS.toDays(clock.instant().getEpochSecond());
    return leaves.get(
        new Wanted(host, today),
        (wanted, unused) -> CompletableFuture.supplyAsync(() -> make(wanted.host()), threads));
  }

  private Leaf make(HostName host) {
    return new Leaf(
        host.text() + "#" + made.incrementAndGet(),
        authority.issue(host, keys.getPublic(), clock.instant(), random),
        keys.getPrivate());
  }

  /** How many were made since the start. */
  long made() {
    return made.get();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
