package org.schoolgate.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Asks for the passwords that a command needs, where somebody can type them unseen. */
final class PasswordPrompt {

  private PasswordPrompt() {}

  /**
   * The passwords, in the order of the prompts; whoever gets them wipes them.
   *
   * @throws CommandFailure if there is no terminal and none comes on standard input
   */
  static List<char[]> askFor(DeskCommand command, PrintStream err) throws IOException {
    List<String> prompts = command.passwordPrompts();
    if (prompts.isEmpty()) {
      return List.of();
    }
    return command.passwordsOnStandardInput() ? fromInput(prompts) : fromTerminal(prompts, err);
  }

  private static List<char[]> fromInput(List<String> prompts) throws IOException {
    List<char[]> secrets = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String prompt : prompts) {
      String line = lines.readLine();
      if (line == null || line.isEmpty()) {
        throw missing(prompt);
      }
      secrets.add(line.toCharArray());
    }
    return secrets;
  }

  @SuppressWarnings("SystemConsoleNull") // Java 17, which we build for, gives null off a terminal
  private static List<char[]> fromTerminal(List<String> prompts, PrintStream err) {
    Console console = System.console();
    if (console == null) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "a password is needed and there is no terminal; give it with --password-stdin");
    }
    List<char[]> secrets = new ArrayList<>();
    for (String prompt : prompts) {
      char[] typed = console.readPassword("%s: ", prompt);
      if (typed == null || typed.length == 0) {
        throw missing(prompt);
      }
      secrets.add(typed);
    }
    err.flush();
    return secrets;
  }

  /** Nobody guessed, so nobody is told of a wrong password, and nothing is recorded. */
  private static CommandFailure missing(String prompt) {
    return new CommandFailure(
        ExitStatus.USAGE,
        "nothing was given for '"
            + prompt
            + "'; type it on a terminal, or give it on standard input with --password-stdin");
  }
}
