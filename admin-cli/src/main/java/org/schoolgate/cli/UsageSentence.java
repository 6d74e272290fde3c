package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.schoolgate.cli.config.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** One sentence for a command line that cannot be read: what is wrong in it, and what to do. */
final class UsageSentence {

  private static final Pattern WRONG_VALUE =
      Pattern.compile(
          "Invalid value for (?:option '([^']+)'|positional parameter[^(]*\\(([^)]+)\\))"
              + "[^:]*: (.*)",
          Pattern.DOTALL);
  private static final Pattern NONE_OF =
      Pattern.compile("expected one of \\[([^]]*)] \\(case-insensitive\\) but was ('.*')");
  private static final Pattern NO_NUMBER = Pattern.compile("('.*') is not an? (?:int|long)");

  private UsageSentence() {}

  static String of(CommandLine.ParameterException wrong) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unmatched(unmatched, command);
    }
    if (wrong instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      return missing(missing, command);
    }
    if (wrong instanceof CommandLine.MutuallyExclusiveArgsException) {
      return together(wrong) + " cannot be given together; leave one of them out";
    }
    return plain(String.valueOf(wrong.getMessage())) + help(command, "; ", " says how");
  }

  private static String unmatched(
      CommandLine.UnmatchedArgumentException unmatched, CommandSpec command) {
    String word = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      String name = word.replaceFirst("=.*", "");
      List<String> options =
          command.options().stream()
              .map(OptionSpec::longestName)
              .filter(o -> o.length() > 2)
              .toList();
      return "there is no option '"
          + name
          + "' of '"
          + command.qualifiedName()
          + "'"
          + Nearest.question(name, options)
          + help(command, " ", " lists them");
    }
    if (!command.subcommands().isEmpty()) {
      return "there is no command '"
          + word
          + "'"
          + Nearest.question(word, command.subcommands().keySet())
          + help(command, " ", " lists them");
    }
    return "'"
        + word
        + "' is a word too many for '"
        + command.qualifiedName()
        + "'; put words that belong together in quotes"
        + help(command, ", or see ", "");
  }

  private static String missing(
      CommandLine.MissingParameterException missing, CommandSpec command) {
    List<String> names = new ArrayList<>();
    missing.getMissing().stream().map(UsageSentence::name).distinct().forEach(names::add);
    boolean oneOf = String.valueOf(missing.getMessage()).contains("specify one of these");
    String list =
        names.size() < 2
            ? String.join("", names)
            : String.join(", ", names.subList(0, names.size() - 1))
                + (oneOf ? " or " : " and ")
                + names.get(names.size() - 1);
    return list
        + (names.size() < 2 || oneOf ? " is missing" : " are missing")
        + help(command, "; ", " says what to give");
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? (option.longestName() + " " + option.paramLabel()).strip()
        : argument.paramLabel();
  }

  private static String together(CommandLine.ParameterException wrong) {
    return plain(String.valueOf(wrong.getMessage()))
        .replaceFirst(" are mutually exclusive.*", "")
        .replace("=", " ")
        .lines()
        .collect(Collectors.joining(" "));
  }

  private static String plain(String message) {
    String text = message.replaceFirst("^Error: ", "");
    Matcher value = WRONG_VALUE.matcher(text);
    if (!value.matches()) {
      return text;
    }
    String where = value.group(1) == null ? value.group(2) : value.group(1);
    String what = value.group(3);
    what = NONE_OF.matcher(what).replaceAll(m -> m.group(2) + " is none of " + lower(m.group(1)));
    what = NO_NUMBER.matcher(what).replaceAll("$1 is no whole number");
    return where + ": " + what;
  }

  private static String lower(String names) {
    return names.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String help(CommandSpec command, String before, String after) {
    return before + "`" + command.qualifiedName() + " --help`" + after;
  }
}
