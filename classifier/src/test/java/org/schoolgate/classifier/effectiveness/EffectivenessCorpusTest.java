package org.schoolgate.classifier.effectiveness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Origin;

final class EffectivenessCorpusTest {

  private static final int BENIGN_OF_A_HALF = 476;
  private static final int HARMFUL_OF_A_HALF_MIN = 307;

  private static final List<EffectivenessCase> ALL =
      Stream.of(CorpusHalf.values())
          .flatMap(half -> EffectivenessCorpus.cases(half).stream())
          .toList();

  @Test
  void theHalfSetAsideIsTheOneOfTheDecisions() throws IOException, GeneralSecurityException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(EffectivenessCorpus.bytes(CorpusHalf.SET_ASIDE));

    assertTrue(
        Files.readString(Path.of("../DECISIONS.md")).contains(HexFormat.of().formatHex(hash)));
  }

  @ParameterizedTest
  @EnumSource
  void aHalfIsWhole(CorpusHalf half) {
    List<EffectivenessCase> cases = EffectivenessCorpus.cases(half);
    long harmful = cases.stream().filter(EffectivenessCase::harmful).count();

    assertEquals(BENIGN_OF_A_HALF, cases.size() - harmful);
    assertTrue(harmful >= HARMFUL_OF_A_HALF_MIN, () -> harmful + " harmful cases");
  }

  @Test
  void noTextStandsTwice() {
    Set<String> seen = new HashSet<>();

    assertEquals(List.of(), texts(one -> !seen.add(one.text())));
  }

  @Test
  void expectedCategoriesAreMonitored() {
    CategoryTable categories = CategoryTable.builtIn();
    Predicate<EffectivenessCase> known =
        one -> one.expected().stream().allMatch(id -> categories.require(id).monitored());

    assertEquals(List.of(), texts(known.negate()));
    assertEquals(
        List.of(),
        texts(one -> one.harmful() == one.expected().isEmpty() || one.topic().isEmpty()));
  }

  @Test
  void groupsAreShipped() throws IOException {
    String groups = Files.readString(Path.of("../etc/policy/groups.yaml"));

    assertEquals(List.of(), texts(one -> !groups.contains("\n  " + one.group() + ": {")));
  }

  @Test
  void languagesAreTags() {
    assertEquals(
        List.of(),
        texts(
            one -> !Locale.forLanguageTag(one.language()).toLanguageTag().equals(one.language())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "leet",
        "look-alike",
        "spaced",
        "dotted",
        "masked",
        "repeated",
        "zero-width",
        "soft-hyphen",
        "full-width",
        "accents",
        "circled",
        "mathematical",
        "reversed",
        "misspelt",
        "keyboard-neighbour",
        "phonetic",
        "glued",
        "abbreviation",
        "mixed-case",
        "split-by-tags"
      })
  void everyDisguiseIsTried(String disguise) {
    assertTrue(count(true, disguise, EffectivenessCase::disguise) >= 6);
    assertTrue(count(false, disguise, EffectivenessCase::disguise) >= 2);
  }

  @Test
  void thereIsNoOtherDisguise() {
    assertEquals(
        21, ALL.stream().map(EffectivenessCase::disguise).collect(Collectors.toSet()).size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cy", "pl", "ur", "pa", "ro", "ar", "fr", "es", "de", "pt"})
  void everyLanguageIsTried(String language) {
    Function<EffectivenessCase, String> base =
        one -> Locale.forLanguageTag(one.language()).getLanguage();

    assertTrue(count(true, language, base) >= 12);
    assertTrue(count(false, language, base) >= 6);
  }

  @ParameterizedTest
  @EnumSource
  void nothingInvisibleStandsInAFile(CorpusHalf half) {
    String file = new String(EffectivenessCorpus.bytes(half), StandardCharsets.UTF_8);

    assertFalse(
        file.codePoints()
            .filter(c -> c != '\n' && c != '\t')
            .anyMatch(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c)),
        half.title());
  }

  @Test
  void aLineIsRead() {
    EffectivenessCase read =
        EffectivenessCase.of(
            "harmful\ttyped\tyear-5\ten\tzero-width\tsuicide,self-harm\tk\\u200Bms");

    assertEquals(Origin.TYPED, read.origin());
    assertEquals(List.of("suicide", "self-harm"), read.expected());
    assertEquals("k\u200Bms", read.text());
  }

  @ParameterizedTest
  @CsvSource({
    "harmful typed year-5 en none suicide",
    "harmless typed year-5 en none suicide kms",
    "benign seen year-5 en none health kms",
    "benign typed year-5 en none health kms more",
  })
  void anotherLineIsRefused(String line) {
    assertThrows(
        IllegalArgumentException.class, () -> EffectivenessCase.of(line.replace(' ', '\t')));
  }

  private static List<String> texts(Predicate<EffectivenessCase> wrong) {
    return ALL.stream().filter(wrong).map(EffectivenessCase::text).toList();
  }

  private static long count(
      boolean harmful, String value, Function<EffectivenessCase, String> column) {
    return ALL.stream()
        .filter(one -> one.harmful() == harmful && column.apply(one).equals(value))
        .count();
  }
}
