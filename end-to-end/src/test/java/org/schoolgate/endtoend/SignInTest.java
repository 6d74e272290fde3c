package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.console.people.Passwords;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.Person;
import org.schoolgate.console.people.Role;

/** People who sign in at the proxy, and everything that goes wrong with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SignInTest {

  private static final String TEACHER = "t.marsh:chalk: and d\u00fcster";
  private static final String PUPIL = "p.pupil:four small ducks";

  /** In a group that may open nothing but what is named for it. */
  private static final String KIOSK = "k.iosk:stands in the hall";

  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  SignInTest() throws Exception {
    school = School.open();
    school.requireSignIn(
        People.of(
            List.of(
                person(TEACHER, Role.TEACHER, "teachers"),
                person(PUPIL, Role.PUPIL, "year-5"),
                person(KIOSK, Role.PUPIL, "infrastructure"),
                person("c.hange:before it was changed", Role.TEACHER, "teachers"))));
    site = new Site();
    gateway = school.run();
  }

  private static Person person(String credentials, Role role, String group) {
    String[] parts = credentials.split(":", 2);
    String hash =
        new Passwords(Passwords.COST_MIN, new SecureRandom()).hash(parts[1].toCharArray());
    return new Person(parts[0], parts[0], Set.of(role), List.of(group), hash, null);
  }

  @AfterAll
  void close() throws Exception {
    gateway.close();
    site.close();
    school.close();
  }

  private Curl.Answer get(String from, String credentials, String url) throws Exception {
    return new Curl(gateway, from).get(url, "--proxy-user", credentials);
  }

  private static String header(String credentials) {
    return "Proxy-Authorization: Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whoDoesNotSignInIsAskedToAndReachesNothing() throws Exception {
    int before = site.asked().size();
    Curl.Answer answer = new Curl(gateway, "127.0.5.1").get(site.url(Pages.HELLO));
    Curl.Answer tunnel = new Curl(gateway, "127.0.5.1").get("https://localhost:" + site.port());

    assertAll(
        () -> assertEquals(407, answer.status(), answer.toString()),
        () ->
            assertEquals(
                "basic realm=\"schoolgate\", charset=\"utf-8\"",
                answer.header("proxy-authenticate")),
        () -> assertEquals("challenge", answer.decision()),
        () -> assertEquals("no-store", answer.header("cache-control")),
        () -> assertTrue(answer.body().contains("Sign in to browse"), answer.body()),
        () -> assertEquals(407, tunnel.status(), tunnel.toString()),
        () -> assertEquals(before, site.asked().size()));
  }

  @Test
  void whoeverNeedNotIsNotAsked() throws Exception {
    Curl.Answer answer = new Curl(gateway, School.CAMERA).get(site.url(Pages.HELLO));
    assertEquals(403, answer.status(), "a camera is not asked, and may not browse");
  }

  @ParameterizedTest
  @CsvSource({
    "t.marsh, http://www.pornhub.com/",
    "p.pupil, http://www.pornhub.com/",
    "k.iosk, http://127.0.0.1:SITE/hello",
    "t.marsh, http://127.0.0.1:SITE/hello",
    "p.pupil, http://127.0.0.1:SITE/hello",
    "t.marsh, http://www.google.com/search?q=how+do+i+kill+myself",
    "p.pupil, http://www.google.com/search?q=how+do+i+kill+myself",
  })
  void whatExplainSaysOfAPersonIsWhatThatPersonGets(String account, String address)
      throws Exception {
    String url = address.replace("SITE", Integer.toString(site.port()));
    School.Outcome explained = school.command("explain", url, "--as", account, "--json");
    assertEquals(0, explained.status(), explained::toString);
    JsonNode json = JsonMapper.builder().build().readTree(explained.out());
    String credentials =
        account.equals("t.marsh") ? TEACHER : account.equals("p.pupil") ? PUPIL : KIOSK;
    Curl.Answer answer = get("127.0.5.2", credentials, url);

    boolean blocked = json.path("decision").asText().equals("block");
    assertEquals(blocked ? "block" : "", answer.decision(), () -> json + "\n" + answer.head());
    assertNotEquals(407, answer.status());
  }

  /** Requests of several people on one connection are each their own. */
  @Test
  void nothingOfAPersonStaysOnTheConnection() throws Exception {
    String url = site.url("/whose");
    List<String> senders = new ArrayList<>();
    StringBuilder pipelined = new StringBuilder();
    for (int round = 0; round < 3; round++) {
      for (String who : List.of(TEACHER, KIOSK, "", "t.marsh:wrong", KIOSK, TEACHER, "garbage")) {
        senders.add(who);
        pipelined.append(
            who.isEmpty()
                ? RawClient.request("GET", url)
                : RawClient.request(
                    "GET", url, who.equals("garbage") ? "Proxy-Authorization: x" : header(who)));
      }
    }
    pipelined.append(RawClient.request("GET", url, "Connection: close"));
    try (RawClient client = new RawClient(gateway, "127.0.5.3")) {
      String answers = client.send(pipelined.toString()).readAll();
      List<String> statuses = new ArrayList<>();
      for (String part : answers.split("HTTP/1.1 ", -1)) {
        if (!part.isEmpty()) {
          statuses.add(part.substring(0, 3));
        }
      }
      List<String> expected = new ArrayList<>();
      senders.forEach(
          who -> expected.add(who.equals(TEACHER) ? "200" : who.equals(KIOSK) ? "403" : "407"));
      expected.add("407");
      assertEquals(expected, statuses, answers);
    }
  }

  @Test
  void thePasswordGoesNoFurther() throws Exception {
    Curl.Answer answer = get("127.0.5.4", TEACHER, site.url("/mine"));
    assertEquals(200, answer.status(), answer.toString());
    String header = header(TEACHER).substring("Proxy-Authorization: Basic ".length());

    for (String asked : site.asked()) {
      String lower = asked.toLowerCase(Locale.ROOT);
      assertFalse(lower.contains("proxy-authorization") || asked.contains(header), asked);
    }
    String said = gateway.said();
    assertFalse(said.contains(header) || said.contains("chalk"), said);
    School.Outcome ledger = school.command("audit", "tail", "--json");
    assertFalse(ledger.out().contains(header) || ledger.out().contains("chalk"), ledger.out());
  }

  @Test
  void aTunnelIsForWhoeverOpenedIt() throws Exception {
    String host = "www.pornhub.com:" + site.port();
    Curl.Answer answer =
        new Curl(gateway, "127.0.5.5")
            .get(
                "https://" + host + "/",
                "--connect-to",
                host + ":127.0.0.1:" + site.port(),
                "--proxy-user",
                PUPIL);
    assertNotEquals(407, answer.status(), answer.toString());
    School.Outcome found =
        school.command("audit", "search", "--kind", "blocked", "--person", "p.pupil", "--json");
    assertTrue(
        found
            .out()
            .lines()
            .anyMatch(line -> line.contains("pornhub") && line.contains("127.0.5.5")),
        found::toString);
  }

  @Test
  void guessingIsOnRecordAndSlowedWhereItComesFrom() throws Exception {
    for (int i = 0; i < 11; i++) {
      assertEquals(407, get("127.0.5.6", "t.marsh:guess " + i, site.url("/x")).status());
    }
    Curl.Answer slowed = get("127.0.5.6", TEACHER, site.url("/x"));
    assertAll(
        () -> assertEquals(429, slowed.status(), slowed.toString()),
        () -> assertEquals("1", slowed.header("retry-after")),
        () -> assertEquals("", slowed.header("proxy-authenticate")));
    assertEquals(200, get("127.0.5.7", TEACHER, site.url("/x")).status(), "elsewhere");
    School.Outcome failed = school.command("audit", "search", "--kind", "log-on-failed", "--json");
    assertEquals(
        11,
        failed.out().lines().filter(line -> line.contains("\"127.0.5.6\"")).count(),
        failed::toString);
    School.Outcome said = school.command("audit", "search", "--kind", "log-on-slowed", "--json");
    assertTrue(said.out().contains("\"127.0.5.6\""), said::toString);
  }

  @Test
  void anotherPasswordTakesEffectAtOnce() throws Exception {
    String before = "c.hange:before it was changed";
    String after = "c.hange:after it was changed";
    assertEquals(200, get("127.0.5.8", before, site.url("/x")).status());
    School.Outcome changed =
        school.answering(
            "before it was changed\nafter it was changed\n",
            "people",
            "passwd",
            "c.hange",
            "--by",
            "c.hange",
            "--password-stdin");
    assertEquals(0, changed.status(), changed::toString);

    assertEquals(407, get("127.0.5.8", before, site.url("/x")).status());
    assertEquals(200, get("127.0.5.8", after, site.url("/x")).status());
  }

  /** The checks of forty others take seconds; whoever needs none is answered before they end. */
  @Test
  void whoIsKnownDoesNotWaitForThoseWhoAreChecked() throws Exception {
    assertEquals(200, get("127.0.5.9", TEACHER, site.url("/x")).status());
    List<RawClient> flood = new ArrayList<>();
    try {
      for (int i = 1; i <= 40; i++) {
        RawClient client = new RawClient(gateway, "127.0.6." + i);
        flood.add(client);
        client.send(RawClient.request("GET", site.url("/x"), header("no.body:guess " + i)));
      }
      assertEquals(200, get("127.0.5.9", TEACHER, site.url("/x")).status());
      int waiting = 0;
      for (RawClient client : flood) {
        waiting += client.available() == 0 ? 1 : 0;
      }
      assertTrue(waiting > 0, "all were checked already, so this test shows nothing");
      for (RawClient client : flood) {
        assertTrue(client.readUntil("\r\n").startsWith("HTTP/1.1 407"));
      }
    } finally {
      for (RawClient client : flood) {
        client.close();
      }
    }
  }
}
