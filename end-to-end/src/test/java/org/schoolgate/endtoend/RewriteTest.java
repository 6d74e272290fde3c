package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What search engines and video sites get of a request, whatever the browser says: the safe search
 * that the group has, and no word of the pupil's own in the matter. Every name leads to the same
 * site here, so {@code LockedSearchTest} shows which name is asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RewriteTest {

  private final NameServer names;
  private final Internet internet;
  private final School school;
  private final Site site;
  private final RunningGateway gateway;

  RewriteTest() throws Exception {
    names = new NameServer();
    internet = new Internet();
    school = School.open(1500, "name-servers: [" + names.address() + "]\n  " + internet.setting());
    school.settleAccounts();
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

  /** The head of the one request that arrives, as it arrives, in lower case. */
  private String arrives(String from, String host, String path, String... options)
      throws Exception {
    int before = site.asked().size();
    Curl.Answer answer = new Curl(gateway, from).get(url(host, path), options);
    assertEquals("", answer.decision(), answer::toString);
    List<String> asked = site.asked();
    assertEquals(before + 1, asked.size(), answer::toString);
    return asked.get(before).toLowerCase(Locale.ROOT);
  }

  private String url(String host, String path) {
    return "https://" + host + ":" + site.port() + path;
  }

  private static String target(String head) {
    return head.substring(head.indexOf(' ') + 1, head.indexOf(" http/"));
  }

  /** The value of a field; null if there is none, and two of a name are a failure. */
  private static @Nullable String field(String head, String name) {
    List<String> values =
        head.lines()
            .filter(line -> line.startsWith(name + ":"))
            .map(line -> line.substring(name.length() + 1).strip())
            .toList();
    assertTrue(values.size() <= 1, head);
    return values.isEmpty() ? null : values.get(0);
  }

  @ParameterizedTest(name = "{0}{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          www.google.com       | /search?q=a&safe=off                | /search?q=a&safe=active&ssui=on
          www.google.com       | /search?safe=off&q=a&safe=images    | /search?q=a&safe=active&ssui=on
          www.google.com       | /search?q=a&%73%61fe=off            | /search?q=a&safe=active&ssui=on
          www.google.com       | /search?q=a#safe=off                | /search?q=a&safe=active&ssui=on
          www.google.co.uk     | /search?q=a                         | /search?q=a&safe=active&ssui=on
          www.google.com.au    | /search?q=a&safe=off                | /search?q=a&safe=active&ssui=on
          google.fr            | /search?q=a&SAFE=off                | /search?q=a&safe=active&ssui=on
          www.bing.com         | /search?q=a&adlt=off                | /search?q=a&adlt=strict
          cn.bing.com          | /search?q=a                         | /search?q=a&adlt=strict
          duckduckgo.com       | /?q=a&kp=-2                         | /?q=a&kp=1
          html.duckduckgo.com  | /html/?q=a&kp=-2                    | /html/?q=a&kp=1
          search.yahoo.com     | /search?p=a&vm=p                    | /search?p=a&vm=r
          uk.search.yahoo.com  | /search?p=a                         | /search?p=a&vm=r
          search.brave.com     | /search?q=a&safesearch=off          | /search?q=a&safesearch=strict
          www.qwant.com        | /?q=a&safesearch=0                  | /?q=a&safesearch=2
          api.qwant.com        | /v3/search/web?q=a&safesearch=0     | /v3/search/web?q=a&safesearch=2
          pixabay.com          | /api/?q=a&safesearch=false          | /api/?q=a&safesearch=true
          www.ecosia.org       | /search?q=a                         | /search?q=a
          www.example.org      | /search?q=a&safe=off                | /search?q=a&safe=off
          """)
  void parameters(String host, String asked, String arrived) throws Exception {
    assertEquals(arrived, target(arrives(School.YEAR_5, host, asked)));
  }

  /** A search that is posted is held as one in the address is. */
  @Test
  void postedSearches() throws Exception {
    String head =
        arrives(School.YEAR_5, "html.duckduckgo.com", "/html/", "--data", "q=otters&kp=-2&b=");
    assertEquals("/html/?kp=1", target(head));
    assertTrue(head.endsWith("q=otters&xx=-2&b="), head);
  }

  /** What settings a browser keeps stays behind, and nothing else of what it keeps. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          www.bing.com     | SRCHHPGUSR=ADLT=OFF; MUID=b  | muid=b
          www.bing.com     | SRCHHPGUSR=ADLT=OFF          | -
          duckduckgo.com   | p=-2; l=uk-en                | l=uk-en
          search.yahoo.com | sB=vm=p; B=b                 | b=b
          www.ecosia.org   | ECFG=f=n; a=b                | a=b
          search.brave.com | safesearch=off; country=gb   | country=gb
          www.example.org  | p=-2; SRCHHPGUSR=ADLT=OFF    | p=-2; srchhpgusr=adlt=off
          """)
  void cookies(String host, String sent, @Nullable String arrived) throws Exception {
    String head = arrives(School.YEAR_5, host, "/search?q=a", "--cookie", sent);
    assertEquals(arrived, field(head, "cookie"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          www.youtube.com,          moderate
          m.youtube.com,            moderate
          www.youtube-nocookie.com, moderate
          youtubei.googleapis.com,  moderate
          youtube.googleapis.com,   moderate
          www.example.org,          none
          """)
  void restrictedMode(String host, String arrived) throws Exception {
    String head = arrives(School.TEACHER, host, "/watch?v=a", "--header", "youtube-RESTRICT: none");
    assertEquals(arrived, field(head, "youtube-restrict"));
  }

  /** A teacher's searches are held to the middle way, where there is one. */
  @Test
  void eachGroupHasItsLevel() throws Exception {
    assertEquals("/?q=a&kp=-1", target(arrives(School.TEACHER, "duckduckgo.com", "/?q=a&kp=-2")));
  }

  @ParameterizedTest(name = "{0} at {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          127.0.0.1, accounts.google.com,       x-googapps-allowed-domains,        hillside.example
          127.0.2.1, accounts.google.com,       x-googapps-allowed-domains,        -
          127.0.0.1, login.microsoftonline.com, restrict-access-to-tenants,        hillside.example
          127.0.0.1, login.microsoftonline.com, sec-restrict-tenant-access-policy, -
          127.0.0.1, login.live.com,            sec-restrict-tenant-access-policy, restrict-msa
          127.0.0.1, www.example.org,           x-googapps-allowed-domains,        -
          """)
  void accounts(String from, String host, String name, @Nullable String arrived) throws Exception {
    String head = arrives(from, host, "/", "--header", name + ": own.example");
    assertEquals(arrived, field(head, name));
  }

  /** Young children search at an engine for them; nobody asks the other. */
  @Test
  void searchesOfYoungChildren() throws Exception {
    int before = site.asked().size();
    Curl.Answer answer =
        new Curl(gateway, School.YEAR_1).get(url("www.google.com", "/search?q=sea+otters"));
    assertEquals(303, answer.status(), answer::toString);
    assertEquals("redirect", answer.decision());
    assertEquals("https://www.kiddle.co/s.php?q=sea+otters", answer.header("location"));
    assertEquals(before, site.asked().size());
    String explained =
        school
            .command("explain", url("www.google.com", "/search?q=otters"), "--from", School.YEAR_1)
            .out();
    assertTrue(explained.startsWith("redirect: Searches go to www.kiddle.co"), explained);
  }

  /** Pages full of pictures are for lessons (S17). */
  @Test
  void imageSearch() throws Exception {
    String url = url("www.google.com", "/search?q=otters&udm=2");
    assertEquals("block", new Curl(gateway, School.YEAR_5).get(url).decision());
    assertEquals("", new Curl(gateway, School.TEACHER).get(url).decision());
  }
}
