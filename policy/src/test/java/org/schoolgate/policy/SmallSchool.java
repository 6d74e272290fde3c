package org.schoolgate.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A school with one row for each kind of cell; the fixture of this room's tables. */
final class SmallSchool {

  static final CategoryTable TABLE = CategoryTable.builtIn();
  static final ZoneId LONDON = ZoneId.of("Europe/London");

  /** A Tuesday in winter, so that London time is UTC. */
  static final Instant LESSON = Instant.parse("2026-11-17T10:00:00Z");

  static final Instant LUNCH = Instant.parse("2026-11-17T12:30:00Z");

  static final Schedule LUNCH_BREAK =
      new Schedule(
          "lunch",
          "lunch break",
          List.of(
              new Schedule.Span(
                  EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                  LocalTime.of(12, 0),
                  LocalTime.of(13, 0))));

  private SmallSchool() {}

  static Policy policy() {
    return new Policy("test", TABLE, groups(), LONDON, List.of(LUNCH_BREAK), rows());
  }

  static Policy policyWithRowFor(String category) {
    Cell open = Cell.of(Acceptability.ACCEPTABLE);
    return new Policy(
        "test",
        TABLE,
        groups(),
        LONDON,
        List.of(),
        List.of(row("row", false, Map.of("pupils", open), category)));
  }

  static GroupTree groups() {
    return GroupTree.of(
        List.of(
            group("pupils", null, Audience.PUPIL, true, 100, 60),
            group("ks1", "pupils", Audience.YOUNG_CHILD, true, 60, 40),
            group("year-5", "pupils", Audience.PUPIL, true, 100, 60),
            group("staff", null, Audience.ADULT, true, 160, 120),
            group("teachers", "staff", Audience.ADULT, true, 160, 120),
            group("headteacher", "staff", Audience.ADULT, true, 160, 120),
            group("infrastructure", null, Audience.ADULT, false, 160, 120)));
  }

  private static Group group(
      String id,
      @Nullable String parent,
      Audience audience,
      boolean open,
      int pageLimit,
      int typedLimit) {
    return new Group(id, id, parent, audience, open, pageLimit, typedLimit, SearchSafety.STRICT);
  }

  private static List<Activity> rows() {
    Cell yes = Cell.of(Acceptability.ACCEPTABLE);
    Cell no = Cell.of(Acceptability.UNACCEPTABLE);
    Cell atLunch =
        new Cell(
            Set.of(Acceptability.AT_DESIGNATED_TIMES), LUNCH_BREAK, Set.of(), Remedy.HEADTEACHER);
    Cell nominated =
        new Cell(
            Set.of(Acceptability.NOMINATED_USERS, Acceptability.WITH_PERMISSION),
            null,
            Set.of("a.clerk"),
            Remedy.HEADTEACHER);
    Cell directed = Cell.of(Acceptability.WHEN_DIRECTED);
    return List.of(
        row("support", true, Map.of("pupils", yes, "staff", yes), "support"),
        inspectedAndTrusted("learning", Map.of("pupils", yes, "staff", yes)),
        unread("banking", Map.of("pupils", yes, "staff", yes)),
        site("play-corner", false, Map.of("pupils", no, "staff", yes), "lessons.example/play"),
        site("bbc", false, Map.of("pupils", yes, "staff", yes), "bbc.example"),
        site("bbc-games", false, Map.of("pupils", no, "staff", yes), "bbc.example/games"),
        site("charity", true, Map.of("pupils", yes, "staff", yes), "charity.example"),
        row("video", false, Map.of("pupils", no, "staff", yes), "video"),
        row("games", false, Map.of("pupils", no, "year-5", atLunch, "staff", yes), "games"),
        row("shopping", false, Map.of("pupils", no, "staff", nominated), "shopping"),
        row("messaging", false, Map.of("pupils", directed, "staff", yes), "messaging"),
        row("social", false, Map.of("pupils", no, "staff", nominated), "social-media"),
        row("suicide", false, Map.of("pupils", no, "staff", yes), "suicide"),
        row(
            "software-updates",
            false,
            Map.of("pupils", yes, "staff", yes, "infrastructure", yes),
            "software-updates"),
        row("news", false, Map.of("pupils", yes, "staff", yes), "news"),
        row("gambling", false, Map.of("pupils", no, "staff", no), "gambling"),
        row(
            "criminal",
            false,
            Map.of(
                "pupils", Cell.of(Acceptability.ILLEGAL), "staff", Cell.of(Acceptability.ILLEGAL)),
            "grooming"),
        site("school-page", false, Map.of("pupils", yes, "staff", yes), "facebook.com/ourschool"),
        site(
            "printer-vendor",
            false,
            Map.of("infrastructure", yes, "pupils", no, "staff", yes),
            "updates.printer.example"));
  }

  static Activity row(String id, boolean trusted, Map<String, Cell> cells, String... categories) {
    CategorySet set = CategorySet.EMPTY;
    for (String category : categories) {
      set = set.with(TABLE.require(category));
    }
    return new Activity(id, id, set, List.of(), trusted, !trusted, cells);
  }

  static Activity site(String id, boolean trusted, Map<String, Cell> cells, String... sites) {
    List<Site> named = Arrays.stream(sites).map(Site::parse).toList();
    return new Activity(id, id, CategorySet.EMPTY, named, trusted, true, cells);
  }

  private static Activity inspectedAndTrusted(String id, Map<String, Cell> cells) {
    CategorySet set = CategorySet.EMPTY.with(TABLE.require(id));
    return new Activity(id, id, set, List.of(), true, true, cells);
  }

  private static Activity unread(String id, Map<String, Cell> cells) {
    CategorySet set = CategorySet.EMPTY.with(TABLE.require(id));
    return new Activity(id, id, set, List.of(), false, false, cells);
  }

  static Subject subject(String name, String... groups) {
    return new Subject(name, List.of(groups), Confidence.INDIVIDUAL, "192.0.2.7");
  }

  static Classification listed(String... categories) {
    return Classification.of(
        Arrays.stream(categories)
            .filter(id -> !id.isEmpty())
            .map(id -> new Match.Listed(TABLE.require(id), "example.com", "starter/" + id))
            .toList());
  }

  static Target http(String host, String path) {
    return new Target(Protocol.HTTP, HostName.parse(host), 80, path, null);
  }

  static TextFindings found(Origin origin, String category, int weight) {
    Category known = TABLE.require(category);
    return new TextFindings(
        origin,
        new TextFindings.Sums(Map.of(known, weight), Map.of(known, weight)),
        Map.of(),
        Map.of(),
        List.of(
            new Match.Phrase(
                known, "planted phrase", category + ".en", weight, 0, 14, origin, "excerpt")),
        known.illegal());
  }
}
