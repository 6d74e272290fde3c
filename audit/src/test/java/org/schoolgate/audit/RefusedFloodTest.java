package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flood of malformed requests fills no ledger, and not one of them is forgotten. */
final class RefusedFloodTest extends AuditGateFixture {

  private static final int CLIENTS = 4;
  private static final List<String> PROBLEMS = List.of("two-host-headers", "bare-line-feed");

  @Test
  void repeatsOfOneClientAndProblemShareTheFirstAndAreCounted() throws IOException {
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      AuditGate gate = store.gate();
      assertEquals(new Reference(0), Samples.await(refuse(gate, 1, "two-host-headers")));
      clock.move(Duration.ofSeconds(10));
      assertEquals(new Reference(0), Samples.await(refuse(gate, 1, "two-host-headers")));
      clock.move(Duration.ofSeconds(20));
      assertEquals(new Reference(0), Samples.await(refuse(gate, 1, "two-host-headers")));
      assertEquals(new Reference(1), Samples.await(refuse(gate, 2, "two-host-headers")));
      assertEquals(new Reference(2), Samples.await(refuse(gate, 1, "bare-line-feed")));
      clock.move(Duration.ofSeconds(30));
      gate.tick();
      // The minute is over: the next is a first one again.
      assertEquals(new Reference(4), Samples.await(refuse(gate, 1, "two-host-headers")));
      LedgerRecord again = store.ledger().get(new Reference(3)).orElseThrow();
      assertEquals(
          "{\"at\":\"2026-11-23T09:01:00Z\",\"reference\":\""
              + new Reference(3)
              + "\",\"kind\":\"refused-again\","
              + "\"address\":\"10.0.0.1\",\"problem\":\"two-host-headers\",\"status\":400,"
              + "\"first\":\"SG-0000-5\",\"count\":2,\"from\":\"2026-11-23T09:00:10Z\","
              + "\"until\":\"2026-11-23T09:00:30Z\"}",
          again.json());
    }
  }

  @Test
  void aFloodFromManyThreadsIsFewRecordsThatAddUp() throws Exception {
    int threads = 8;
    int each = 20_000;
    AtomicInteger acknowledged = new AtomicInteger();
    try (AuditStore store = Samples.quietStore(folder, clock)) {
      inParallel(
          threads,
          thread -> {
            for (int i = 0; i < each; i++) {
              Samples.await(refuse(store.gate(), i % CLIENTS, problem(thread + i / CLIENTS)));
              acknowledged.incrementAndGet();
            }
          });
    }
    List<JsonNode> records = payloads(AuditStore.LEDGER);
    assertEquals(threads * each, acknowledged.get());
    assertEquals(threads * each, counted(records));
    assertTrue(records.size() <= 2 * CLIENTS * PROBLEMS.size(), "records: " + records.size());
  }

  /** Whichever call of the disk fails in the middle of it: who was acknowledged is on record. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13})
  void aFloodOverAFailingDiskAcknowledgesOnlyWhatIsOnRecord(int failing) throws Exception {
    long seed = Long.getLong("schoolgate.seed", System.nanoTime());
    FaultyStorage probe = new FaultyStorage(new Random(seed), 0, false);
    Samples.quietStore(folder, clock, probe).close();
    FaultyStorage storage = new FaultyStorage(new Random(seed), probe.calls() + failing, false);
    Set<Reference> acknowledged = ConcurrentHashMap.newKeySet();
    AtomicInteger told = new AtomicInteger();
    try (AuditStore store = Samples.quietStore(folder.resolve("b"), clock, storage)) {
      inParallel(
          4,
          thread -> {
            for (int i = 0; i < 500; i++) {
              refuse(store.gate(), thread + i, "two-host-headers")
                  .handle(
                      (reference, failure) ->
                          failure == null ? acknowledged.add(reference) : told.incrementAndGet())
                  .join();
            }
          });
      assertFalse(store.gate().available());
    }
    assertTrue(told.get() > 0, "nobody was told of the fault");
    storage.loseWhatWasNotForced();
    try (AuditStore store = Samples.quietStore(folder.resolve("b"), clock, new UnforcedStorage())) {
      for (Reference reference : acknowledged) {
        assertEquals(
            RecordKind.REFUSED,
            store.ledger().get(reference).orElseThrow().kind(),
            "schoolgate.seed=" + seed + " " + reference);
      }
    }
  }

  /** Nobody's repeats are forgotten when the first of them waits for the disk over its minute. */
  @Test
  void aFloodOverAStalledDiskIsCountedOrTold() throws Exception {
    int keys = 40;
    int queue = 16;
    StalledStorage disk = new StalledStorage();
    LogLimits small = new LogLimits(1 << 20, queue, 64, 0, 0, 3_600_000);
    int acknowledged = 0;
    int told = 0;
    try (AuditStore store =
        AuditStore.open(
            folder, "100000", Samples.CATEGORIES, clock, Samples.random(), disk, small, small)) {
      List<CompletableFuture<Reference>> receipts = new ArrayList<>();
      disk.stall();
      for (int minute = 0; minute < 3; minute++) {
        for (int i = 0; i < keys; i++) {
          receipts.add(refuse(store.gate(), i, "two-host-headers"));
        }
        clock.move(Duration.ofMinutes(2));
        store.gate().tick();
      }
      disk.goOn();
      for (CompletableFuture<Reference> receipt : receipts) {
        boolean taken = receipt.handle((reference, failure) -> failure == null).join();
        acknowledged += taken ? 1 : 0;
        told += taken ? 0 : 1;
      }
    }
    assertTrue(told > 0, "the queue was never full");
    assertTrue(acknowledged >= 3 * queue, "acknowledged: " + acknowledged);
    assertEquals(acknowledged, counted(payloads(AuditStore.LEDGER)));
  }

  private static CompletableFuture<Reference> refuse(AuditGate gate, int client, String problem) {
    return gate.refused(new LedgerEvent.Refused("10.0.0." + client, problem, 400))
        .toCompletableFuture();
  }

  private static String problem(int number) {
    return PROBLEMS.get(number % PROBLEMS.size());
  }

  private static int counted(List<JsonNode> records) {
    int all = 0;
    for (JsonNode record : records) {
      all += record.path("kind").asText().equals("refused") ? 1 : record.path("count").asInt();
    }
    return all;
  }

  private interface Flood {
    void from(int thread);
  }

  private static void inParallel(int threads, Flood flood) {
    CountDownLatch start = new CountDownLatch(1);
    List<CompletableFuture<Void>> done = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      CompletableFuture<Void> end = new CompletableFuture<>();
      done.add(end);
      new Thread(
              () -> {
                try {
                  start.await();
                  flood.from(number);
                  end.complete(null);
                } catch (InterruptedException | RuntimeException failed) {
                  end.completeExceptionally(failed);
                }
              })
          .start();
    }
    start.countDown();
    done.forEach(CompletableFuture::join);
  }
}
