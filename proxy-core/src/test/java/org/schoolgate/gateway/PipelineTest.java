package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

class PipelineTest {

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

  private static InetAddress client(String who) {
    return switch (who) {
      case "pupil" -> School.PUPIL;
      case "teacher" -> School.TEACHER;
      default -> School.STRANGER;
    };
  }

  private @Nullable JsonNode payload(Decided decided) throws IOException {
    Reference reference = decided.recorded().reference();
    if (reference == null) {
      return null;
    }
    return school.audit().ledger().get(reference).map(LedgerRecord::payload).orElse(null);
  }

  @ParameterizedTest(name = "{0} asks for {1}: {2}, recorded {3}")
  @CsvSource(
      textBlock =
          """
          pupil,    http://anything.example/,              inspect, false
          pupil,    http://www.youtube.example/,           block,   true
          teacher,  http://www.youtube.example/,           inspect, false
          pupil,    http://a.bets.example:8080/x,          block,   true
          teacher,  http://bets.example./,                 block,   true
          pupil,    http://helpline.example/,              allow,   false
          pupil,    http://www.google.com/search?q=cats,   inspect, false
          pupil,    http://www.google.com/search?q=typed+despair, block, true
          teacher,  http://www.google.com/search?q=typed+despair, inspect, false
          teacher,  http://illegal.example/,               block,   true
          # what is typed is read also where the target itself is not
          pupil,    http://helpline.example/search?q=typed+despair, allow, false
          # and in forms that are sent in the address
          pupil,    http://anything.example/send?to=me&message=typed+despair, block, true
          teacher,  http://anything.example/send?message=typed+despair, inspect, false
          pupil,    http://anything.example/send?message=typed&to=despair, inspect, false
          pupil,    http://www.google.com/maps?near=typed+despair, block, true
          stranger, http://anything.example/,              block,   true
          pupil,    http://a%2eb/,                         block,   true
          # a port on which no web site is
          pupil,    http://anything.example:8080/,         inspect, false
          pupil,    http://anything.example:25/,           block,   true
          teacher,  http://anything.example:6667/,         block,   true
          teacher,  http://helpline.example:22/,           block,   true
          pupil,    /origin-form,                          block,   true
          """)
  void whatMattersIsOnRecordBeforeItTakesEffect(
      String who, String url, String decision, boolean recorded) throws IOException {
    Decided decided = school.get(client(who), url);
    assertEquals(decision, decided.decision().id());
    assertEquals(recorded, decided.recorded().reference() != null);
    JsonNode payload = payload(decided);
    if (recorded) {
      assertNotNull(payload);
      assertEquals(
          decided.decision().reason().text(), payload.path("reason").path("text").asText());
      assertEquals("test-policy", payload.path("policyVersion").asText());
    } else {
      assertNull(payload);
    }
  }

  @Test
  void aViolationOnAnAllowedRequestIsOnRecordToo() throws IOException {
    Decided decided =
        school.get(School.TEACHER, "http://www.google.com/search?q=typed+despair+typed+despair");
    assertEquals("inspect", decided.decision().id());
    JsonNode payload = payload(decided);
    assertNotNull(payload);
    assertEquals("suicide", payload.path("violations").path(0).path("category").asText());
    assertTrue(payload.path("violations").path(0).path("typed").asBoolean());
  }

  @Test
  void searchTermsAreKeptApartAndTheUrlWithoutItsQuery() throws IOException {
    JsonNode payload =
        payload(school.get(School.PUPIL, "http://www.google.com/search?q=typed+despair&x=secret"));
    assertNotNull(payload);
    assertEquals("typed despair", payload.path("searchTerms").asText());
    assertEquals("http://www.google.com/search", payload.path("target").path("url").asText());
    assertFalse(payload.toString().contains("secret"));
  }

  @Test
  void ofWhatIsTypedIntoAnAddressItsPhrasesAreOnRecord() throws IOException {
    JsonNode payload =
        payload(
            school.get(
                School.PUPIL,
                "http://anything.example/send?message=so+much+typed+despair+here&name=my+secret"));
    assertNotNull(payload);
    assertTrue(payload.path("violations").path(0).path("typed").asBoolean());
    assertTrue(payload.path("searchTerms").isNull() || payload.path("searchTerms").isMissingNode());
    assertTrue(payload.toString().contains("so much typed despair here"), payload.toString());
    assertFalse(payload.toString().contains("secret"), payload.toString());
    assertEquals("http://anything.example/send", payload.path("target").path("url").asText());
  }

  @Test
  void illegalContentLeavesNoNameOnRecord() throws IOException {
    JsonNode payload = payload(school.get(School.PUPIL, "http://illegal.example/path"));
    assertNotNull(payload);
    assertFalse(payload.toString().contains("illegal.example"), payload.toString());
    assertFalse(payload.toString().contains("path\""), payload.toString());
  }

  @ParameterizedTest(name = "tunnel to {0}, server name {1}, TLS {2}: {3}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          anything.example,    anything.example,    true,  inspect
          anything.example,    -,                   true,  inspect
          anything.example,    www.youtube.example, true,  block
          www.youtube.example, anything.example,    true,  block
          192.0.2.9,           www.youtube.example, true,  block
          anything.example,    -,                   false, block
          """)
  void aTunnelIsDecidedByItsServerName(
      String connected, @Nullable String serverName, boolean tls, String decision) {
    Decided decided =
        school.decide(
            School.PUPIL, Asked.Hello.inside(tunnelTo(connected), serverName, tls, false));
    assertEquals(decision, decided.decision().id());
  }

  static Asked.Tunnel tunnelTo(String host) {
    return new Asked.Tunnel(
        new Subject("year-5-class", List.of("pupils"), Confidence.SHARED, "10.0.0.1"),
        Target.ofTls(HostName.parse(host), 443));
  }

  /** Where an engine cannot be held to safe search, children do not search (S16). */
  @ParameterizedTest(name = "{0} at {1}, read {2}: {3}")
  @CsvSource({
    "pupil,   search.yahoo.com,    false, block",
    "pupil,   uk.search.yahoo.com, false, block",
    "pupil,   html.duckduckgo.com, false, block",
    "pupil,   search.yahoo.com,    true,  inspect",
    "pupil,   duckduckgo.com,      false, inspect",
    "pupil,   www.google.fr,       false, inspect",
    "pupil,   www.yahoo.com,       false, inspect",
    "teacher, search.yahoo.com,    false, inspect",
  })
  void whatCannotBeHeldUnreadIsClosedToChildren(
      String who, String host, boolean read, String decision) {
    Decided opened = school.decide(client(who), new Asked.Connect(host + ":443", List.of(), read));
    assertEquals(decision, opened.decision().id());
  }

  /** A block of a tunnel that is read is a block of each request in it, and recorded there. */
  @ParameterizedTest(name = "{0} read {1}: CONNECT {2}, hello {3}")
  @CsvSource({
    "www.youtube.example, true,  inspect, inspect",
    "www.youtube.example, false, block,   block",
    "illegal.example,     true,  inspect, inspect",
    "illegal.example,     false, block,   block",
    "anything.example,    true,  inspect, inspect",
    "helpline.example,    true,  allow,   allow",
    "helpline.example,    false, allow,   allow",
  })
  void ofATunnelThatIsReadTheRequestsAreDecided(
      String host, boolean read, String connect, String hello) {
    Decided opened = school.decide(School.PUPIL, new Asked.Connect(host + ":443", List.of(), read));
    Decided named =
        school.decide(School.PUPIL, Asked.Hello.inside(tunnelTo(host), host, true, read));
    assertEquals(connect, opened.decision().id());
    assertEquals(hello, named.decision().id());
    assertEquals(hello.equals("block"), named.recorded().reference() != null);
  }

  /** Whoever opened the tunnel is who asks inside, from whatever address that looks to come. */
  @ParameterizedTest(name = "{0} with Host {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          /a?b,                               anything.example,      inspect, policy
          /a,                                 ANYTHING.example.:443, inspect, policy
          /search?q=typed+despair,            anything.example,      block,   phrase
          https://anything.example/a,         anything.example,      inspect, policy
          /a,                                 www.youtube.example,   block,   misdirected
          /a,                                 anything.example:8443, block,   misdirected
          https://www.youtube.example/,       anything.example,      block,   misdirected
          http://anything.example/,           anything.example,      block,   misdirected
          anything.example:443,               anything.example,      block,   request
          *,                                  anything.example,      block,   request
          """)
  void aRequestInATunnelIsForItsSiteOnly(
      String requestTarget, String host, String decision, String kind) throws IOException {
    Decided decided =
        school.decide(
            School.STRANGER,
            new Asked.Inside(tunnelTo("anything.example"), "GET", requestTarget, List.of(host)));
    assertEquals(decision, decided.decision().id());
    assertEquals(kind, decided.decision().reason().kind().id());
    assertEquals("year-5-class", decided.subject().name());
    if (kind.equals("misdirected")) {
      JsonNode payload = payload(decided);
      assertNotNull(payload);
      assertEquals("filter-bypass", payload.path("category").asText());
      assertEquals("filter-bypass", payload.path("violations").path(0).path("category").asText());
      assertEquals("medium", payload.path("severity").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no TLS", "CONNECT"})
  void hidingInATunnelIsAViolation(String how) throws IOException {
    Asked.Tunnel tunnel = tunnelTo("anything.example");
    Decided decided =
        school.decide(
            School.PUPIL,
            how.equals("CONNECT")
                ? new Asked.Inside(
                    tunnel, how, "anything.example:443", List.of("anything.example:443"))
                : Asked.Hello.inside(tunnel, null, false, false));
    assertEquals("block", decided.decision().id());
    JsonNode payload = payload(decided);
    assertNotNull(payload);
    assertEquals("filter-bypass", payload.path("category").asText());
    assertEquals("filter-bypass", payload.path("violations").path(0).path("category").asText());
    assertEquals("medium", payload.path("severity").asText());
  }

  /** A client that distrusts the school's authority has seen nothing, so an override is unused. */
  @ParameterizedTest(name = "{0}: {1}, on record {2}")
  @CsvSource({
    "www.youtube.example, block,   true",
    "anything.example,    inspect, false",
    "bets.example,        inspect, true",
  })
  void whatAClientWasKeptFromUsesNoOverride(String host, String decision, boolean recorded)
      throws IOException {
    try (School lesson = new School(folder.resolve("lesson"), School.LESSON)) {
      Asked.Hello hello = Asked.Hello.inside(tunnelTo(host), host, true, true);
      Decided decided = lesson.decide(School.PUPIL, new Asked.KeptOut(hello));
      assertEquals(decision, decided.decision().id());
      assertEquals(recorded, decided.recorded().reference() != null);
      assertTrue(
          lesson
              .audit()
              .ledger()
              .search(LedgerQuery.ALL.ofKinds(RecordKind.OVERRIDE_USED), 1)
              .isEmpty());
    }
  }

  @Test
  void pathAndSearchInATunnelAreSeen() throws IOException {
    Decided decided =
        school.decide(
            School.PUPIL,
            new Asked.Inside(
                tunnelTo("www.google.com"),
                "GET",
                "/search?q=typed+despair",
                List.of("www.google.com")));
    assertEquals("block", decided.decision().id());
    JsonNode payload = payload(decided);
    assertNotNull(payload);
    assertEquals("https://www.google.com/search", payload.path("target").path("url").asText());
  }

  @Test
  void aFaultWhileDecidingIsABlockOnRecord() throws IOException {
    try (School broken = new School(folder.resolve("broken"), School.FAILING)) {
      Decided decided = broken.get(School.TEACHER, "http://bets.example/");
      assertEquals("block", decided.decision().id());
      assertEquals("fault", decided.decision().reason().kind().id());
      assertNotNull(decided.recorded().reference());
    }
  }

  /** Whoever looks people up may fail at once, or later on a thread of its own. */
  @ParameterizedTest(name = "later {0}")
  @ValueSource(booleans = {false, true})
  void aFaultInTellingWhoItIsIsABlockOnRecord(boolean later) {
    CompletableFuture<Identity> answer = new CompletableFuture<>();
    Pipeline pipeline =
        school.pipeline(
            (client, credentials) -> {
              if (later) {
                return answer;
              }
              throw new IllegalStateException("nobody can be looked up");
            });
    CompletableFuture<Decided> deciding =
        pipeline
            .decide(
                school.flow(
                    School.TEACHER, new Asked.Request("http://anything.example/", List.of())))
            .toCompletableFuture();
    answer.completeExceptionally(new IllegalStateException("nobody can be looked up"));
    Decided decided = deciding.join();
    assertEquals("block", decided.decision().id());
    assertEquals("fault", decided.decision().reason().kind().id());
    assertNotNull(decided.recorded().reference());
  }

  @Test
  void whatIsOnRecordStandsInNoFileInPlainText() throws IOException {
    Decided decided = school.get(School.PUPIL, "http://www.google.com/search?q=typed+despair");
    assertNotNull(decided.recorded().reference());
    school.close();
    try (Stream<Path> files = Files.walk(folder.resolve("audit"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("despair"), file::toString);
        assertFalse(bytes.contains("year-5-class"), file::toString);
      }
    }
  }

  @Test
  void everyFlowThatClosesIsInTheTrafficLog() throws IOException, AuditOpenFailure {
    Decided allowed = school.get(School.PUPIL, "http://anything.example/a?b");
    Decided blocked = school.get(School.PUPIL, "http://bets.example/");
    school.pipeline().closed(allowed, new FlowEnd(FlowEnd.Ended.COMPLETE, 200, 1, 2, 3));
    school.pipeline().closed(blocked, new FlowEnd(FlowEnd.Ended.REFUSED, 403, 0, 4, 5));
    school.close();
    List<LedgerRecord> records =
        LedgerReader.open(folder.resolve("audit"), "traffic").search(LedgerQuery.ALL, 10);
    assertEquals(2, records.size());
    assertTrue(records.get(1).json().contains("http://anything.example/a\""));
  }
}
