package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

/** A running gateway takes lists from their publishers, by its schedule and when it is told to. */
final class SubscriptionTest {

  private static final int SECONDS_MAX = 60;
  private static final String FIRST = "slots.example\nroulette.example\npoker.example\n";
  private static final String SECOND = "slots.example\nroulette.example\nbingo.example\n";

  private final CountDownLatch slowAsked = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile String published = FIRST;
  private Internet internet;
  private HttpsServer publisher;
  private School school;

  @BeforeEach
  void open() throws IOException {
    internet = new Internet();
    publisher = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    publisher.setHttpsConfigurator(new HttpsConfigurator(internet.tls()));
    publisher.createContext("/gambling.txt", this::give);
    publisher.createContext("/slow.txt", this::stall);
    publisher.setExecutor(threads);
    publisher.start();
    school = School.open(1500, internet.setting());
    int port = publisher.getAddress().getPort();
    Files.writeString(
        school.config().resolve("lists/subscriptions.yaml"),
        """
        subscriptions:
          - source: county
            url: https://localhost:%d/gambling.txt
            format: domains
            category: gambling
            private-address: true
          - source: slow
            url: https://pat:s3cret@localhost:%d/slow.txt?licence=k3y
            format: domains
            category: games
            private-address: true
        """
            .formatted(port, port));
  }

  @AfterEach
  void close() throws IOException {
    closing.countDown();
    publisher.stop(0);
    threads.shutdownNow();
    school.close();
    internet.close();
  }

  private void give(HttpExchange exchange) throws IOException {
    byte[] body = published.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Sends a byte and then nothing until the test ends. */
  private void stall(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write('a');
    exchange.getResponseBody().flush();
    slowAsked.countDown();
    try {
      closing.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Test
  void listsAreTakenJudgedAndPutBackWhileItRuns() throws Exception {
    try (RunningGateway gateway = school.run()) {
      // Sources are updated in their order, so once the second is asked the first is in force.
      assertTrue(slowAsked.await(SECONDS_MAX, TimeUnit.SECONDS), gateway::toString);
      assertTrue(isGambling("poker.example"));
      assertFalse(isGambling("bingo.example"));
      assertEquals("county      unchanged\n", update(0, "county"));

      published = SECOND;
      assertEquals(
          "county      installed\n            gambling 3 entries: 1 added, 1 removed\n",
          update(0, "county"));
      assertFalse(isGambling("poker.example"));
      assertTrue(isGambling("bingo.example"));

      published = "slots.example\n";
      assertTrue(update(1, "county").contains("it has shrunk by more than half"));
      published = SECOND + "google.com\n";
      assertTrue(update(1, "county").contains("it lists google.com, one of the most used sites"));
      assertTrue(isGambling("bingo.example"));
      assertFalse(isGambling("google.com"));

      String back = update(0, "county", "--rollback", "--reason", "a teacher asked for it");
      assertTrue(back.startsWith("county      rolled-back: a teacher asked for it"), back);
      assertTrue(isGambling("poker.example"));
      published = SECOND;
      String stays = update(0, "county");
      assertTrue(stays.startsWith("county      unchanged: the version before was put back"), stays);
      assertTrue(isGambling("poker.example"));

      assertStatus(gateway);
      assertEquals(143, gateway.terminate());
    }
    List<LedgerRecord> records =
        school.ledger("ledger").search(LedgerQuery.ALL.ofKinds(RecordKind.LIST_UPDATED), 100);
    assertEquals(
        List.of(
            "county unchanged",
            "county rolled-back",
            "county refused",
            "county refused",
            "county installed",
            "county installed"),
        records.stream().map(SubscriptionTest::words).toList(),
        "newest first; the unchanged one is the first good answer after the refused ones");
    JsonNode first = Objects.requireNonNull(records.get(records.size() - 1).payload());
    assertEquals("schedule", first.path("updatedBy").asText());
    assertEquals(3, first.path("categories").path("gambling").path("added").asInt());
    assertEquals(64, first.path("digest").asText().length());
  }

  private void assertStatus(RunningGateway gateway) throws Exception {
    JsonNode county =
        new ObjectMapper()
            .readTree(school.command("status", "--json").out())
            .path("subscriptions")
            .path(0);
    assertEquals("county", county.path("source").asText());
    assertTrue(county.path("rolledBack").asBoolean(), county::toString);
    assertFalse(county.path("stale").asBoolean(), county::toString);
    HttpResponse<String> metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + gateway.metricsPort() + "/metrics"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertTrue(
        metrics.body().contains("schoolgate_list_age_seconds{source=\"county\"}"), metrics::body);
    String said = gateway.said() + metrics.body() + school.command("status").out();
    assertFalse(said.contains("s3cret") || said.contains("k3y"), said);
  }

  @Test
  void withoutAGatewayTheCommandDoesIt() throws Exception {
    assertTrue(update(0, "county").contains("gambling 3 entries: 3 added, 0 removed"));
    assertTrue(isGambling("poker.example"));
    assertEquals(
        2, school.command("lists", "update", "country").status(), "there is no such source");
    Path byHand = Files.writeString(school.config().resolve("by-hand.txt"), "dice.example\n");
    School.Outcome refused =
        school.command(
            ("lists import " + byHand + " --source county --category gambling --reason trial")
                .split(" "));
    assertEquals(2, refused.status());
    assertTrue(refused.err().contains("import a list of your own under another name"));
    published = SECOND;
    assertTrue(update(0, "county", "--staged").startsWith("county      staged"));
    assertTrue(isGambling("poker.example"));
    assertTrue(update(0, "county", "--install").startsWith("county      installed"));
    assertFalse(isGambling("poker.example"));
  }

  private String update(int status, String... arguments) throws Exception {
    String[] line = new String[arguments.length + 2];
    line[0] = "lists";
    line[1] = "update";
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    School.Outcome outcome = school.command(line);
    assertEquals(status, outcome.status(), outcome.out() + outcome.err());
    return outcome.out();
  }

  private boolean isGambling(String site) throws Exception {
    School.Outcome explained = school.command("explain", "http://" + site + "/", "--json");
    return new ObjectMapper()
        .readTree(explained.out())
        .path("categories")
        .toString()
        .contains("\"gambling\"");
  }

  private static String words(LedgerRecord record) {
    JsonNode payload = record.payload();
    return payload == null
        ? "unreadable"
        : payload.path("source").asText() + " " + payload.path("outcome").asText();
  }
}
