package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CellJudgeTest {

  private static final Policy POLICY = SmallSchool.policy();

  private final CellJudge judge = new CellJudge(POLICY);

  /** A cell, then decision, remedy and sentence for year-5 in a lesson. */
  static Stream<Arguments> cells() {
    return Stream.of(
        says(Cell.of(Acceptability.ACCEPTABLE), "inspect", "-", "acceptable for year-5."),
        says(
            Cell.of(Acceptability.UNACCEPTABLE),
            "block",
            "headteacher",
            "unacceptable for year-5."),
        says(Cell.of(Acceptability.ILLEGAL), "block", "nobody", "unacceptable and illegal."),
        says(
            Cell.of(Acceptability.WHEN_DIRECTED),
            "block",
            "teacher",
            "acceptable for year-5 only when a teacher directs it in a lesson."),
        says(
            Cell.of(Acceptability.WITH_PERMISSION),
            "block",
            "headteacher",
            "year-5 need the permission of the headteacher."),
        says(
            cell(Remedy.TEACHER, Set.of(), Acceptability.WITH_PERMISSION),
            "block",
            "teacher",
            "year-5 need the permission of a teacher."),
        says(
            cell(Remedy.HEADTEACHER, Set.of("other"), Acceptability.NOMINATED_USERS),
            "block",
            "headteacher",
            "acceptable for nominated users only."),
        says(
            cell(Remedy.HEADTEACHER, Set.of("somebody"), Acceptability.NOMINATED_USERS),
            "inspect",
            "-",
            "acceptable for nominated users, of whom this is one."),
        says(
            new Cell(
                Set.of(Acceptability.AT_DESIGNATED_TIMES, Acceptability.WHEN_DIRECTED),
                SmallSchool.LUNCH_BREAK,
                Set.of(),
                Remedy.HEADTEACHER),
            "block",
            "later",
            "acceptable for year-5 only at lunch break."));
  }

  private static Cell cell(Remedy permission, Set<String> nominated, Acceptability acceptability) {
    return new Cell(Set.of(acceptability), null, nominated, permission);
  }

  private static Arguments says(Cell cell, String decision, String remedy, String sentence) {
    return Arguments.of(cell, decision, remedy, sentence);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void eachCellHasItsSentence(Cell cell, String decision, String remedy, String sentence) {
    Decision made = judge(Map.of("pupils", cell), "year-5");
    assertEquals(decision, made.id());
    assertEquals("row: " + sentence, made.reason().text());
    assertEquals("row/pupils", made.reason().source());
    if (made instanceof Decision.Block block) {
      assertEquals(remedy, block.remedy().id());
    }
  }

  @Test
  void theGroupThatDecidesIsTheOneThatIsNamed() {
    Map<String, Cell> cells =
        Map.of(
            "pupils", Cell.of(Acceptability.ACCEPTABLE),
            "ks1", Cell.of(Acceptability.UNACCEPTABLE),
            "teachers", Cell.of(Acceptability.UNACCEPTABLE),
            "headteacher", Cell.of(Acceptability.ACCEPTABLE));
    assertEquals("row/ks1", judge(cells, "year-5", "ks1").reason().source());
    assertEquals("row/ks1", judge(cells, "ks1", "year-5").reason().source());
    assertEquals("row/headteacher", judge(cells, "teachers", "headteacher").reason().source());
    assertEquals("row/headteacher", judge(cells, "headteacher", "teachers").reason().source());
    assertEquals("row/teachers", judge(cells, "teachers", "year-5").reason().source());
  }

  @Test
  void nobodyIsInNoGroup() {
    assertThrows(IllegalArgumentException.class, () -> judge(Map.of()));
    assertThrows(IllegalArgumentException.class, () -> judge.uncategorised(List.of()));
  }

  private Decision judge(Map<String, Cell> cells, String... groups) {
    return judge.row(
        SmallSchool.row("row", false, cells, "news"),
        null,
        SmallSchool.subject("somebody", groups.length == 0 ? new String[] {"none"} : groups),
        Stream.of(groups).map(POLICY.groups()::require).toList(),
        POLICY.slotAt(SmallSchool.LESSON),
        Trace.NONE);
  }
}
