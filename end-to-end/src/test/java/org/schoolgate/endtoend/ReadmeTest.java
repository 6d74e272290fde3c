package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The commands of README.md work as they stand there and print what it says. */
final class ReadmeTest {

  private static final Path README = Path.of("../README.md");
  private static final Pattern BLOCK =
      Pattern.compile("```console\n\\$ \\./(.*?)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PIPED = Pattern.compile("echo \"(.*)\" \\| \\./schoolgate (.*)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** Those that a test of their own runs, or that wait for a person at a terminal. */
  private static final Set<String> ELSEWHERE = Set.of("schoolgate demo", "verify");

  private record Example(String line, String output) {}

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(README));
    while (block.find()) {
      String output = block.group(2);
      if (output.startsWith("$ ./")) {
        examples.add(new Example(block.group(1), ""));
        output
            .lines()
            .forEach(line -> examples.add(new Example(line.substring("$ ./".length()), "")));
      } else {
        examples.add(new Example(block.group(1), output));
      }
    }
    return examples;
  }

  @TestFactory
  List<DynamicTest> everyExampleDoesWhatItSays() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Example example : examples()) {
      if (!ELSEWHERE.contains(example.line())) {
        tests.add(DynamicTest.dynamicTest(example.line(), () -> run(example)));
      }
    }
    assertTrue(tests.size() >= 3, "README.md has lost its examples");
    return tests;
  }

  private static void run(Example example) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example.line().substring("schoolgate ".length()));
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    if (words.contains("passwd")) {
      words.add("--help"); // it asks a person at a terminal; its tests are the command's own
    }
    try (School school = School.open()) {
      School.Outcome outcome = school.command(words.toArray(String[]::new));
      assertEquals(0, outcome.status(), outcome::toString);
      if (!example.output().isEmpty()) {
        String masked = outcome.out().replaceFirst("(?m)^(  policy      )[0-9a-f]+$", "$1VERSION");
        assertEquals(example.output(), masked);
      }
    }
  }

  @Test
  void thePhrasesOfItsOwnSchoolDoWhatItSays() throws Exception {
    String readme = Files.readString(README);
    Matcher text = PIPED.matcher(readme);
    assertTrue(text.find(), "README.md has lost its text to scan");
    try (School school = School.open()) {
      Files.writeString(
          school.config().resolve("phrases/school.en.phrases"), block(readme, "category: "));
      School.Outcome valid = school.command("policy", "validate");
      assertEquals(0, valid.status(), valid::toString);
      School.Outcome scanned = school.answering(text.group(1) + "\n", text.group(2).split(" ", -1));
      assertEquals(block(readme, "FILE "), scanned.out(), scanned::toString);
    }
  }

  /** The block of text that begins like that. */
  private static String block(String readme, String beginning) {
    int from = readme.indexOf("```text\n" + beginning) + "```text\n".length();
    return readme.substring(from, readme.indexOf("```", from));
  }

  @Test
  void theDemoDoesWhatItSays() throws Exception {
    try (School school = School.open()) {
      School.Outcome demo = school.command("demo");
      assertEquals(0, demo.status(), demo::toString);
      assertTrue(demo.out().contains("Every step did what it says"), demo::out);
      String readme = Files.readString(README);
      demo.out()
          .lines()
          .filter(line -> line.startsWith("ok  Year") || line.startsWith("ok  A teacher"))
          .map(line -> line.replaceFirst(", reference .*", ""))
          .forEach(line -> assertTrue(readme.contains(line), "README.md does not show: " + line));
    }
  }
}
