package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {

  private static final Map<String, Cell> OPEN = Map.of("pupils", Cell.of(Acceptability.ACCEPTABLE));

  private static Policy policy(Activity... rows) {
    return new Policy(
        "test",
        SmallSchool.TABLE,
        SmallSchool.groups(),
        SmallSchool.LONDON,
        List.of(SmallSchool.LUNCH_BREAK),
        List.of(rows));
  }

  private final Policy sites =
      policy(
          SmallSchool.site("whole", false, OPEN, "bbc.example"),
          SmallSchool.site("part", false, OPEN, "bbc.example/games", "other.example/play"),
          SmallSchool.site("below", false, OPEN, "sport.bbc.example"),
          SmallSchool.site("deeper", false, OPEN, "bbc.example/games/maths"));

  @ParameterizedTest(name = "{0}{1}: {2}, perhaps {3}")
  @CsvSource({
    "bbc.example, /, whole, ''",
    "www.bbc.example, /x, whole, ''",
    "bbc.example, /games/x, part, ''",
    "bbc.example, /games/maths/x, deeper, ''",
    "bbc.example, /games/Maths/x, part, deeper",
    "bbc.example, /Games/maths/x, whole, part deeper",
    "bbc.example, //games, whole, part",
    "sport.bbc.example, /, below, ''",
    "other.example, /, , ''",
    "other.example, /play, part, ''",
    "other.example, /PLAY, , part",
    "elsewhere.example, //games, , ''",
  })
  void theMostSpecificRowNamesASite(
      String host, String path, @Nullable String row, String perhaps) {
    Target target = SmallSchool.http(host, path);
    Activity found = sites.rowForSite(target);
    assertEquals(row, found == null ? null : found.id());
    assertEquals(
        perhaps,
        sites.rowsThatMayName(target).stream().map(Activity::id).collect(Collectors.joining(" ")));
  }

  @ParameterizedTest(name = "{0} for {1}: {2} of {3}")
  @CsvSource({
    "games, year-5, at-designated-times (lunch break), year-5",
    "games, ks1, unacceptable, pupils",
    "games, teachers, acceptable, staff",
    "games, infrastructure, unacceptable, infrastructure",
    // no row names it: closed for children, as the group says for adults
    "music, year-5, unacceptable, year-5",
    "music, teachers, acceptable, teachers",
    "music, infrastructure, unacceptable, infrastructure",
  })
  void aCellIsInherited(String category, String group, String words, String column) {
    Policy policy = SmallSchool.policy();
    Policy.FoundCell found =
        policy.cellOf(
            policy.rowOf(SmallSchool.TABLE.require(category)).orElse(null),
            policy.groups().require(group));
    assertEquals(words, found.cell().words());
    assertEquals(column, found.column().id());
  }

  @Test
  void aForgottenCellIsClosedForChildren() {
    Policy policy = policy(SmallSchool.row("news", false, Map.of(), "news"));
    CategorySet news = CategorySet.EMPTY.with(SmallSchool.TABLE.require("news"));
    Map<String, Boolean> closed =
        Map.of("pupils", true, "year-5", true, "staff", false, "infrastructure", true);
    closed.forEach(
        (group, expected) ->
            assertEquals(
                expected,
                policy.closed(policy.groups().require(group), 0).intersects(news),
                group));
  }

  @Test
  void slotsAreCompiledApart() {
    Policy policy = SmallSchool.policy();
    CategorySet games = CategorySet.EMPTY.with(SmallSchool.TABLE.require("games"));
    Group year5 = policy.groups().require("year-5");
    assertTrue(policy.closed(year5, policy.slotAt(SmallSchool.LESSON)).intersects(games));
    assertEquals(false, policy.closed(year5, policy.slotAt(SmallSchool.LUNCH)).intersects(games));
  }

  @Test
  void aCategoryStandsInOneRow() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            policy(
                SmallSchool.row("a", false, OPEN, "news"),
                SmallSchool.row("b", false, OPEN, "video", "news")));
  }

  @ParameterizedTest
  @CsvSource({
    "suicide, true",
    "grooming, true",
    "gambling, true",
    "pornography, true",
    "malware, true",
    "filter-bypass, true",
    "school-blocked, true",
    "support, true",
    "disclosure, true",
    "iwf-urls, false",
    "iwf-keywords, false",
    "video, false",
    "news, false",
    "learning, false",
  })
  void whatMayNotBeForgotten(String category, boolean needed) {
    assertEquals(needed, SmallSchool.TABLE.needsRow(SmallSchool.TABLE.require(category)));
  }
}
