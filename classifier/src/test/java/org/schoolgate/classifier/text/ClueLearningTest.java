package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.classifier.effectiveness.CorpusHalf;
import org.schoolgate.classifier.effectiveness.EffectivenessCase;
import org.schoolgate.classifier.effectiveness.EffectivenessCorpus;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/** Whether the table of clues that ships is what the cases teach, and what it knows beyond them. */
class ClueLearningTest {

  private static final Path CASES =
      Path.of("src/test/resources/org/schoolgate/classifier/text/cases");
  private static final Path SHIPPED = Path.of("src/main/resources/org/schoolgate/classifier/text");

  /** How words are written that clues can read as they stand; other disguises are undone first. */
  private static final Set<String> READABLE =
      Set.of(
          "none",
          "abbreviation",
          "misspelt",
          "phonetic",
          "keyboard-neighbour",
          "mixed-case",
          "accents",
          "full-width");

  /** A pupil's limits, as the policy that ships has them. */
  private static final int TYPED_LIMIT = 60;

  private static final int SHOWN_LIMIT = 100;

  /** The cases, in the order of their files; then the half of the corpus that anybody may read. */
  private static List<EffectivenessCase> cases() throws IOException {
    List<EffectivenessCase> cases = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.sorted().toList()) {
        Files.readAllLines(file, StandardCharsets.UTF_8).stream()
            .filter(line -> !line.startsWith("#"))
            .map(EffectivenessCase::of)
            .forEach(cases::add);
      }
    }
    cases.addAll(EffectivenessCorpus.cases(CorpusHalf.TUNING));
    cases.removeIf(ClueLearningTest::isUnreadable);
    return cases;
  }

  private static boolean isUnreadable(EffectivenessCase one) {
    return one.text().contains("</") || (one.harmful() && !READABLE.contains(one.disguise()));
  }

  @ParameterizedTest
  @EnumSource(Origin.class)
  void theTableThatShipsIsWhatTheCasesTeach(Origin origin) throws IOException {
    String name = "clues." + origin.id() + ".tsv";
    Path learned = Path.of("target", name);
    List<String> lines = new ArrayList<>(header(SHIPPED.resolve(name)));
    lines.addAll(ClueLearning.learn(cases(), origin));
    Files.createDirectories(learned.getParent());
    Files.write(learned, lines, StandardCharsets.UTF_8);

    assertEquals(
        -1,
        Files.mismatch(SHIPPED.resolve(name), learned),
        "the cases teach something else now: if that is meant, copy "
            + learned
            + " into "
            + SHIPPED);
  }

  private static List<String> header(Path table) throws IOException {
    try (Stream<String> lines = Files.lines(table, StandardCharsets.UTF_8)) {
      return lines.filter(line -> line.startsWith("# ")).toList();
    }
  }

  /**
   * Learned from four fifths of the cases, and asked about the others, which it has not read. Most
   * of the harmless ones are hard: the phrases were tuned to them.
   */
  @ParameterizedTest
  @EnumSource(Origin.class)
  void whatItHasNotReadItTellsApartAllTheSame(Origin origin) throws IOException {
    List<EffectivenessCase> read = new ArrayList<>();
    List<EffectivenessCase> unread = new ArrayList<>();
    for (EffectivenessCase one : cases()) {
      (one.text().hashCode() % 5 == 0 ? unread : read).add(one);
    }
    unread.removeIf(one -> one.origin() != origin);
    Clues clues = Clues.of(origin, ClueLearning.learn(read, origin), CategoryTable.builtIn());
    PhraseBook book = PhraseBook.of(List.of(), Map.of(origin, clues));

    double harmful = share(unread.stream().filter(EffectivenessCase::harmful).toList(), book);
    double harmless = share(unread.stream().filter(one -> !one.harmful()).toList(), book);

    assertTrue(harmful > (origin == Origin.TYPED ? 0.45 : 0.3), "harmful ones: " + harmful);
    assertTrue(harmless < (origin == Origin.TYPED ? 0.025 : 0.015), "harmless ones: " + harmless);
  }

  private static double share(List<EffectivenessCase> cases, PhraseBook book) {
    long noticed = cases.stream().filter(one -> isNoticed(one, book)).count();
    return noticed / (double) cases.size();
  }

  private static boolean isNoticed(EffectivenessCase one, PhraseBook book) {
    String text = one.text();
    TextScan scan = new TextScan(book, Fixtures.OPAQUE_IDS, one.origin());
    for (int i = 0; i < text.length(); i++) {
      scan.main().append(text.charAt(i), i);
    }
    scan.finish(text.length());
    TextFindings findings = scan.findings();
    return findings.noticed().values().stream()
        .anyMatch(sum -> sum >= (one.origin() == Origin.TYPED ? TYPED_LIMIT : SHOWN_LIMIT));
  }
}
