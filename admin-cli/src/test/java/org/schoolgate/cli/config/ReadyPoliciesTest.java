package org.schoolgate.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Acceptability;
import org.schoolgate.policy.Activity;
import org.schoolgate.policy.Cell;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.Remedy;

/**
 * The ready policies of {@code etc/policies/} against the tables that they reproduce, cell by cell,
 * in the tables' own codes: A acceptable, T at designated times, N nominated users, H with the
 * headteacher's permission, W with a teacher's, D when directed in lessons, U unacceptable, X
 * unacceptable and illegal. Every group stands below one of the columns and has its cell.
 */
final class ReadyPoliciesTest {

  private static final Path ETC = Path.of("../etc");

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what the table calls it | staff | pupils | everybody else
        "grooming                         | X | X | X",
        "child-sexual-exploitation        | X | X | X",
        "pornography                      | U | U | U",
        "adult-content                    | U | U | U",
        "discrimination                   | U | U | U",
        "violence-against-women-and-girls | U | U | U",
        "hate-speech                      | X | X | X",
        "extremism                        | X | X | X",
        "violence                         | U | U | U",
        "weapons                          | U | U | U",
        "bullying                         | U | U | U",
        "self-harm                        | U | U | U",
        "suicide                          | U | U | U",
        "eating-disorders                 | U | U | U",
        "sexting                          | U | U | U",
        "filter-bypass                    | U | U | U",
        "piracy                           | U | U | U",
        "malware                          | U | U | U",
        "games-educational                | U | U | U",
        "games                            | U | U | U",
        "gambling                         | U | U | U",
        "shopping                         | N | N | N",
        "file-sharing                     | N | N | N",
        "social-media                     | N | U | N",
        "messaging                        | U | U | U",
        "video                            | N | N | N",
        "webmail                          | N | U | U",
        "blogs                            | N | W | U",
      })
  void marlborough(String category, String staff, String pupils, String others) throws Exception {
    Policy policy = read("marlborough");

    check(policy, rowOfCategory(policy, category), staff, pupils, others, others);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // what the table calls it | staff | pupils | governors | everybody else
        "grooming                         | X | X  | X | X",
        "child-sexual-exploitation        | X | X  | X | X",
        "extremism                        | X | X  | X | X",
        "pornography                      | U | U  | U | U",
        "adult-content                    | U | U  | U | U",
        "discrimination                   | U | U  | U | U",
        "violence-against-women-and-girls | U | U  | U | U",
        "hate-speech                      | U | U  | U | U",
        "violence                         | U | U  | U | U",
        "weapons                          | U | U  | U | U",
        "bullying                         | U | U  | U | U",
        "self-harm                        | U | U  | U | U",
        "suicide                          | U | U  | U | U",
        "eating-disorders                 | U | U  | U | U",
        "sexting                          | U | U  | U | U",
        "filter-bypass                    | U | U  | U | U",
        "piracy                           | U | U  | U | U",
        "malware                          | U | U  | U | U",
        "games-educational                | T | T  | T | T",
        "games                            | U | U  | U | U",
        "gambling                         | U | U  | U | U",
        "shopping                         | T | T  | T | T",
        "file-sharing                     | T | T  | T | T",
        "social-media                     | T | T  | T | T",
        "messaging                        | A | U  | A | U",
        "video                            | A | U  | A | U",
        "video-calls                      | A | A  | A | A",
        "blogs                            | A | D  | A | U",
      })
  void leighStJohns(String category, String staff, String pupils, String governors, String others)
      throws Exception {
    Policy policy = read("leigh-st-johns");

    check(policy, rowOfCategory(policy, category), staff, pupils, governors, others);
  }

  @ParameterizedTest
  @CsvSource({"school-suite, A, D, A, U", "storage, A, DW, A, U"})
  void leighStJohnsOwnPlaces(
      String row, String staff, String pupils, String governors, String others) throws Exception {
    Policy policy = read("leigh-st-johns");
    Activity found =
        policy.activities().stream()
            .filter(each -> each.id().equals(row))
            .findFirst()
            .orElseThrow();

    check(policy, found, staff, pupils, governors, others);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the default", "marlborough", "leigh-st-johns"})
  void noCategoryIsForgotten(String name) throws Exception {
    SchoolConfig config = name.equals("the default") ? SchoolConfig.read(ETC) : config(name);

    List<String> homeless =
        config.categories().all().stream()
            .filter(category -> !category.illegal())
            .filter(
                category ->
                    config.policy().activities().stream()
                        .noneMatch(row -> row.categories().contains(category)))
            .map(category -> category.id())
            .toList();
    assertEquals(List.of(), homeless);
  }

  @Test
  void byDefaultYouTubeIsForStaffAndNotForPupils() throws Exception {
    Policy policy = SchoolConfig.read(ETC).policy();
    Activity video = rowOfCategory(policy, "video");

    for (Group group : policy.groups().all()) {
      String column = columnOf(policy, group);
      if (column.equals("staff")) {
        assertEquals("A", codes(policy.cell(video, group)), group.id());
      } else if (column.equals("pupils")) {
        assertTrue(List.of("U", "D").contains(codes(policy.cell(video, group))), group.id());
      }
    }
  }

  private Policy read(String name) throws IOException, ConfigRefused {
    return config(name).policy();
  }

  private SchoolConfig config(String name) throws IOException, ConfigRefused {
    Path copy = Files.createDirectories(temp.resolve("policy"));
    for (String file : List.of("matrix.yaml", "groups.yaml", "schedules.yaml")) {
      Files.copy(ETC.resolve("policies").resolve(name).resolve(file), copy.resolve(file));
    }
    for (String file : List.of("schoolgate.yaml", "people.yaml")) {
      Files.copy(ETC.resolve(file), temp.resolve(file));
    }
    return SchoolConfig.read(temp);
  }

  private static Activity rowOfCategory(Policy policy, String category) {
    return policy.activities().stream()
        .filter(row -> row.categories().contains(policy.categories().require(category)))
        .findFirst()
        .orElseThrow();
  }

  private static void check(
      Policy policy, Activity row, String staff, String pupils, String governors, String others) {
    for (Group group : policy.groups().all()) {
      String expected =
          switch (columnOf(policy, group)) {
            case "staff" -> staff;
            case "pupils" -> pupils;
            case "governors" -> governors;
            case "infrastructure" -> "U";
            default -> others;
          };
      assertEquals(expected, codes(policy.cell(row, group)), row.id() + " for " + group.id());
    }
  }

  /** The group at the top of its line: a column of the printed table. */
  private static String columnOf(Policy policy, Group group) {
    String parent = group.parent();
    return parent == null ? group.id() : columnOf(policy, policy.groups().require(parent));
  }

  private static String codes(Cell cell) {
    return cell.acceptabilities().stream()
        .map(acceptability -> code(acceptability, cell))
        .sorted(Comparator.naturalOrder())
        .collect(Collectors.joining());
  }

  private static String code(Acceptability acceptability, Cell cell) {
    return switch (acceptability) {
      case ACCEPTABLE -> "A";
      case AT_DESIGNATED_TIMES -> "T";
      case NOMINATED_USERS -> "N";
      case WITH_PERMISSION -> cell.permission() == Remedy.TEACHER ? "W" : "H";
      case WHEN_DIRECTED -> "D";
      case UNACCEPTABLE -> "U";
      case ILLEGAL -> "X";
    };
  }
}
