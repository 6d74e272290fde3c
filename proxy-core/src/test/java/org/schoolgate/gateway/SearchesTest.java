package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
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

/** What is on record of a search, and of what was typed on the way to it. */
final class SearchesTest {

  private static final FlowEnd ENDED = new FlowEnd(FlowEnd.Ended.COMPLETE, 200, 1, 2, 3);

  @TempDir Path folder;

  /** One key after the other, as far apart as those of a pupil who knows the keys. */
  private static final Duration KEY = Duration.ofMillis(200);

  /** Somebody at a search box whose page asks for suggestions at each key. */
  private static final class Typist {
    private final Pipeline pipeline;
    private final SettableClock clock = new SettableClock(School.NOW);
    private final InetAddress address;
    private final StringBuilder box = new StringBuilder();
    private final List<Decided> answers = new ArrayList<>();

    Typist(School school, InetAddress address) {
      this.address = address;
      this.pipeline = school.pipeline(clock);
    }

    void play(String script) {
      for (String step : script.split(";", -1)) {
        String what = step.stripLeading();
        if (what.startsWith("+")) {
          for (char key : what.substring(1).toCharArray()) {
            box.append(key);
            suggest();
          }
        } else if (what.startsWith("-")) {
          for (int left = Integer.parseInt(what.substring(1)); left > 0; left--) {
            box.setLength(box.length() - 1);
            suggest();
          }
        } else if (what.startsWith("wait ")) {
          for (int left = Integer.parseInt(what.substring(5)); left > 0; left--) {
            clock.add(Duration.ofSeconds(1));
            pipeline.tick();
          }
        } else if (what.startsWith("paste ")) {
          box.setLength(0);
          box.append(what.substring(6));
          suggest();
        } else if (what.equals("clear")) {
          box.setLength(0);
        } else if (what.equals("enter")) {
          ask("http://www.google.com/search?q=");
        } else {
          throw new IllegalArgumentException(what);
        }
      }
    }

    private void suggest() {
      clock.add(KEY);
      if (!box.toString().isBlank()) {
        ask("http://suggestqueries.google.com/complete/search?client=firefox&q=");
      }
    }

    private void ask(String address) {
      String words = URLEncoder.encode(box.toString(), StandardCharsets.UTF_8);
      Asked asked = new Asked.Request(address + words, List.of());
      Decided decided =
          pipeline
              .decide(new Flow(answers.size(), this.address, clock.instant(), asked))
              .toCompletableFuture()
              .join();
      pipeline.closed(decided, ENDED);
      answers.add(decided);
    }

    Decided last() {
      return answers.get(answers.size() - 1);
    }
  }

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
      assertTrue(pupil.answers.stream().allMatch(each -> each.searchTerms() == null));
    }
    assertEquals(List.of(), onRecord("ledger"));
    List<JsonNode> traffic = onRecord("traffic");
    assertEquals("typed despairs".length(), traffic.size());
    assertFalse(traffic.toString().contains("desp"), traffic::toString);
    assertFalse(traffic.toString().contains("suicide"), traffic::toString);
  }

  @Test
  void whatAdultsTypeIsOnRecordTheSameWay() throws IOException {
    try (School school = new School(folder)) {
      Typist teacher = new Typist(school, School.TEACHER);
      teacher.play("+typed despair typed despair; wait 60");
      assertTrue(teacher.answers.stream().allMatch(each -> each.decision().passes()));
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

  @Test
  void whatIsStillTypedWhenTheGatewayStopsIsOnRecord() throws IOException {
    try (School school = new School(folder)) {
      Typist pupil = new Typist(school, School.PUPIL);
      pupil.play("+typed despair");
      pupil.pipeline.finish();
    }
    assertEquals(1, onRecord("ledger").size());
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
          pupil.pipeline.inspect(asked, BodyFormat.of("application/json", null), Origin.SHOWN)) {
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
