package org.schoolgate.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every tracked file keeps the rules, and each rule finds what breaks it. */
final class TidyTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final TidyRules rules = new TidyRules(HOME);

  @Test
  void everyTrackedFileIsTidy() throws Exception {
    List<String> paths = tracked();
    assertTrue(paths.contains("pom.xml"), "git names no pom.xml among the tracked files");
    List<String> findings = new ArrayList<>(rules.packagesWithoutInfo(paths));
    for (String path : paths) {
      Path file = HOME.resolve(path);
      if (Files.isRegularFile(file)) {
        findings.addAll(rules.findingsIn(path, Files.readAllBytes(file)));
      }
    }
    assertEquals("", String.join("\n", findings));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit/src/main/java/A.java | // TO~DO later | left-over",
        "README.md | FIX~ME | left-over",
        "audit/src/main/java/A.java | // Not yet imple~mented. | unfinished",
        "audit/src/main/java/A.java | // a st~ub for now | unfinished",
        "audit/src/main/java/A.java | throw new Unsupported~OperationException(); | unfinished",
        "audit/src/test/java/A.java | @Dis~abled | switched-off test",
        "audit/src/test/java/A.java | assu~meTrue(false); | switched-off test",
        "audit/src/test/java/A.java | Thread.sle~ep(1); | sleep",
        "audit/src/test/java/A.java | import org.mock~ito.Mock; | mock",
        "audit/src/main/java/A.java | try { a(); } cat~ch (Exception e) { } | empty catch",
        "schoolgate | cd /ho~me/sam/schoolgate | path of one machine",
        "audit/src/main/java/package-info.java | package a; | package",
        "README.md | see [this](docs/nowhere.md#part) | dead link",
        "lib/a.jar | PK | binary",
        "etc/a.txt | a\0b | binary",
      })
  void ruleBites(String path, String text, String rule) {
    List<String> findings = findingsIn(path, text);
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.get(0).startsWith(path + ":1: " + rule + ":"), findings::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit/src/main/java/A.java | // asks the st~ub resolver",
        "audit/src/main/java/A.java | throw new Unsupported~OperationException(\"read-only view\");",
        "audit/src/main/java/A.java | catch (IOException e) { log.warn(e); }",
        "etc/lists/own/pornography/domains | XX~X.example",
        "admin-cli/src/test/resources/org/schoolgate/cli/corpus/a.tsv | harmful, XX~X",
        "README.md | see [this](pom.xml#top), [that](https://example.org/x) and [part](#part)",
        "README.md | http://example.org/ho~me/index.html",
      })
  void ruleSpares(String path, String text) {
    assertEquals(List.of(), findingsIn(path, text));
  }

  @Test
  void longFileIsFound() {
    assertEquals(List.of(), findingsIn("a/src/main/java/A.java", "\n".repeat(450)));
    assertEquals(1, findingsIn("a/src/main/java/A.java", "\n".repeat(451)).size());
  }

  @Test
  void silentPackageIsFound() {
    assertEquals(
        List.of("a/src/main/java/b:1: package: no package-info.java"),
        rules.packagesWithoutInfo(
            List.of("a/src/main/java/b/B.java", "a/src/main/java/c/package-info.java")));
  }

  private List<String> findingsIn(String path, String text) {
    return rules.findingsIn(path, text.replace("~", "").getBytes(StandardCharsets.UTF_8));
  }

  /** What git tracks; in a copy without git, every file outside the folders that git ignores. */
  private static List<String> tracked() throws IOException, InterruptedException {
    if (!Files.exists(HOME.resolve(".git"))) {
      try (var files = Files.walk(HOME)) {
        return files
            .filter(Files::isRegularFile)
            .map(file -> HOME.relativize(file).toString())
            .filter(path -> !path.startsWith("var/") && !path.matches("(.*/)?target/.*"))
            .toList();
      }
    }
    Path names = Files.createTempFile("tracked", ".txt");
    try {
      Process git =
          new ProcessBuilder("git", "-c", "safe.directory=*", "ls-files", "-z")
              .directory(HOME.toFile())
              .redirectOutput(names.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      assertTrue(git.waitFor(30, TimeUnit.SECONDS), "git did not answer");
      assertEquals(0, git.exitValue());
      return List.of(Files.readString(names).split("\0"));
    } finally {
      Files.delete(names);
    }
  }
}
