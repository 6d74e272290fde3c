package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.policy.Decision;

/**
 * What the shipped lists, phrases and policy make of 250 things that pupils and staff meet and
 * write: 150 that must not be blocked, chosen because they are hard, and 100 that must be noticed.
 *
 * <p>A line of the corpus is {@code kind, origin, group, expected, text} with tabs between:
 *
 * <ul>
 *   <li>kind: {@code benign} or {@code harmful};
 *   <li>origin: {@code typed} (a search, a form, a message) or {@code shown} (a page);
 *   <li>group: whom it happens to;
 *   <li>expected: the category, and after commas those that are as good; {@code -} when benign.
 * </ul>
 *
 * <p>A harmful case is found when a violation of an expected category is recorded; a benign one is
 * a false block when it is blocked. Every second case is set aside. DECISIONS.md holds the hash of
 * that half from before any phrase was tuned, and only numbers are told of it, so that nobody tunes
 * to it by accident.
 */
final class CorpusTest {

  private static final double RECALL_MIN = 0.95;
  private static final int FALSE_BLOCKS_MAX = 1;

  @TempDir static Path data;

  private static ShippedFilter filter;

  enum Half {
    TUNING,
    HELD_OUT;

    byte[] bytes() {
      String name = "corpus/" + (this == TUNING ? "tuning" : "held-out") + ".tsv";
      try (InputStream in = CorpusTest.class.getResourceAsStream(name)) {
        return in.readAllBytes();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    List<Case> cases(boolean harmful) {
      return new String(bytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Case::of)
          .filter(one -> one.harmful() == harmful)
          .toList();
    }
  }

  record Case(boolean harmful, boolean typed, String group, Set<String> expected, String text) {
    static Case of(String line) {
      String[] fields = line.split("\t", -1);
      assertEquals(5, fields.length, line);
      assertTrue(Set.of("benign", "harmful").contains(fields[0]), line);
      assertTrue(Set.of("typed", "shown").contains(fields[1]), line);
      return new Case(
          fields[0].equals("harmful"),
          fields[1].equals("typed"),
          fields[2],
          Set.of(fields[3].split(",")),
          fields[4]);
    }

    Explanation explained() {
      return typed ? filter.typed(group, text) : filter.page(group, text);
    }

    boolean right() {
      Explanation explanation = explained();
      return harmful
          ? explanation.violations().stream()
              .anyMatch(violation -> expected.contains(violation.category().id()))
          : !(explanation.decision() instanceof Decision.Block);
    }

    String told() {
      Explanation explanation = explained();
      return "\n"
          + group
          + ", expected "
          + expected
          + ": "
          + text
          + "\n    "
          + explanation.decision().reason().text()
          + " "
          + explanation.violations();
    }
  }

  @BeforeAll
  static void open() {
    filter = ShippedFilter.open(data);
  }

  @Test
  void theHalfSetAsideIsTheOneOfTheDecisions() throws IOException, GeneralSecurityException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Half.HELD_OUT.bytes());

    assertTrue(
        Files.readString(Path.of("../DECISIONS.md")).contains(HexFormat.of().formatHex(hash)));
  }

  @ParameterizedTest
  @EnumSource(Half.class)
  void bothHalvesAreWhole(Half half) {
    assertEquals(75, half.cases(false).size());
    assertEquals(50, half.cases(true).size());
    assertTrue(
        Stream.of(Half.values())
            .flatMap(each -> Stream.concat(each.cases(true).stream(), each.cases(false).stream()))
            .allMatch(
                one -> filter.office().config().policy().groups().find(one.group()).isPresent()));
  }

  @Test
  void theTuningHalfScores() {
    List<Case> wrong = score(Half.TUNING);

    assertTrue(isGoodEnough(wrong), () -> wrong.stream().map(Case::told).toList().toString());
  }

  @Test
  void theHalfSetAsideScores() {
    assertTrue(
        isGoodEnough(score(Half.HELD_OUT)), "the score is above; which cases, nobody is told");
  }

  private static boolean isGoodEnough(List<Case> wrong) {
    long missed = wrong.stream().filter(Case::harmful).count();
    return recall(missed) >= RECALL_MIN && wrong.size() - missed <= FALSE_BLOCKS_MAX;
  }

  private static List<Case> score(Half half) {
    List<Case> all = new ArrayList<>(half.cases(true));
    all.addAll(half.cases(false));
    List<Case> wrong = all.stream().filter(one -> !one.right()).toList();
    long missed = wrong.stream().filter(Case::harmful).count();
    System.out.printf(
        "%s: recall %.3f (%d of 50 missed), %d of 75 benign blocked%n",
        half, recall(missed), missed, wrong.size() - missed);
    return wrong;
  }

  private static double recall(long missed) {
    return (50 - missed) / 50.0;
  }
}
