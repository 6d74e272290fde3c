package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Decision;

/**
 * What pupils write every day, and what support pages say, is not blocked by what ships, and its
 * harmful neighbours are: a meeting behind the sports hall and a fight there, an invitation that
 * asks for an address and a stranger who does. The cases are also learned from, so their columns
 * are those of the effectiveness corpus.
 */
final class EverydayTest {

  private static final Path CASES =
      Path.of("../classifier/src/test/resources/org/schoolgate/classifier/text/cases/everyday.tsv");

  private static final Path HOME_LANGUAGES =
      Path.of("src/test/resources/org/schoolgate/cli/home-languages.tsv");

  @TempDir static Path data;

  private static ShippedFilter filter;

  private record Case(boolean harmful, boolean typed, String group, Set<String> of, String text) {

    static Case of(String line) {
      String[] fields = line.split("\t", -1);
      return new Case(
          fields[0].equals("harmful"),
          fields[1].equals("typed"),
          fields[2],
          Set.of(fields[5].split(",")),
          fields[6]);
    }

    Explanation explained() {
      return typed ? filter.typed(group, text) : filter.page(group, text);
    }

    boolean isBlocked() {
      return explained().decision() instanceof Decision.Block;
    }

    boolean isOnRecord() {
      return explained().violations().stream().anyMatch(one -> of.contains(one.category().id()));
    }
  }

  @BeforeAll
  static void open() {
    filter = ShippedFilter.open(data);
  }

  private static List<Case> cases(boolean harmful) throws IOException {
    try (Stream<String> lines = Files.lines(CASES)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(Case::of)
          .filter(one -> one.harmful() == harmful)
          .toList();
    }
  }

  @Test
  void whatPupilsWriteEveryDayIsNotBlocked() throws IOException {
    List<Case> harmless = cases(false);

    assertTrue(harmless.size() > 300, () -> harmless.size() + " cases");
    assertEquals(List.of(), harmless.stream().filter(Case::isBlocked).map(Case::text).toList());
  }

  @Test
  void itsHarmfulNeighboursAre() throws IOException {
    List<Case> harmful = cases(true);

    assertTrue(harmful.size() > 50, () -> harmful.size() + " cases");
    assertEquals(
        List.of(),
        harmful.stream()
            .filter(one -> !one.isBlocked() || !one.isOnRecord())
            .map(Case::text)
            .toList());
  }

  /** Clues know few words of other languages, and may not take the frequent ones for a sign. */
  @Test
  void whatIsSaidInOtherLanguagesIsRarelyOnRecord() throws IOException {
    List<String> texts;
    try (Stream<String> lines = Files.lines(HOME_LANGUAGES)) {
      texts =
          lines
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.substring(line.indexOf('\t') + 1))
              .toList();
    }
    List<String> recorded =
        texts.stream()
            .filter(text -> !filter.typed("year-6", text).violations().isEmpty())
            .toList();

    assertTrue(texts.size() > 150, () -> texts.size() + " sentences");
    assertTrue(recorded.size() * 15 <= texts.size(), recorded::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ich bin satt", "nie lubię groszku", "no quiero ir a la cama"})
  void frequentWordsOfOtherLanguagesTellNothing(String text) {
    assertEquals(List.of(), filter.typed("year-6", text).violations());
  }
}
