package org.schoolgate.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules hold for the house, and each of them finds the class that was planted to break it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HouseRulesTest {

  /** For each rule the planted classes that it must find, and no others. */
  private static final Map<String, Set<String>> PLANTED =
      Map.ofEntries(
          Map.entry("policy-is-jdk-only", Set.of("policy.SpeaksNetty")),
          Map.entry("policy-does-no-io", Set.of("policy.ReadsFiles", "policy.AsksForNames")),
          Map.entry("classifier-is-below-audit", Set.of("classifier.KnowsAudit")),
          Map.entry("audit-knows-no-wire", Set.of("audit.SpeaksNetty", "audit.KnowsClassifier")),
          Map.entry("gateway-is-wired-only", Set.of("console.KnowsGateway")),
          Map.entry("nobody-needs-the-cli", Set.of("console.KnowsCli")),
          Map.entry(
              "modules-have-no-cycle", Set.of("classifier.KnowsAudit", "audit.KnowsClassifier")),
          Map.entry(
              "gateway-packages-have-no-cycle",
              Set.of("gateway.http.Edge", "gateway.enforce.Pages")),
          Map.entry(
              "classifier-packages-have-no-cycle",
              Set.of("classifier.site.Entry", "classifier.index.Table")),
          Map.entry("classifier-is-put-together-at-its-root", Set.of("classifier.text.KnowsLists")),
          Map.entry(
              "netty-stays-at-the-wire",
              Set.of("policy.SpeaksNetty", "audit.SpeaksNetty", "gateway.SpeaksNetty")),
          Map.entry("sql-stays-in-the-index", Set.of("audit.SpeaksSql")),
          Map.entry(
              "clock-and-chance-are-passed-in",
              Set.of(
                  "gateway.ReadsTheClock",
                  "gateway.ReadsTheClockByReference",
                  "gateway.RollsDice")),
          Map.entry("elapsed-time-is-for-waiting", Set.of("gateway.MeasuresTime")),
          Map.entry("no-mutable-statics", Set.of("gateway.Remembers")),
          Map.entry("no-hidden-mutable-statics", Set.of("gateway.Remembers")),
          Map.entry("only-the-cli-prints", Set.of("gateway.Prints")),
          Map.entry("enforcer-is-an-interface", Set.of("gateway.Enforcer")),
          Map.entry("recorded-comes-from-the-audit-gate", Set.of("gateway.MakesRecorded")),
          Map.entry("illegal-is-outside-the-policy", Set.of("policy.PolicyWithIllegal")));

  private static final Pattern FINDS =
      Pattern.compile("(?:Class|Method|Constructor|Field) <planted\\.([a-z.]+\\.[A-Z][A-Za-z]*)");

  private final JavaClasses house =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.schoolgate");

  private final JavaClasses planted = new ClassFileImporter().importPackages("planted");

  static Stream<Arguments> rulesOfTheHouse() {
    return rules("org.schoolgate");
  }

  static Stream<Arguments> rulesOfThePlanted() {
    return rules("planted");
  }

  private static Stream<Arguments> rules(String root) {
    return new HouseRules(root)
        .all().entrySet().stream().map(rule -> Arguments.of(rule.getKey(), rule.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesOfTheHouse")
  void holds(String name, ArchRule rule) {
    rule.check(house);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesOfThePlanted")
  void bites(String name, ArchRule rule) {
    EvaluationResult found = rule.evaluate(planted);
    Set<String> classes = new TreeSet<>();
    for (String line : found.getFailureReport().getDetails()) {
      Matcher matcher = FINDS.matcher(line);
      while (matcher.find()) {
        classes.add(matcher.group(1));
      }
    }
    assertEquals(
        new TreeSet<>(PLANTED.getOrDefault(name, Set.of())),
        classes,
        () -> found.getFailureReport().toString());
  }

  /** A rule over classes that were not found would hold for the wrong reason. */
  @ParameterizedTest
  @ValueSource(strings = {"policy", "classifier", "audit", "gateway", "console", "cli"})
  void moduleIsLookedAt(String module) {
    assertFalse(
        house.stream().noneMatch(c -> c.getPackageName().equals("org.schoolgate." + module)),
        "no class of " + module + " was found to check");
  }
}
