package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * HTTPS through CONNECT, by real curl and OpenSSL, which check certificates: the gateway's own
 * authority is trusted, and nobody else's where nothing else is said.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TunnelTest {

  private static final String BANK = "www.barclays.co.uk";

  private final NameServer names;
  private final Internet internet;
  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  TunnelTest() throws Exception {
    names = new NameServer();
    internet = new Internet();
    school = School.open(1500, "name-servers: [" + names.address() + "]\n  " + internet.setting());
    school.list("gambling", "bets.example");
    site = new Site("https", internet.anySite());
    gateway = school.run();
  }

  @AfterAll
  void close() throws Exception {
    gateway.close();
    site.close();
    school.close();
    internet.close();
    names.close();
  }

  @ParameterizedTest
  @CsvSource({"--http1.1, http/1.1", "--http2, http/2"})
  void aSiteIsAnsweredForInTheNameOfTheSchool(String option, String version) throws Exception {
    Curl.Answer answer = get(School.YEAR_5, url("rocks.example", Pages.HELLO), option);
    assertAll(
        () -> assertEquals(version, answer.version()),
        () -> assertEquals(200, answer.status(), answer.toString()),
        () -> assertTrue(answer.body().contains("Hello from"), answer.body()));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, https://bets.example/",
    "127.0.2.1, https://bets.example/any/path?q=1",
    "127.0.6.1, https://WWW.Bets.example./",
    "127.0.0.1, https://www.pornhub.com/",
  })
  void aBlockedSiteIsAPageAlthoughItIsDead(String from, String url) throws Exception {
    Curl.Answer answer = get(from, url);
    assertAll(
        () -> assertEquals(0, answer.exit(), answer.toString()),
        () -> assertEquals(403, answer.status()),
        () -> assertEquals("block", answer.decision()),
        () -> assertTrue(answer.header("schoolgate-reference").startsWith("sg-"), answer.head()),
        () -> assertTrue(answer.body().contains("<html"), answer.body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--http1.1", "--http2"})
  void searchTermsFormsAndPagesAreRead(String version) throws Exception {
    int before = site.asked().size();
    Curl.Answer search =
        get(School.YEAR_5, url("www.google.com", "/search?q=how+do+i+kill+myself"), version);
    Curl.Answer form =
        get(
            School.YEAR_5,
            url("chat.example", "/echo"),
            "--data-urlencode",
            "message=i want to kill myself",
            version);
    assertEquals(before, site.asked().size(), "the site was asked all the same");
    Curl.Answer page = get(School.YEAR_5, url("club.example", Pages.ADVICE), version);
    for (Curl.Answer answer : List.of(search, form, page)) {
      assertEquals("block", answer.decision(), answer::toString);
    }
  }

  /** Banking, health and support lines: nothing of it is read, and no leaf is made for it. */
  @Test
  void aBankIsPassedThroughWithItsOwnCertificate() throws Exception {
    String url = url(BANK, Pages.ADVICE);
    Curl.Answer trustsSchool = get(School.YEAR_5, url);
    Curl.Answer trustsInternet = get(School.YEAR_5, url, "--cacert", internet.file().toString());
    assertEquals(60, trustsSchool.exit(), trustsSchool::toString);
    assertEquals(200, trustsInternet.status(), trustsInternet::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          expired         | is out of date
          another name    | has the security certificate of another site
          unknown issuer  | Nobody whom this school trusts
          """)
  void aSiteThatCannotBeTrustedIsAClearPage(String what, String words) throws Exception {
    try (Site bad =
        switch (what) {
          case "expired" -> new Site("https", internet.expired());
          case "another name" -> new Site("https", internet.ofAnotherName());
          default -> new Site("https", internet.ofUnknownIssuer());
        }) {
      String url = "https://rocks.example:" + bad.port() + "/";
      Curl.Answer pupil = get(School.YEAR_5, url);
      Curl.Answer child = get(School.YEAR_1, url);
      assertAll(
          () -> assertEquals(502, pupil.status(), pupil.toString()),
          () -> assertTrue(pupil.body().contains(words), pupil.body()),
          () -> assertEquals(502, child.status()),
          () -> assertTrue(child.body().contains("You did nothing wrong."), child.body()),
          () -> assertTrue(bad.asked().isEmpty(), "the site was asked"));
    }
  }

  /** The name that is asked for in the tunnel counts, not only the one that the tunnel is for. */
  @Test
  void aBlockedNameInsideAnAllowedTunnelIsCut() throws Exception {
    int before = site.asked().size();
    Curl.Answer answer =
        get(
            School.YEAR_5,
            "https://www.pornhub.com:" + site.port() + Pages.HELLO,
            "--connect-to",
            "www.pornhub.com:" + site.port() + ":rocks.example:" + site.port());
    assertNotEquals(0, answer.exit());
    assertEquals(before, site.asked().size());
  }

  @Test
  void aRequestForAnotherSiteInATunnelIsMisdirected() throws Exception {
    int before = site.asked().size();
    Curl.Answer answer =
        get(School.YEAR_5, url("rocks.example", "/"), "--header", "Host: bets.example");
    assertEquals(421, answer.status(), answer::toString);
    assertEquals(before, site.asked().size());
  }

  @Test
  void whatIsNotTlsGetsNoTunnel() throws Exception {
    String authority = "rocks.example:" + site.port();
    String connect = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    try (RawClient client = new RawClient(gateway)) {
      String answer =
          client.send(connect).send("GET / HTTP/1.1\r\nHost: rocks.example\r\n\r\n").readAll();
      assertFalse(answer.contains("Hello from"), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void opensslIsContentAndResumesItsSession(String version) throws Exception {
    Path session = Files.createTempFile("session", ".pem");
    try {
      String first = openssl(version, "-sess_out", session.toString());
      String second = openssl(version, "-sess_in", session.toString());
      assertAll(
          () -> assertTrue(first.contains("Verify return code: 0 (ok)"), first),
          () -> assertTrue(first.contains("New, TLSv1."), first),
          () -> assertTrue(second.contains("Reused, TLSv1."), second));
    } finally {
      Files.deleteIfExists(session);
    }
  }

  @Test
  void whatIsTooOldForTlsIsTurnedAway() throws Exception {
    String said = openssl("-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0");
    assertTrue(said.contains("alert"), said);
    assertFalse(said.contains("Verify return code: 0 (ok)\n---\nGET"), said);
  }

  private String openssl(String... options) throws Exception {
    return Tool.run(
        "GET / HTTP/1.1\r\nHost: bets.example\r\nConnection: close\r\n\r\n",
        Tool.line(
            List.of(
                "openssl",
                "s_client",
                "-proxy",
                "127.0.0.1:" + gateway.port(),
                "-connect",
                "bets.example:443",
                "-servername",
                "bets.example",
                "-CAfile",
                gateway.authorityFile().toString(),
                "-ign_eof"),
            options));
  }

  private String url(String host, String path) {
    return "https://" + host + ":" + site.port() + path;
  }

  private Curl.Answer get(String from, String url, String... options) throws Exception {
    return new Curl(gateway, from).get(url, options);
  }
}
