package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.policy.Decision;

/** Young children search at an engine that is made for them, whatever engine they ask (LM§8). */
final class ChildSearchTest {

  @TempDir Path folder;
  private School school = unopened();

  @SuppressWarnings("NullAway") // set before each test
  private static School unopened() {
    return null;
  }

  @BeforeEach
  void open() {
    school = new School(folder);
  }

  @AfterEach
  void close() {
    school.close();
  }

  /** Where a decision sends its asker; null if nowhere. */
  private static @Nullable String sentTo(Decided decided) {
    return decided.decision() instanceof Decision.Redirect redirect ? redirect.address() : null;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          http://www.google.com/search?q=sea+otters,        sea+otters
          http://www.google.co.uk/search?q=sea+otters,      sea+otters
          http://www.google.fr/?q=sea+otters,               sea+otters
          http://WWW.GOOGLE.COM./search?%71=a%26b,          a%26b
          http://www.bing.com/search?q=otters,              otters
          http://duckduckgo.com/?q=otters&ia=web,           otters
          http://search.yahoo.com/search?p=otters,          otters
          http://www.ecosia.org/search?q=otters,            otters
          http://search.brave.com/search?q=otters,          otters
          http://www.qwant.com/?q=otters,                   otters
          http://www.startpage.com/do/search?query=otters,  otters
          # no words yet, words on one site, the engine itself, what is only being typed
          http://www.google.com/,                           -
          http://www.google.com/maps?q=otters,              -
          http://en.wikipedia.org/w/index.php?search=otter, -
          http://www.bbc.co.uk/search?q=otters,             -
          http://www.kiddle.co/s.php?q=otters,              -
          http://kiddle.co/s.php?q=otters,                  -
          http://www.google.com/complete/search?q=ott,      -
          """)
  void searchesOfTheWebGoThere(String url, @Nullable String words) {
    assertEquals(
        words == null ? null : "https://www.kiddle.co/s.php?q=" + words,
        sentTo(school.get(School.INFANT, url)));
    for (InetAddress other : List.of(School.PUPIL, School.TEACHER)) {
      assertNull(sentTo(school.get(other, url)));
    }
  }

  /** What must not be searched for is not searched for there either. */
  @Test
  void aBlockComesFirst() {
    Decided decided =
        school.get(School.INFANT, "http://www.google.com/search?q=typed+despair+typed+despair");
    assertEquals("block", decided.decision().id());
  }

  /** It merely happened, so it is in the traffic log, with what was searched for (S49). */
  @Test
  void itIsInTheTrafficLogAlone() throws IOException {
    Decided sent = school.get(School.INFANT, OTTERS);
    assertNull(sent.recorded().reference());
    school.pipeline().closed(sent, new FlowEnd(FlowEnd.Ended.REFUSED, 303, 0, 0, 1));
    school.close();
    List<JsonNode> flows =
        LedgerReader.open(folder.resolve("audit"), "traffic").search(LedgerQuery.ALL, 10).stream()
            .map(LedgerRecord::payload)
            .filter(payload -> payload.path("kind").asText().equals(RecordKind.FLOW.id()))
            .toList();
    assertEquals(1, flows.size(), flows::toString);
    assertEquals("redirect", flows.get(0).path("decision").asText());
    assertEquals("otters", flows.get(0).path("searchTerms").asText());
  }

  /** Results that a browser fetches before they are asked for are those of that engine, too. */
  @Test
  void soIsWhatABrowserFetchesAhead() {
    Flow flow =
        new Flow(
            1,
            School.INFANT,
            School.NOW,
            new Asked.Request(OTTERS, List.of()),
            Credentials.NONE,
            true);
    Decided ahead = school.pipeline().decide(flow).toCompletableFuture().join();
    assertTrue(ahead.decision() instanceof Decision.Redirect, ahead::toString);
  }

  private static final String OTTERS = "http://www.google.com/search?q=otters";
}
