package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code explain} and the wire give one answer to one question. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ExplainTest {

  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  ExplainTest() throws Exception {
    school = School.open();
    school.list("gambling", "bets.example");
    site = new Site();
    gateway = school.run();
  }

  @AfterAll
  void close() throws Exception {
    gateway.close();
    site.close();
    school.close();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://www.pornhub.com/",
    "127.0.0.1, http://bets.example/",
    "127.0.0.1, http://not-bets.example.invalid/",
    "127.0.0.1, http://www.childline.org.uk/",
    "127.0.0.1, http://www.google.com/search?q=how+do+i+kill+myself",
    "127.0.0.1, http://www.facebook.com/",
    "127.0.0.1, SITE/hello",
    "127.0.2.1, http://www.pornhub.com/",
    "127.0.2.1, http://bets.example/",
    "127.0.3.1, http://bets.example/",
    "127.0.3.1, SITE/hello",
    "127.0.4.1, SITE/hello",
    "127.0.0.1, https://www.pornhub.com/",
    "127.0.0.1, https://bets.example/odds?q=1",
    "127.0.2.1, https://bets.example/",
    "127.0.0.1, https://www.google.com/search?q=how+do+i+kill+myself",
    "127.0.0.1, https://www.google.com/search?q=volcanoes",
    "127.0.0.1, https://www.facebook.com/groups",
    "127.0.4.1, https://not-bets.example.invalid/",
  })
  void explainEqualsTheWire(String from, String address) throws Exception {
    String url = address.replace("SITE", "http://127.0.0.1:" + site.port());
    Curl.Answer answer = new Curl(gateway, from).get(url);
    School.Outcome explained = school.command("explain", url, "--from", from, "--json");
    assertEquals(0, explained.status(), explained::toString);
    JsonNode json = JsonMapper.builder().build().readTree(explained.out());
    boolean blocked = json.path("decision").asText().equals("block");
    assertEquals(blocked ? "block" : "", answer.decision(), () -> json + "\n" + answer.head());
    assertTrue(json.path("trace").size() > 0, json::toString);
  }
}
