package org.schoolgate.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One log's queue and its one thread. A batch is whatever queued up while the batch before was
 * being forced: nobody waits for a timer, and the more are waiting, the more share one force (group
 * commit, as Apache BookKeeper's journal does it).
 *
 * <p>A force that failed is never tried again: the kernel may have dropped the dirty pages, and the
 * next force would succeed over the hole. The log is dead from then on; what was waiting and what
 * comes later fails with {@link AuditUnavailable}, until the log is opened again and recovered.
 */
final class LogWriter implements AutoCloseable {

  /** Makes a payload on the writer's thread, off the caller's. */
  @FunctionalInterface
  interface Payload {
    byte[] json();
  }

  /** Not a record: two entries are never the same, however alike. */
  private static final class Entry {
    private final RecordKind kind;
    private final @Nullable Subject subject;
    private final Payload payload;
    private final long clockMicros;
    private final @Nullable CompletableFuture<Reference> receipt;

    Entry(
        RecordKind kind,
        @Nullable Subject subject,
        Payload payload,
        long clockMicros,
        @Nullable CompletableFuture<Reference> receipt) {
      this.kind = kind;
      this.subject = subject;
      this.payload = payload;
      this.clockMicros = clockMicros;
      this.receipt = receipt;
    }

    void fail(Throwable cause) {
      if (receipt != null) {
        receipt.completeExceptionally(cause);
      }
    }
  }

  /** What is owed once it is durable. */
  private record Written(CompletableFuture<Reference> receipt, Reference reference) {}

  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  /** Wakes the writer when there is nothing to write. */
  private static final Entry WAKE_UP =
      new Entry(RecordKind.STOPPED, null, () -> new byte[0], 0, null);

  private final String name;
  private final LogAppender appender;
  private final LogLimits limits;
  private final BlockingQueue<Entry> queue;
  private final List<Entry> batch = new ArrayList<>();
  private final List<Written> written = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;
  private volatile @Nullable AuditUnavailable dead;
  private long dirtySinceNanos;
  private boolean unforced;
  private long unforcedSinceNanos;

  LogWriter(String name, LogAppender appender, LogLimits limits) {
    this.name = name;
    this.appender = appender;
    this.limits = limits;
    this.queue = new ArrayBlockingQueue<>(limits.queueRecordsMax());
    this.thread = new Thread(this::run, "audit-" + name);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Queues a record; the receipt is completed on the writer's thread once it is durable. */
  CompletableFuture<Reference> append(
      RecordKind kind, @Nullable Subject subject, Payload payload, long clockMicros) {
    CompletableFuture<Reference> receipt = new CompletableFuture<>();
    AuditUnavailable refusal = offer(new Entry(kind, subject, payload, clockMicros, receipt));
    if (refusal != null) {
      receipt.completeExceptionally(refusal);
    }
    return receipt;
  }

  /** Queues a record that nobody waits for; null if it was taken. */
  @Nullable AuditUnavailable appendUnawaited(
      RecordKind kind, @Nullable Subject subject, Payload payload, long clockMicros) {
    return offer(new Entry(kind, subject, payload, clockMicros, null));
  }

  /** Why no record is taken any more; null while records are taken. */
  @Nullable AuditUnavailable refusal() {
    AuditUnavailable cause = dead;
    return cause != null ? cause : closing ? closed() : null;
  }

  Checkpoint checkpoint() {
    return appender.checkpoint();
  }

  private @Nullable AuditUnavailable offer(Entry entry) {
    AuditUnavailable refusal = refusal();
    if (refusal != null) {
      return refusal;
    }
    if (!queue.offer(entry)) {
      return new AuditUnavailable(
          AuditUnavailable.Kind.BUSY,
          "the " + name + " has " + limits.queueRecordsMax() + " records waiting",
          null);
    }
    // The writer may have ended between the two; then nobody else empties the queue.
    refusal = refusal();
    return refusal != null && queue.remove(entry) ? refusal : null;
  }

  private void run() {
    try {
      if (appender.isDirty()) {
        dirtySinceNanos = System.nanoTime();
      }
      while (!closing || !queue.isEmpty()) {
        await();
        if (!batch.isEmpty()) {
          writeBatch();
        }
        if (unforced && nanosToForce() <= 0) {
          force();
        }
        if (appender.isDirty() && nanosToCheckpoint() <= 0) {
          sign();
        }
      }
      if (appender.isDirty()) {
        sign();
      }
    } catch (IOException | RuntimeException | Error cause) {
      die(cause);
    }
  }

  private void await() {
    batch.clear();
    Entry first = poll();
    if (first == null) {
      return;
    }
    if (first != WAKE_UP) {
      batch.add(first);
      linger();
    }
    queue.drainTo(batch, limits.batchRecordsMax() - batch.size());
    batch.removeIf(entry -> entry == WAKE_UP);
  }

  private @Nullable Entry poll() {
    try {
      long due = unforced ? nanosToForce() : Long.MAX_VALUE;
      due = appender.isDirty() ? Math.min(due, nanosToCheckpoint()) : due;
      return due == Long.MAX_VALUE
          ? queue.take()
          : queue.poll(Math.max(0, due), TimeUnit.NANOSECONDS);
    } catch (InterruptedException nobodyMay) {
      // An interrupt would close the channel under the log; this thread is not handed out.
      throw new IllegalStateException("the writer's thread was interrupted", nobodyMay);
    }
  }

  private void linger() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limits.lingerMillis());
    for (long left = until - System.nanoTime();
        left > 0 && !closing && queue.size() < limits.batchRecordsMax();
        left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  private void writeBatch() throws IOException {
    if (!appender.isDirty()) {
      dirtySinceNanos = System.nanoTime();
    }
    for (Entry entry : batch) {
      byte[] json = payloadOf(entry);
      if (json != null) {
        Reference reference = appender.append(entry.kind, entry.subject, json, entry.clockMicros);
        if (entry.receipt != null) {
          written.add(new Written(entry.receipt, reference));
        }
      }
    }
    if (!unforced) {
      unforcedSinceNanos = System.nanoTime();
      unforced = true;
    }
    if (limits.unforcedMillis() == 0) {
      force();
    } else {
      appender.write();
    }
    batch.clear();
  }

  private void force() throws IOException {
    appender.force();
    unforced = false;
    for (Written done : written) {
      done.receipt().complete(done.reference());
    }
    written.clear();
    appender.writeTree();
  }

  /** A payload that cannot be made fails its own record and no other. */
  private byte @Nullable [] payloadOf(Entry entry) {
    try {
      byte[] json = entry.payload.json();
      if (json.length > LogAppender.PAYLOAD_BYTES_MAX) {
        throw new IllegalArgumentException(
            "a record holds at most " + LogAppender.PAYLOAD_BYTES_MAX + " bytes");
      }
      return json;
    } catch (RuntimeException cause) {
      LOG.error("A {} record for the {} could not be written", entry.kind.id(), name, cause);
      entry.fail(
          new AuditUnavailable(
              AuditUnavailable.Kind.FAILED, "this record could not be written as JSON", cause));
      return null;
    }
  }

  private void sign() throws IOException {
    if (unforced) {
      force();
    }
    appender.sign();
  }

  private long nanosToForce() {
    return unforcedSinceNanos
        + TimeUnit.MILLISECONDS.toNanos(limits.unforcedMillis())
        - System.nanoTime();
  }

  private long nanosToCheckpoint() {
    return dirtySinceNanos
        + TimeUnit.MILLISECONDS.toNanos(limits.checkpointMillis())
        - System.nanoTime();
  }

  private void die(Throwable cause) {
    LOG.error("The {} cannot be written any more", name, cause);
    AuditUnavailable unavailable =
        new AuditUnavailable(
            AuditUnavailable.Kind.FAILED,
            "the " + name + " cannot be written: " + cause.getMessage(),
            cause);
    dead = unavailable;
    // What was forced before the failure is durable, but its receipt is not owed: it failed closed.
    batch.forEach(entry -> entry.fail(unavailable));
    written.forEach(done -> done.receipt().completeExceptionally(unavailable));
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      entry.fail(unavailable);
    }
  }

  private AuditUnavailable closed() {
    return new AuditUnavailable(AuditUnavailable.Kind.CLOSED, "the " + name + " is closed", null);
  }

  /** Writes what is waiting, signs the last checkpoint and lets the files go. */
  @Override
  public void close() {
    closing = true;
    // If the queue is full the writer is awake anyway.
    boolean woken = queue.offer(WAKE_UP);
    LockSupport.unpark(thread);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (woken) {
      queue.remove(WAKE_UP);
    }
    for (Entry entry = queue.poll(); entry != null; entry = queue.poll()) {
      entry.fail(closed());
    }
    try {
      appender.close();
    } catch (IOException cause) {
      LOG.error("The files of the {} could not be closed", name, cause);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
