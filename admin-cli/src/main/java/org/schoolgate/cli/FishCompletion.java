package org.schoolgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A completion script for fish, which Picocli does not make: commands, subcommands and options. */
final class FishCompletion {

  private FishCompletion() {}

  static String of(CommandLine root) {
    StringBuilder script = new StringBuilder("complete -c schoolgate -f\n");
    add(script, root, "__fish_use_subcommand");
    root.getSubcommands()
        .forEach(
            (name, command) -> {
              add(script, command, "__fish_seen_subcommand_from " + name);
            });
    return script.toString();
  }

  private static void add(StringBuilder script, CommandLine command, String condition) {
    command
        .getSubcommands()
        .forEach(
            (name, sub) ->
                script.append(
                    "complete -c schoolgate -n '%s' -a %s -d '%s'%n"
                        .formatted(condition, name, description(sub))));
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        script.append(
            "complete -c schoolgate -n '%s' -l %s%n"
                .formatted(condition, option.longestName().replaceFirst("^-+", "")));
      }
    }
  }

  private static String description(CommandLine command) {
    String[] lines = command.getCommandSpec().usageMessage().description();
    return lines.length == 0 ? "" : lines[0].replace("'", "");
  }
}
