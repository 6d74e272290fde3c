package org.schoolgate.tidy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules that every tracked file keeps, each with the files it is for and the text it forbids.
 *
 * <p>Forbidden words are written in two pieces here, so that this file keeps its own rules.
 */
final class TidyRules {

  private static final int JAVA_LINES_MAX = 450;

  private static final Predicate<String> JAVA = path -> path.endsWith(".java");
  private static final Predicate<String> MAIN = JAVA.and(path -> path.contains("/src/main/java/"));
  private static final Predicate<String> TEST = JAVA.and(path -> path.contains("/src/test/java/"));
  private static final Pattern LINK = Pattern.compile("!?\\[[^\\]]*\\]\\(([^)\\s]+)[^)]*\\)");

  private static final Set<String> PICTURES = Set.of("png", "ico", "webp");

  private static final Set<String> BINARIES =
      Set.of(
          "jar", "class", "so", "gz", "zip", "tar", "bz2", "xz", "db", "sqlite", "seg", "jsa",
          "bin");

  private static final List<Forbidden> FORBIDDEN =
      List.of(
          new Forbidden(
              "left-over", TidyRules::isOurs, "\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b"),
          new Forbidden(
              "unfinished", MAIN, "(?i)\\bnot (yet )?imple" + "mented\\b|\\bunimple" + "mented\\b"),
          new Forbidden("unfinished", MAIN, "(?i)\\bst" + "ub(s|bed)?\\b(?! resolver)"),
          new Forbidden("unfinished", MAIN, "Unsupported" + "OperationException\\(\\s*\\)"),
          new Forbidden(
              "switched-off test", TEST, "@(Dis" + "abled|Ign" + "ore|Enabled" + "If)\\w*"),
          new Forbidden(
              "switched-off test",
              TEST,
              "\\b(assu" + "meTrue|assu" + "meFalse|assu" + "mingThat)\\b"),
          new Forbidden(
              "sleep",
              TEST,
              "\\bThread\\s*\\.\\s*sle" + "ep\\b|\\bTimeUnit\\.\\w+\\.sle" + "ep\\b"),
          new Forbidden("mock", TEST, "\\borg\\.mock" + "ito\\b|\\borg\\.easy" + "mock\\b"),
          new Forbidden("empty catch", JAVA, "catch\\s*\\([^)]*\\)\\s*\\{\\s*\\}"),
          new Forbidden(
              "path of one machine",
              TidyRules::isOurs,
              "(?<![\\w./*$}-])(/ho"
                  + "me/[a-z]|/Us"
                  + "ers/|/ro"
                  + "ot/|/wo"
                  + "rk/|C:\\\\Us"
                  + "ers)"));

  private record Forbidden(String rule, Predicate<String> where, Pattern text) {
    Forbidden(String rule, Predicate<String> where, String text) {
      this(rule, where, Pattern.compile(text));
    }
  }

  private final Path home;

  /**
   * @param home the folder that paths are relative to; links are resolved in it
   */
  TidyRules(Path home) {
    this.home = home;
  }

  /** Everything that one file breaks, each as {@code path:line: rule: text}. */
  List<String> findingsIn(String path, byte[] content) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    if (PICTURES.contains(extension)) {
      return List.of();
    }
    if (BINARIES.contains(extension) || hasNul(content)) {
      return List.of(path + ":1: binary: no build can show where it came from");
    }
    String text = new String(content, StandardCharsets.UTF_8);
    List<String> findings = new ArrayList<>();
    for (Forbidden forbidden : FORBIDDEN) {
      if (forbidden.where().test(path)) {
        Matcher matcher = forbidden.text().matcher(text);
        while (matcher.find()) {
          findings.add(at(path, text, matcher.start(), forbidden.rule() + ": " + matcher.group()));
        }
      }
    }
    if (JAVA.test(path) && text.lines().count() > JAVA_LINES_MAX) {
      findings.add(at(path, text, text.length(), "too long: over " + JAVA_LINES_MAX + " lines"));
    }
    if (MAIN.test(path) && path.endsWith("/package-info.java") && !text.contains("@NullMarked")) {
      findings.add(at(path, text, 0, "package: not @NullMarked"));
    }
    if (path.endsWith(".md")) {
      addDeadLinks(path, text, findings);
    }
    return findings;
  }

  /** The main packages among these paths that say nothing of themselves. */
  List<String> packagesWithoutInfo(List<String> paths) {
    return paths.stream()
        .filter(MAIN)
        .map(path -> path.substring(0, path.lastIndexOf('/')))
        .distinct()
        .filter(folder -> !paths.contains(folder + "/package-info.java"))
        .map(folder -> folder + ":1: package: no package-info.java")
        .toList();
  }

  /** Lists, phrases and the corpus hold what pupils meet, and the licence is not ours to edit. */
  private static boolean isOurs(String path) {
    return !path.startsWith("etc/lists/")
        && !path.startsWith("etc/phrases/")
        && !path.contains("/src/test/resources/org/schoolgate/cli/corpus/")
        && !path.equals("LICENSE");
  }

  private void addDeadLinks(String path, String text, List<String> findings) {
    Matcher matcher = LINK.matcher(text);
    while (matcher.find()) {
      String link = matcher.group(1).replaceFirst("#.*", "");
      boolean elsewhere = link.isEmpty() || link.contains(":");
      if (!elsewhere && !Files.exists(home.resolve(path).resolveSibling(link).normalize())) {
        findings.add(at(path, text, matcher.start(), "dead link: " + link));
      }
    }
  }

  private static boolean hasNul(byte[] content) {
    for (byte b : content) {
      if (b == 0) {
        return true;
      }
    }
    return false;
  }

  private static String at(String path, String text, int offset, String what) {
    long line = 1 + text.substring(0, offset).chars().filter(c -> c == '\n').count();
    return path + ":" + line + ": " + what;
  }
}
