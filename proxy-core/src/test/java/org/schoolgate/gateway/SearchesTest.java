package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Trace;

/** What is on record of a search, and of what was typed on the way to it. */
final class SearchesTest {

  @TempDir Path folder;

  private List<JsonNode> onRecord(String log) throws IOException {
    List<JsonNode> payloads = new ArrayList<>();
    LedgerReader.open(folder.resolve("audit"), log)
        .forward(LedgerQuery.ALL, record -> payloads.add(Objects.requireNonNull(record.payload())));
    return payloads;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          +cats and dogs; wait 60                           | ''
          +typed despair; wait 4                            | ''
          +typed despair; wait 5                            | typed despair
          +typed despair; wait 60                           | typed despair
          +typed despair; enter; wait 60                    | typed despair
          paste typed despair; wait 60                      | typed despair
          # a half-typed word, and a text that becomes harmless
          +typed despairs; wait 60                          | ''
          +typed despairs; enter; wait 60                   | ''
          +typed despair; -3; wait 60                       | ''
          +typed despair; -13; wait 60                      | ''
          +typed despair; -7; +lullaby; enter; wait 60      | ''
          # what stood was meant
          +typed despair; wait 5; -13; +cats; enter         | typed despair
          # the last text, and each word once
          +typed despair now; wait 60                       | typed despair now
          +typed despair; wait 9; + now; wait 60            | typed despair
          +typed despair; wait 9; +s; wait 9; -1; wait 60   | typed despair
          +typed despair; wait 9; + nasty words; wait 60    | typed despair/typed despair nasty words
          # a search is on record whatever was typed before it
          +typed despair; wait 9; enter                     | typed despair/typed despair
          +typed despair; enter; +!; wait 60                | typed despair
          +typed despair; enter; enter                      | typed despair/typed despair
          # the same again is told again, once some time has passed
          +typed despair; wait 70; clear; +typed despair; wait 9 | typed despair/typed despair
          # what is cleared in one stroke stood as it was
          +typed despair; clear; +cats; wait 60             | typed despair
          +typed despair; clear; +nasty words; wait 60      | typed despair/nasty words
          # results that are fetched ahead are no search
          +typed despair; ahead; +s; wait 60                | ''
          +typed despair; ahead; wait 60                    | typed despair
          +typed despair; ahead; enter; wait 60             | typed despair
          # what the ledger cannot take waits for it
          +typed despair; full; wait 9; room; wait 9        | typed despair
          +typed despair; clear; +nasty words; full; wait 9; room; wait 9 | typed despair/nasty words
          """)
  void whatWasMeantIsOnRecordOnce(String script, String expected) throws IOException {
    try (School school = new School(folder)) {
      new Typist(school, School.PUPIL).play(script);
    }
    List<String> terms = new ArrayList<>();
    for (JsonNode each : onRecord("ledger")) {
      terms.add(each.path("searchTerms").asText());
      assertTrue(each.path("violations").path(0).path("typed").asBoolean(), each::toString);
    }
    assertEquals(expected, String.join("/", terms));
  }

  @Test
  void whileSomebodyTypesTheBlockIsQuiet() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.play("+typed desp");
      assertEquals("inspect", pupil.last().decision().id());
      pupil.play("+air");
      assertEquals("block", pupil.last().decision().id());
      assertNull(pupil.last().recorded().reference());
      assertEquals(Refusals.suggestions(), pupil.last().decision());
      pupil.play("+s");
      assertEquals("inspect", pupil.last().decision().id());
      assertTrue(pupil.answers().stream().allMatch(each -> each.searchTerms() == null));
    }
    assertEquals(List.of(), onRecord("ledger"));
    List<JsonNode> traffic = onRecord("traffic");
    assertEquals("typed despairs".length(), traffic.size());
    assertFalse(traffic.toString().contains("desp"), traffic::toString);
    assertFalse(traffic.toString().contains("suicide"), traffic::toString);
  }

  /** Kept back from a child without a word, so that the search itself asks again. */
  @Test
  void resultsThatAreFetchedAheadAreKeptBackQuietly() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.play("paste typed despair; ahead");
      assertEquals(Refusals.suggestions(), pupil.last().decision());
      pupil.play("enter; wait 60");
      assertEquals("block", pupil.last().decision().id());
      assertNotNull(pupil.last().recorded().reference());
    }
    assertEquals(1, onRecord("ledger").size());
  }

  /** What an adult was given ahead may be seen without another request. */
  @ParameterizedTest(name = "{0}: {1}, {2} on record")
  @CsvSource({
    "ahead; + words,                         inspect, 0",
    "ahead; wait 2; + words,                 inspect, 1",
    "ahead; wait 60,                         inspect, 1",
    "ahead; enter; wait 60,                  inspect, 1",
  })
  void resultsThatPassAreOnRecordSooner(String script, String decision, int recorded)
      throws IOException {
    try (School school = new School(folder)) {
      Typist teacher = new Typist(school, School.TEACHER);
      teacher.play("paste typed despair typed despair; " + script);
      assertEquals(decision, teacher.last().decision().id());
      teacher.play("paste typed; wait 60");
    }
    List<JsonNode> ledger = onRecord("ledger");
    assertEquals(
        recorded, ledger.stream().filter(each -> !each.path("unfinished").asBoolean()).count());
  }

  @Test
  void whatAdultsTypeIsOnRecordTheSameWay() throws IOException {
    try (School school = new School(folder)) {
      Typist teacher = new Typist(school, School.TEACHER);
      teacher.play("+typed despair typed despair; wait 60");
      assertTrue(teacher.answers().stream().allMatch(each -> each.decision().passes()));
    }
    List<JsonNode> ledger = onRecord("ledger");
    assertEquals(1, ledger.size());
    assertEquals("inspect", ledger.get(0).path("decision").asText());
    assertEquals("suicide", ledger.get(0).path("violations").path(0).path("category").asText());
  }

  @Test
  void illegalWordsOnTheWayLeaveNoNameOnRecord() throws IOException {
    try (School school = new School(folder)) {
      new Typist(school, School.PUPIL).play("+utterly vile words; wait 60");
    }
    List<JsonNode> ledger = onRecord("ledger");
    assertEquals(1, ledger.size());
    assertFalse(ledger.toString().contains("vile"), ledger::toString);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "+typed despair; wait 60,          true",
    "+typed despair; enter; wait 60,   false",
    "+typed despair; wait 60; enter,   true/false",
    "+typed despair; enter; wait 70; clear; +typed despair; wait 9, false/true",
  })
  void aRecordSaysWhetherNoSearchHadFollowed(String script, String expected) throws IOException {
    try (School school = new School(folder)) {
      new Typist(school, School.PUPIL).play(script);
    }
    List<String> unfinished = new ArrayList<>();
    for (JsonNode each : onRecord("ledger")) {
      unfinished.add(String.valueOf(each.path("unfinished").asBoolean()));
      assertEquals(each.path("unfinished").asBoolean(), each.has("unfinished"), each::toString);
    }
    assertEquals(expected, String.join("/", unfinished));
  }

  @Test
  void whatIsStillTypedWhenTheGatewayStopsIsOnRecordOnce() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.play("+typed despair");
      pupil.pipeline().finish();
      pupil.play("wait 60");
      pupil.pipeline().finish();
    }
    assertEquals(1, onRecord("ledger").size());
  }

  @Test
  void whatTheLedgerHadNoRoomForIsOnRecordWhenTheGatewayStops() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.play("+typed despair; full; wait 9");
      school.fillDisk(false);
      pupil.pipeline().finish();
    }
    assertEquals(1, onRecord("ledger").size());
  }

  @Test
  void whatIsTypedWhileTheGatewayStopsIsOnRecordAtOnce() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.pipeline().finish();
      pupil.play("paste typed despair; paste typed despairs; wait 60");
    }
    assertEquals(1, onRecord("ledger").size());
  }

  @Test
  void whatWillNeverBeOnRecordIsAGap() throws IOException {
    try (School school = new School(folder)) {
      Pipeline pipeline = school.pipeline(1_000);
      String address = "http://suggestqueries.google.com/complete/search?q=typed+despair";
      Asked asked = new Asked.Request(address, List.of());
      pipeline.decide(school.flow(School.PUPIL, asked)).toCompletableFuture().join();
      school.fillDisk(true);
      pipeline.finish();
    }
    List<JsonNode> ledger = onRecord("ledger");
    assertEquals(1, ledger.size());
    assertEquals("gap", ledger.get(0).path("kind").asText());
    assertEquals(1, ledger.get(0).path("count").asInt());
  }

  /** As with anything that matters: what cannot be recorded does not pass, for adults too. */
  @Test
  void whileNothingCanBeRecordedHarmfulWordsHaveNoSuggestions() throws IOException {
    try (School school = new School(folder)) {
      Typist teacher = new Typist(school, School.TEACHER);
      teacher.play("full; +typed d");
      assertEquals("inspect", teacher.last().decision().id());
      teacher.play("+espair typed despair");
      assertEquals(Refusals.suggestions(), teacher.last().decision());
      teacher.play("wait 9; room; wait 9");
    }
    // The traffic log, which has no room sooner, misses its flows.
    List<JsonNode> ledger = onRecord("ledger");
    assertEquals(1, ledger.stream().filter(each -> each.has("searchTerms")).count());
  }

  /** What {@code explain} asks, and what a browser gets. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "10.0.0.1, suggestqueries.google.com/complete/search?q=typed+despair",
    "10.0.0.1, suggestqueries.google.com/complete/search?q=typed+despairs",
    "10.0.0.1, suggestqueries.google.com/complete/search?q=utterly+vile+words",
    "10.0.0.2, suggestqueries.google.com/complete/search?q=typed+despair+typed+despair",
    "10.0.0.1, www.google.com/search?q=typed+despair",
    "10.0.0.1, bets.example/complete/search?q=typed+despair",
  })
  void explainAndTheWireSayTheSame(String client, String address) {
    try (School school = new School(folder)) {
      InetAddress from = Network.parse(client).address();
      Decided wire = school.get(from, "http://" + address);
      Target target = Objects.requireNonNull(wire.target());
      Assessment explained =
          school
              .assessor()
              .answer(
                  wire.subject(),
                  target,
                  school.assessor().assess(wire.subject(), target, School.NOW, Trace.NONE),
                  School.NOW,
                  Trace.NONE);
      assertEquals(wire.decision(), explained.decision());
      assertEquals(
          address.contains("despairs"),
          explained.violations().stream().noneMatch(each -> each.origin() == Origin.TYPED));
    }
  }

  @Test
  void peopleAtTwoBoxesDoNotDisturbEachOther() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      Typist other = new Typist(school, School.TEACHER);
      pupil.play("+typed despair");
      other.play("+typed despairs");
      pupil.play("wait 60");
    }
    assertEquals(1, onRecord("ledger").size());
  }

  /** What a site suggests is nobody's doing; what it suggests to a child is kept from it. */
  @ParameterizedTest(name = "{0}: {1}, on record {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cats                                 | inspect | 0
          a planted phrase of despair          | block   | 0
          utterly vile words                   | block   | 1
          """)
  void suggestionsAreKeptBackQuietly(String suggestion, String decision, int recorded)
      throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.play("+a");
      Decided asked = pupil.last();
      Decided answered = asked;
      try (Inspection inspection =
          pupil.pipeline().inspect(asked, BodyFormat.of("application/json", null), Origin.SHOWN)) {
        String json = "[\"a\",[\"" + suggestion + "\"]]";
        var answer =
            inspection
                .accept(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)))
                .or(inspection::finish);
        if (answer.isPresent()) {
          answered = answer.get().toCompletableFuture().join();
        }
      }
      assertEquals(decision, answered.decision().id());
    }
    assertEquals(recorded, onRecord("ledger").size());
  }
}
