package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyEngineTest {

  private final PolicyEngine engine = new PolicyEngine(SmallSchool.policy(), Overrides.NONE);

  private Decision decide(String groups, String categories, Instant at) {
    return engine.decide(
        SmallSchool.subject("somebody", groups.split("\\+")),
        SmallSchool.http("example.com", "/"),
        SmallSchool.listed(categories.split("\\+")),
        at,
        Trace.NONE);
  }

  @ParameterizedTest(name = "{0} asks for {1} in the {2}: {3}, {4}")
  @CsvSource(
      textBlock =
          """
          # who,            what,              when,   decision, remedy
          year-5,           video,             lesson, block,    headteacher
          teachers,         video,             lesson, inspect,
          year-5,           games,             lesson, block,    later
          year-5,           games,             lunch,  inspect,
          ks1,              games,             lunch,  block,    headteacher
          teachers,         shopping,          lesson, block,    headteacher
          year-5,           messaging,         lesson, block,    teacher
          year-5,           grooming,          lesson, block,    nobody
          teachers,         grooming,          lesson, block,    nobody
          year-5,           support,           lesson, allow,
          year-5,           support+gambling,  lesson, allow,
          # trusted is not unread, and unread is not trusted
          year-5,           learning,          lesson, inspect,
          year-5,           learning+gambling, lesson, inspect,
          year-5,           banking,           lesson, allow,
          year-5,           banking+gambling,  lesson, block,    headteacher
          year-5,           news,              lesson, inspect,
          # no row names it
          year-5,           music,             lesson, block,    headteacher
          teachers,         music,             lesson, inspect,
          infrastructure+teachers, music,      lesson, inspect,
          infrastructure,   music,             lesson, block,    headteacher
          year-5,           '',                lesson, inspect,
          infrastructure,   '',                lesson, block,    headteacher
          infrastructure,   news,              lesson, block,    headteacher
          # several categories: the one that fewest people could open
          year-5,           games+gambling,    lunch,  block,    headteacher
          year-5,           games+video,       lesson, block,    headteacher
          # several groups: the most restrictive for children, the most permissive for adults
          ks1+year-5,       games,             lunch,  block,    headteacher
          year-5+teachers,  video,             lesson, block,    headteacher
          infrastructure+teachers, video,      lesson, inspect,
          """)
  void decidesByTheMatrix(
      String groups, String categories, String when, String decision, @Nullable String remedy) {
    Decision made =
        decide(groups, categories, when.equals("lunch") ? SmallSchool.LUNCH : SmallSchool.LESSON);
    assertEquals(decision, made.id());
    if (made instanceof Decision.Block block) {
      assertEquals(remedy, block.remedy().id());
    }
    assertFalse(made.reason().text().isBlank());
    assertFalse(made.reason().source().isBlank());
  }

  @ParameterizedTest(name = "{0}{1} for {2}: {3}")
  @CsvSource(
      textBlock =
          """
          facebook.com,         /ourschool,        year-5,   inspect
          www.facebook.com,     /ourschool/photos, year-5,   inspect
          facebook.com,         /ourschoolfriends, year-5,   block
          facebook.com,         /,                 year-5,   block
          facebook.com,         /ourschool/../x,   year-5,   block
          facebook.com,         /ourschool%2f..,   year-5,   block
          notfacebook.com,      /ourschool,        year-5,   block
          updates.printer.example, /x,             infrastructure, inspect
          # a path that servers read differently: a closing row holds, an opening one does not
          lessons.example,      /play,             year-5,   block
          lessons.example,      /play/x,           year-5,   block
          lessons.example,      /%70lay,           year-5,   block
          lessons.example,      //play,            year-5,   block
          lessons.example,      /x/../play,        year-5,   block
          facebook.com,         /ourschool/./x,    year-5,   block
          facebook.com,         /ourschool;x,      year-5,   block
          # a closed part of an open site, however it is written
          bbc.example,          /games/x,          year-5,   block
          bbc.example,          /%67ames/x,        year-5,   block
          bbc.example,          //games/x,         year-5,   block
          bbc.example,          /a/../games/x,     year-5,   block
          bbc.example,          /Games/x,          year-5,   block
          bbc.example,          /games%2fx,        year-5,   block
          bbc.example,          /games;x,          year-5,   block
          bbc.example,          /a/..;/games,      year-5,   block
          bbc.example,          /x%5c..%5cgames,   year-5,   block
          bbc.example,          /%2567ames,        year-5,   block
          bbc.example,          /%2e%2e/games,     year-5,   block
          bbc.example,          /games/x,          teachers, inspect
          bbc.example,          //games/x,         teachers, inspect
          bbc.example,          /news/caf%C3%A9,   year-5,   inspect
          bbc.example,          //news;v=1,        year-5,   inspect
          bbc.example,          /gamesters,        year-5,   inspect
          """)
  void aRowThatNamesTheSiteDecidesBeforeItsCategory(
      String host, String path, String group, String decision) {
    Decision made =
        engine.decide(
            SmallSchool.subject("somebody", group),
            SmallSchool.http(host, path),
            SmallSchool.listed("social-media"),
            SmallSchool.LESSON,
            Trace.NONE);
    assertEquals(decision, made.id());
  }

  @ParameterizedTest(name = "{0} surely and {1} perhaps, for {2}: {3}")
  @CsvSource({
    // what is listed only by one reading of the address closes and does not open
    "'', support, year-5, inspect, otherwise/year-5",
    "'', banking, year-5, inspect, otherwise/year-5",
    "gambling, support, year-5, block, gambling/pupils",
    "news, gambling, year-5, block, gambling/pupils",
    "news, banking, year-5, inspect, news/pupils",
    "software-updates, '', infrastructure, inspect, software-updates/infrastructure",
    "'', software-updates, infrastructure, block, otherwise/infrastructure",
    "support, gambling, year-5, allow, support/pupils",
  })
  void aDoubtfulEntryOpensNothing(
      String surely, String perhaps, String group, String decision, String source) {
    CategorySet sure = SmallSchool.listed(surely).categories();
    Decision made =
        engine.decide(
            SmallSchool.subject("somebody", group),
            SmallSchool.http("example.com", "//x"),
            Classification.of(SmallSchool.listed(surely, perhaps).evidence(), sure),
            SmallSchool.LESSON,
            Trace.NONE);
    assertEquals(decision, made.id());
    assertEquals(source, made.reason().source());
  }

  @ParameterizedTest(name = "{0} for {1} on {2}: {4}")
  @CsvSource({
    // several groups: the sentence names the one that decided
    "'',       infrastructure+teachers, lesson, otherwise/teachers, acceptable and inspected",
    "'',       infrastructure+year-5, lesson, otherwise/infrastructure, infrastructure may only",
    "video,    infrastructure+teachers, lesson, video/staff, video: acceptable for teachers.",
    "video,    year-5+teachers, lesson, video/pupils, video: unacceptable for year-5.",
    "messaging, teachers+year-5, lesson, messaging/pupils, acceptable for year-5 only when",
    "games,    ks1+year-5, lunch, games/pupils, games: unacceptable for ks1.",
    "games,    year-5+ks1, lunch, games/pupils, games: unacceptable for ks1.",
    "news,     year-5, lesson, news/pupils, news: acceptable for year-5.",
  })
  void theReasonNamesTheGroupThatDecided(
      String category, String groups, String when, String source, String says) {
    Reason reason =
        decide(groups, category, when.equals("lunch") ? SmallSchool.LUNCH : SmallSchool.LESSON)
            .reason();
    assertEquals(source, reason.source());
    assertTrue(reason.text().contains(says), reason.text());
  }

  @Test
  void onlyAnIndividualCanBeNominated() {
    Target shop = SmallSchool.http("shop.example", "/");
    Classification shopping = SmallSchool.listed("shopping");
    Subject person = new Subject("a.clerk", List.of("staff"), Confidence.INDIVIDUAL, "192.0.2.7");
    Subject device = new Subject("a.clerk", List.of("staff"), Confidence.DEVICE, "192.0.2.7");
    assertEquals(
        "inspect", engine.decide(person, shop, shopping, SmallSchool.LESSON, Trace.NONE).id());
    assertEquals(
        "block", engine.decide(device, shop, shopping, SmallSchool.LESSON, Trace.NONE).id());
  }

  @ParameterizedTest(name = "{0} {1} {2} with weight {3}: {4}")
  @CsvSource(
      textBlock =
          """
          year-5,   typed, suicide,   59,  inspect
          year-5,   typed, suicide,   60,  block
          year-5,   shown, suicide,   60,  inspect
          year-5,   shown, suicide,   100, block
          ks1,      shown, suicide,   60,  block
          ks1+year-5, shown, suicide, 60,  block
          teachers, typed, suicide,   500, inspect
          teachers, shown, gambling,  160, block
          """)
  void phrasesCountByTheLimitOfTheGroup(
      String groups, String origin, String category, int weight, String decision) {
    Origin from = origin.equals("typed") ? Origin.TYPED : Origin.SHOWN;
    Decision made =
        engine.decideText(
            SmallSchool.subject("somebody", groups.split("\\+")),
            SmallSchool.http("example.com", "/"),
            Classification.UNCATEGORISED,
            SmallSchool.found(from, category, weight),
            SmallSchool.LESSON,
            Trace.NONE);
    assertEquals(decision, made.id());
  }

  @ParameterizedTest(name = "{0} listed as {1} surely {2}: {3}")
  @CsvSource({
    "helpline.example, support, true, inspect",
    "helpline.example, support, false, block",
    "lessons.example, learning, true, inspect",
    // a row of sites can be trusted as well
    "charity.example, gambling, true, inspect",
    "www.charity.example, '', true, inspect",
    "bbc.example, '', true, block",
    "example.com, '', true, block",
  })
  void aTrustedSiteIsNeverBlockedByItsWords(
      String host, String category, boolean surely, String decision) {
    Classification listed = SmallSchool.listed(category);
    Decision made =
        engine.decideText(
            SmallSchool.subject("somebody", "ks1"),
            SmallSchool.http(host, "/"),
            surely ? listed : Classification.of(listed.evidence(), CategorySet.EMPTY),
            SmallSchool.found(Origin.SHOWN, "suicide", 10_000),
            SmallSchool.LESSON,
            Trace.NONE);
    assertEquals(decision, made.id());
  }

  @Test
  void monitoringRecordsWhatIsAllowedToo() {
    List<Violation> violations =
        engine.violations(
            SmallSchool.subject("somebody", "teachers"),
            SmallSchool.found(Origin.TYPED, "suicide", 500));
    assertEquals(1, violations.size());
    assertEquals(Severity.CRITICAL, violations.get(0).severity());
    assertEquals("planted phrase", violations.get(0).phrase());
  }

  @Test
  void pornographyIsMonitoredAsAdultContentAndOnce() {
    List<Violation> violations =
        engine.violations(
            SmallSchool.http("example.com", "/"),
            SmallSchool.listed("pornography", "adult-content"));
    assertEquals(List.of("adult-content"), ids(violations));
  }

  @ParameterizedTest
  @CsvSource({
    "charity.example, gambling, 0",
    "bbc.example, gambling, 1",
    "a.example, gambling, 1",
    "charity.example, iwf-urls, 1"
  })
  void beingOnATrustedSiteIsNoViolation(String host, String category, int violations) {
    Target target = SmallSchool.http(host, "/");
    assertEquals(
        violations, engine.violations(target, SmallSchool.listed(category, "news")).size());
  }

  /** Whatever else lists say of it: they are not the ones who could make it legal. */
  @Test
  void illegalContentIsCriticalOnATrustedSiteToo() {
    List<Violation> violations =
        engine.violations(
            SmallSchool.http("charity.example", "/"),
            SmallSchool.listed("iwf-urls", "support", "gambling"));
    assertEquals(List.of("iwf-urls"), ids(violations));
    assertEquals(Severity.CRITICAL, violations.get(0).severity());
  }

  private static List<String> ids(List<Violation> violations) {
    return violations.stream().map(violation -> violation.category().id()).toList();
  }

  @Test
  void illegalWordsHaveOneLimitForEverybody() {
    List<Violation> violations =
        engine.violations(
            SmallSchool.subject("somebody", "teachers"),
            SmallSchool.found(Origin.TYPED, "iwf-keywords", MandatoryBlocklist.LIMIT));
    assertEquals(List.of("iwf-keywords"), ids(violations));
  }

  @Test
  void anIllegalPhraseIsNeverRepeated() {
    List<Violation> violations =
        engine.violations(
            SmallSchool.subject("somebody", "year-5"),
            SmallSchool.found(Origin.TYPED, "iwf-keywords", 100));
    assertEquals(1, violations.size());
    assertNull(violations.get(0).phrase());
  }

  private static ApprovedOverride override(
      String group, @Nullable String domain, @Nullable String category) {
    return new ApprovedOverride(
        "ovr-1",
        group,
        domain,
        category == null ? null : SmallSchool.TABLE.require(category),
        "a.teacher",
        "the.head",
        "history project",
        SmallSchool.LESSON,
        SmallSchool.LESSON.plus(Duration.ofHours(1)));
  }

  @ParameterizedTest(name = "{0}/{1}/{2} asked by {3} for {4} after {5} minutes: {6}")
  @CsvSource(
      textBlock =
          """
          # override for,            asked by, categories,     after, decision
          pupils, example.com, ,     year-5,   gambling,       0,     override
          pupils, example.com, ,     year-5,   gambling,       59,    override
          pupils, example.com, ,     year-5,   gambling,       60,    block
          pupils, example.com, ,     year-5,   gambling,       -1,    block
          ks1,    example.com, ,     year-5,   gambling,       0,     block
          pupils, other.example, ,   year-5,   gambling,       0,     block
          pupils, example.com, ,     year-5,   grooming,       0,     block
          pupils, , gambling,        year-5,   gambling,       0,     override
          pupils, , video,           year-5,   gambling,       0,     block
          pupils, , video,           year-5,   gambling+video, 0,     block
          pupils, , gambling,        year-5,   gambling+video, 0,     block
          pupils, example.com, ,     year-5,   gambling+video, 0,     override
          # somebody who is more than the override names keeps the block
          pupils, example.com, ,     year-5+teachers, gambling, 0,    block
          """)
  void anOverrideOpensWhatItNamesForWhomItNamesWhileItHolds(
      String group,
      @Nullable String domain,
      @Nullable String category,
      String groups,
      String categories,
      int after,
      String decision) {
    PolicyEngine overriding =
        new PolicyEngine(SmallSchool.policy(), () -> List.of(override(group, domain, category)));
    Decision made =
        overriding.decide(
            SmallSchool.subject("somebody", groups.split("\\+")),
            SmallSchool.http("example.com", "/"),
            SmallSchool.listed(categories.split("\\+")),
            SmallSchool.LESSON.plus(Duration.ofMinutes(after)),
            Trace.NONE);
    assertEquals(decision, made.id());
  }

  @ParameterizedTest(name = "{0} on an opened site: {1}")
  @CsvSource({"shown, override", "typed, block"})
  void anOpenedSiteMayShowWhatItShowsButTypedWordsAreStillBlocked(String origin, String decision) {
    PolicyEngine overriding =
        new PolicyEngine(
            SmallSchool.policy(), () -> List.of(override("pupils", "example.com", null)));
    Decision made =
        overriding.decideText(
            SmallSchool.subject("somebody", "year-5"),
            SmallSchool.http("example.com", "/"),
            Classification.UNCATEGORISED,
            SmallSchool.found(origin.equals("typed") ? Origin.TYPED : Origin.SHOWN, "suicide", 500),
            SmallSchool.LESSON,
            Trace.NONE);
    assertEquals(decision, made.id());
  }

  @Test
  void aSubjectInNoKnownGroupIsBlocked() {
    Decision made = decide("strangers", "news", SmallSchool.LESSON);
    assertEquals("block", made.id());
    assertEquals(Reason.Kind.NO_GROUP, made.reason().kind());
    assertEquals("groups: strangers", made.reason().source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"iwf-urls", "iwf-keywords"})
  void noRowCanNameIllegalContent(String category) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SmallSchool.policyWithRowFor(category));
    assertTrue(String.valueOf(refused.getMessage()).contains("outside the policy"));
  }

  @Test
  void theTraceTellsTheCellThatDecided() {
    Trace trace = Trace.kept();
    engine.decide(
        SmallSchool.subject("somebody", "year-5"),
        SmallSchool.http("example.com", "/"),
        SmallSchool.listed("games"),
        SmallSchool.LESSON,
        trace);
    assertEquals(
        List.of("cell games/year-5 says: at-designated-times (lunch break)"), trace.steps());
  }
}
