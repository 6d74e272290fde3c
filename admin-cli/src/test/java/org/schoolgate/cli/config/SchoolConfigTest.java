package org.schoolgate.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.classifier.subscription.Schedule;
import org.schoolgate.classifier.subscription.Subscription;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.ListingEffect;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.PolicyEngine;
import org.schoolgate.policy.SchoolAccounts;
import org.schoolgate.policy.Subject;

class SchoolConfigTest {

  private static final Path SHIPPED = Path.of("../etc");

  @TempDir Path temp;

  private Path copyOfShipped() throws IOException {
    Path copy = temp.resolve("etc");
    for (String name :
        List.of(
            "schoolgate.yaml",
            "people.yaml",
            "policy/groups.yaml",
            "policy/schedules.yaml",
            "policy/matrix.yaml",
            "lists/subscriptions.yaml")) {
      Path file = copy.resolve(name);
      Path folder = file.getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.copy(SHIPPED.resolve(name), file);
    }
    return copy;
  }

  @Test
  void whatShipsIsValid() throws ConfigRefused {
    SchoolConfig config = SchoolConfig.read(SHIPPED);
    assertEquals(3128, config.gateway().listeners().explicitProxy());
    assertEquals(22, config.policy().groups().all().size());
    assertTrue(config.people().all().isEmpty(), "no account ships with the product");
  }

  /** A group takes what the one above it has; of several groups a child's holds. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "year-5, true",
    "community, true",
    "teachers, false",
    "visitors, false",
    "teachers+community, false",
    "teachers+year-5, true",
  })
  void whoseAccountsAreLetIn(String groups, boolean schools) throws Exception {
    Path copy = copyOfShipped();
    Path file = copy.resolve("policy/groups.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("google: []", "google: [Hillside.example]")
            .replace(
                "microsoft: []",
                "microsoft: [hillside.example]\n"
                    + "  microsoft-directory: 01234567-89AB-cdef-0123-456789abcdef"));
    SchoolAccounts accounts =
        new PolicyEngine(SchoolConfig.read(copy).policy(), Overrides.NONE)
            .accounts(
                new Subject("a", List.of(groups.split("\\+", -1)), Confidence.DEVICE, "10.0.0.1"));
    assertEquals(
        schools
            ? new SchoolAccounts(
                List.of("hillside.example"),
                new SchoolAccounts.Microsoft(
                    List.of("hillside.example"), "01234567-89ab-cdef-0123-456789abcdef", null))
            : SchoolAccounts.ANY,
        accounts);
  }

  @Test
  void whateverCanChangeADecisionChangesTheVersion() throws Exception {
    Path copy = copyOfShipped();
    Path phrases = Files.createDirectories(copy.resolve("phrases")).resolve("a.phrases");
    Files.writeString(phrases, "category: suicide\n");
    String version = SchoolConfig.read(copy).policy().version();
    assertEquals(version, SchoolConfig.read(copy).policy().version());
    for (Path file :
        List.of(phrases, copy.resolve("policy/matrix.yaml"), copy.resolve("schoolgate.yaml"))) {
      Files.writeString(file, Files.readString(file) + "\n# a remark\n");
      String next = SchoolConfig.read(copy).policy().version();
      assertNotEquals(version, next, file::toString);
      version = next;
    }
  }

  /** file, what stands there, what is put instead, what the refusal must say. */
  static Stream<Arguments> mistakes() {
    return Stream.of(
        subscription("url: http://lists.example/a", "this is no https address; write it as"),
        subscription("url: https://lists.example/a, every-hour: 3", "write 'every-hours'"),
        subscription("url: https://lists.example/a, format: excel", "no such format; give one of"),
        subscription("url: https://lists.example/a, category: gamblin", "mean 'gambling'?"),
        subscription("url: https://lists.example/a, category: iwf-keywords", "words and no sites"),
        subscription("url: https://lists.example/a, format: ut1", "a tree names its own"),
        subscription(
            "url: https://lists.example/a, category: iwf-urls, install-by-hand: true",
            "never kept as a file"),
        mistake(
            "lists/subscriptions.yaml",
            "subscriptions: []",
            "subscriptions: [{source: county, url: https://lists.example/a, format: ut1,"
                + " map: {bad: iwf-urls}, install-by-hand: true}]",
            "never kept as a file"),
        subscription("url: https://lists.example/a, daily-at: noon", "write a time in quotes"),
        subscription("url: https://lists.example/a, accept: [a b]", "a site's name"),
        mistake(
            "lists/subscriptions.yaml",
            "school-sites: []",
            "school-sites: [hill]",
            "'hill' is one word"),
        subscription("url: https://lists.example/a, category: GAMBLING", "mean 'gambling'?"),
        subscription("url: https://lists.example/a, checksum: {algorithm: md5}", "is missing"),
        subscription(
            "url: https://lists.example/a, checksum: {url: https://lists.example/b, public-key: x}",
            "Ed25519"),
        subscription(
            "category: games, url: https://lists.example/a}, {source: own, category: games, url:"
                + " https://lists.example/b",
            "no name for a list"),
        mistake("schoolgate.yaml", "explicit-proxy: 3128", "explicit-proxy: 70000", "1 to 65535"),
        mistake("schoolgate.yaml", "explicit-proxy: 3128", "explicit-proxy: many", "whole number"),
        mistake("schoolgate.yaml", "explicit-proxy: 3128", "explicit-prozy: 1", "explicit-proxy"),
        mistake("schoolgate.yaml", "metrics: 9090", "metrics: 3128", "of explicit-proxy too"),
        mistake("schoolgate.yaml", "devices: 8080", "devices: 9090", "of devices too"),
        mistake("schoolgate.yaml", "direct: []", "direct: [printers]", "one word and no site"),
        mistake("schoolgate.yaml", "direct: []", "direct: [sch.uk]", "end of many sites"),
        mistake("schoolgate.yaml", "direct: []", "direct: [0.0.0.0/0]", "no private network"),
        mistake("schoolgate.yaml", "direct: []", "direct: ['fd00::/8']", "IPv4 networks alone"),
        mistake("schoolgate.yaml", "  #gateway: filter", "  gateway: a b.", "name or an address"),
        mistake("schoolgate.yaml", "name-servers: []", "name-servers: [dns.example]", "no IP"),
        mistake("schoolgate.yaml", "bind: 127.0.0.1", "bind: localhost", "no IP address"),
        mistake("schoolgate.yaml", "  - 127.0.0.0/8", "  - 127.0.0.1/8", "bits after the prefix"),
        mistake(
            "schoolgate.yaml",
            "time-zone: Europe/London",
            "time-zone: Lundun",
            "there is no such time zone; write it as Europe/London"),
        mistake("schoolgate.yaml", "  urn:", "\turn:", "a tab stands here"),
        mistake("schoolgate.yaml", "  urn:", "  unr:", "write 'urn'"),
        mistake("policy/groups.yaml", "title: Pupils", "titel: Pupils", "write 'title'"),
        mistake("policy/groups.yaml", "title: Pupils, ", "", "'title' is missing"),
        mistake("people.yaml", "people: []", "people: [{name: A}]", "'account' is missing"),
        mistake(
            "schoolgate.yaml",
            "default-group: nursery",
            "default-group: nursary",
            "mean 'nursery'?"),
        mistake("schoolgate.yaml", "confidence: device", "confidence: sure", "individual"),
        mistake("schoolgate.yaml", "groups: [year-5]", "groups: []", "at least one group"),
        mistake("schoolgate.yaml", "enabled: true", "enabled: yes please", "true nor false"),
        mistake("schoolgate.yaml", "limits:", "limits: [", "not YAML"),
        mistake("schoolgate.yaml", "limits:", "school:", "Duplicate"),
        mistake("schoolgate.yaml", "networks:\n", "networks: {}\n#", "networks"),
        mistake("policy/groups.yaml", "parent: eyfs}", "parent: efys}", "efys"),
        mistake("policy/groups.yaml", "audience: adult", "audience: grown-up", "audience"),
        mistake("policy/groups.yaml", "parent: eyfs}", "parent: eyfs, safe-search: open}", "never"),
        mistake("policy/groups.yaml", "safe-search: moderate", "safe-search: mild", "strict"),
        mistake("policy/groups.yaml", "google: []", "google: [hillside]", "it is no domain"),
        mistake("policy/groups.yaml", "google: []", "google: [consumer_accounts]", "no domain"),
        mistake("policy/groups.yaml", "google: []", "gogle: [a.example]", "write 'google'"),
        mistake(
            "policy/groups.yaml",
            "microsoft: []",
            "microsoft: [a.example]",
            "both whose accounts are let in and which directory says so"),
        mistake(
            "policy/groups.yaml",
            "microsoft: []",
            "microsoft: [a.example]\n  microsoft-directory: hillside",
            "no id of a directory"),
        mistake("policy/groups.yaml", "accounts: any", "accounts: some", "school or any"),
        mistake("policy/groups.yaml", "?q={words}", "?q=words", "once"),
        mistake("policy/groups.yaml", "https://www.kiddle", "www.kiddle", "address of a search"),
        mistake("policy/groups.yaml", "page-limit: 100", "page-limit: 0", "whole number"),
        mistake("policy/groups.yaml", "otherwise: acceptable", "otherwise: maybe", "otherwise"),
        mistake("policy/schedules.yaml", "\"12:00\"", "\"25:00\"", "25:00"),
        mistake("policy/schedules.yaml", "until: \"13:00\"", "until: \"11:00\"", "ends after"),
        mistake("policy/schedules.yaml", "monday", "moonday", "moonday"),
        mistake("policy/matrix.yaml", "[support]", "[suport]", "did you mean 'support'?"),
        mistake("policy/matrix.yaml", "[support]", "[support, iwf-urls]", "outside the policy"),
        mistake("policy/matrix.yaml", "[support]", "[support, video]", "stands in row"),
        mistake("policy/matrix.yaml", "id: support", "id: learning", "two rows 'learning'"),
        mistake(
            "policy/matrix.yaml", "{pupils: acceptable,", "{pupil: acceptable,", "mean 'pupils'?"),
        mistake(
            "policy/matrix.yaml", "{pupils: acceptable,", "{pupils: fine,", "the words are acc"),
        mistake(
            "policy/matrix.yaml",
            "year-6: when-directed",
            "year-6: [illegal, acceptable]",
            "alone"),
        mistake("policy/matrix.yaml", "{pupils: acceptable, staff", "{staff", "none for pupils"),
        mistake(
            "policy/matrix.yaml",
            "categories: [drugs]\n    cells:",
            "categories: [drugs]\n    #",
            "'cells': there is none for pupils, staff, governors, visitors, community; say"),
        mistake("policy/matrix.yaml", "categories: [drugs]", "sites: [a.example]", "names drugs"),
        mistake("policy/matrix.yaml", "categories: [malware]", "sites: [a.example]", "s malware"),
        mistake("policy/matrix.yaml", "[filter-bypass]", "[]\n    sites: [a.example]", "bypass"),
        mistake("policy/matrix.yaml", "[school-blocked]", "[]\n    sites: [a.b]", "school-bloc"),
        mistake("policy/matrix.yaml", "[support]", "[]\n    sites: [a.example]", "support"),
        mistake(
            "policy/matrix.yaml",
            "categories: [pornography, adult-content]",
            "sites: [a.example]",
            "no row names adult-content, pornography; add a row"),
        mistake("policy/matrix.yaml", "[drugs]", "[drugs]\n    protocols: [tls]", "no setting"),
        mistake("policy/matrix.yaml", "[drugs]", "[drugs]\n    sites: ['a.b/x?y=1']", "a query"),
        mistake("policy/matrix.yaml", "[drugs]", "[drugs]\n    sites: [a.b/../x]", "several ways"),
        mistake("policy/matrix.yaml", "[drugs]", "[drugs]\n    sites: [a.b, A.B]", "stands in row"),
        mistake("policy/matrix.yaml", "times: lunch", "times: brunch", "schedules.yaml: "),
        mistake("policy/matrix.yaml", "    trusted: true", "    trusted: 1", "true nor false"),
        mistake("people.yaml", "people: []", "people: [{account: A B}]", "account"),
        mistake("people.yaml", "people: []", "people: [{account: a, roles: [king]}]", "role"));
  }

  private static Arguments mistake(String file, String there, String instead, String says) {
    return Arguments.of(file, there, instead, says);
  }

  private static Arguments subscription(String settings, String says) {
    String category = settings.contains("category") ? "" : "category: gambling, ";
    return mistake(
        "lists/subscriptions.yaml",
        "subscriptions: []",
        "subscriptions: [{source: county, " + category + settings + "}]",
        says);
  }

  @Test
  void aPasswordInAnAddressIsNotRepeated() throws IOException {
    Path copy = copyOfShipped();
    Files.writeString(
        copy.resolve("lists/subscriptions.yaml"),
        "subscriptions: [{source: a, category: games, url: 'http://pat:s3cret@lists.example/'}]");
    ConfigRefused refused = assertThrows(ConfigRefused.class, () -> SchoolConfig.read(copy));
    String told = String.join("\n", refused.problems());
    assertTrue(told.contains("no https address"), told);
    assertFalse(told.contains("s3cret"), told);
  }

  @Test
  void whatItsCommentsShowIsValid() throws Exception {
    Path copy = copyOfShipped();
    Path file = copy.resolve("lists/subscriptions.yaml");
    String shipped = Files.readString(file);
    String key =
        Base64.getEncoder()
            .encodeToString(
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded());
    String uncommented =
        shipped
            .replace("subscriptions: []\n", "")
            .replace("MCowBQYDK2VwAyEA...", key)
            .replaceAll("(?m)^#( *(?:subscriptions:|- source|[a-z0-9-]+:( |$)).*)$", " $1")
            .replaceAll("(?m)^#.*\n", "")
            .replace("  subscriptions:", "subscriptions:")
            .replaceAll("(?m)^      #( [a-z-]+: )", "     $1");
    Files.writeString(file, uncommented);
    SchoolConfig config = SchoolConfig.read(copy);
    List<Subscription> read = config.subscriptions().all();
    assertEquals(List.of("ut1", "county"), read.stream().map(Subscription::source).toList());
    assertEquals(new Schedule.DailyAt(LocalTime.of(3, 30)), read.get(0).schedule());
    assertEquals(new Schedule.Every(Duration.ofDays(1)), read.get(1).schedule());
    assertEquals(Map.of("bitcoin", "shopping"), read.get(0).mapping());
    // What opens sites would be taken only where a person installs it.
    for (String ours : read.get(0).mapping().values()) {
      Category mapped = config.categories().require(ours);
      assertFalse(ListingEffect.of(config.policy(), mapped).opens(), ours);
      assertTrue(ListingEffect.of(config.policy(), mapped).closes(), ours);
    }
    assertEquals(Duration.ofDays(3), read.get(1).staleAfter());
  }

  @Test
  void withoutTheFileTheSchoolSubscribesToNothing() throws Exception {
    Path copy = copyOfShipped();
    Files.delete(copy.resolve("lists/subscriptions.yaml"));
    assertEquals(List.of(), SchoolConfig.read(copy).subscriptions().all());
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("mistakes")
  void aMistakeIsRefusedWithFileLineAndRemedy(
      String file, String there, String instead, String says) throws IOException {
    Path copy = copyOfShipped();
    Path changed = copy.resolve(file);
    String text = Files.readString(changed);
    int at = text.indexOf(there);
    assertTrue(at >= 0, "the shipped file no longer holds: " + there);
    Files.writeString(
        changed, text.substring(0, at) + instead + text.substring(at + there.length()));
    ConfigRefused refused = assertThrows(ConfigRefused.class, () -> SchoolConfig.read(copy));
    String problem = String.join("\n", refused.problems());
    assertEquals(1, refused.problems().size(), () -> "one mistake, one problem: " + problem);
    assertTrue(problem.contains(says), problem);
    assertTrue(problem.matches("(?s).*" + file + ":\\d+: .*; .*"), problem);
  }

  @Test
  void everyMistakeIsNamedAtOnce() throws IOException {
    Path copy = copyOfShipped();
    Path matrix = copy.resolve("policy/matrix.yaml");
    Files.writeString(matrix, Files.readString(matrix).replace("when-directed", "when-told"));
    ConfigRefused refused = assertThrows(ConfigRefused.class, () -> SchoolConfig.read(copy));
    assertTrue(refused.problems().size() >= 4, () -> String.join("\n", refused.problems()));
  }

  @Test
  void theDefaultGroupMustBeOneEvenIfNobodyNamesIt() throws IOException {
    Path copy = copyOfShipped();
    Path groups = copy.resolve("policy/groups.yaml");
    Files.writeString(groups, Files.readString(groups).replace("  nursery:", "  infants:"));
    Path gateway = copy.resolve("schoolgate.yaml");
    Files.writeString(
        gateway, Files.readString(gateway).replaceAll("(?m)^  default-group: .*$", ""));
    ConfigRefused refused = assertThrows(ConfigRefused.class, () -> SchoolConfig.read(copy));
    assertEquals(1, refused.problems().size(), () -> String.join("\n", refused.problems()));
    String problem = refused.problems().get(0);
    assertTrue(
        problem.matches(
            ".*schoolgate.yaml:\\d+: 'default-group': there is no group 'nursery', the default; .*"),
        problem);
  }

  @Test
  void aMissingFolderIsNamed() {
    ConfigRefused refused =
        assertThrows(ConfigRefused.class, () -> SchoolConfig.read(temp.resolve("nowhere")));
    assertTrue(refused.problems().get(0).contains("nowhere: there is no such folder; name"));
  }

  @ParameterizedTest
  @CsvSource({"ISO-8859-1, 5", "UTF-16LE, 1", "UTF-16, 1"})
  void aFileInAnotherEncodingIsToldFromOneWithoutRights(String encoding, int line)
      throws IOException {
    Path copy = copyOfShipped();
    Path settings = copy.resolve("schoolgate.yaml");
    Files.write(
        settings,
        Files.readString(settings)
            .replace("name: Example", "name: \u00c9cole Example")
            .getBytes(Charset.forName(encoding)));
    ConfigRefused refused = assertThrows(ConfigRefused.class, () -> SchoolConfig.read(copy));
    assertTrue(
        refused.problems().get(0).contains(":" + line + ": this is not UTF-8; save it as UTF-8"),
        refused.problems().get(0));
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    Path copy = copyOfShipped();
    Files.delete(copy.resolve("policy/schedules.yaml"));
    ConfigRefused refused = assertThrows(ConfigRefused.class, () -> SchoolConfig.read(copy));
    assertTrue(refused.problems().get(0).contains("schedules.yaml: there is no such file"));
  }
}
