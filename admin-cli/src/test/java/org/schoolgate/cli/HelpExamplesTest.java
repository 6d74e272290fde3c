package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.console.override.OverrideRequest;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Every example that the help of a command prints can be typed as it stands. */
final class HelpExamplesTest {

  private static final Pattern EXAMPLE = Pattern.compile("^ *schoolgate ([a-z]+ .*)$");

  /** What a shell does before the program sees anything. */
  private static final Pattern REDIRECTED = Pattern.compile(" > \\S+$");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static final Pattern BY = Pattern.compile(" --by (\\S+)");

  @TempDir Path folder;

  static List<String> examples() {
    List<String> examples = new ArrayList<>();
    collect(line(), examples);
    return examples;
  }

  private static CommandLine line() {
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Commands.line(new Schoolgate(), nowhere, nowhere);
  }

  private static void collect(CommandLine command, List<String> into) {
    for (String line : command.getUsageMessage().lines().toList()) {
      Matcher example = EXAMPLE.matcher(line);
      if (example.matches() && !line.contains("[") && !line.contains("COMMAND")) {
        into.add(REDIRECTED.matcher(example.group(1)).replaceFirst(""));
      }
    }
    command.getSubcommands().values().stream().distinct().forEach(each -> collect(each, into));
  }

  private static String[] words(String example) {
    return WORD.matcher(example)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  @Test
  void thereAreExamples() {
    assertTrue(examples().size() > 15, () -> "found " + examples());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void whatHelpShowsCanBeTyped(String example) {
    ParseResult leaf = line().parseArgs(words(example));
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    Object command = leaf.commandSpec().userObject();
    if (command instanceof DeskCommand desk) {
      assertDoesNotThrow(desk::check);
    }
    for (String name : List.of("--reason", "--why")) {
      if (leaf.hasMatchedOption(name) && !example.startsWith("lists show")) {
        String reason = leaf.matchedOptionValue(name, "");
        assertDoesNotThrow(() -> OverrideRequest.oneLine(reason));
      }
    }
  }

  @Test
  void whatHelpShowsOfTheSchoolsOwnListsIsDone() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder).without("phrases");
    Stream.of("lists add ", "lists remove games", "lists add games", "lists ratify ")
        .flatMap(which -> examples().stream().filter(each -> each.startsWith(which)))
        .forEach(
            example -> {
              String line = example.replace('"', '\'');
              Matcher by = BY.matcher(line);
              PeopleTestSchool.Result done =
                  by.find()
                      ? school.run(
                          line + " --password-stdin", PeopleTestSchool.password(by.group(1)) + "\n")
                      : school.run(line);
              assertEquals(ExitStatus.DONE, done.status(), () -> example + done);
            });
  }
}
