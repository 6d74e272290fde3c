package org.schoolgate.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How the command classes are put together with Picocli. */
final class Commands {

  private static final int USAGE_WIDTH = 100;

  private Commands() {}

  static CommandLine line(Schoolgate root, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(root);
    line.setOut(new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), true));
    line.setErr(new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true));
    line.setUsageHelpWidth(USAGE_WIDTH);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    // A word that begins with @ would otherwise be read as a file, inside the gateway too.
    line.setExpandAtFiles(false);
    line.getSubcommands().values().forEach(Commands::leaveVersionToTheRoot);
    return line;
  }

  /** The standard options bring --version to every command; only the program has one. */
  private static void leaveVersionToTheRoot(CommandLine command) {
    OptionSpec version = command.getCommandSpec().findOption("--version");
    if (version != null) {
      command.getCommandSpec().remove(version);
    }
    command.getSubcommands().values().forEach(Commands::leaveVersionToTheRoot);
  }

  /**
   * The command that was asked for; null, with its usage on standard error, if it is only a group.
   */
  static @Nullable DeskCommand leafOf(ParseResult parsed, PrintStream err) {
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    if (leaf.commandSpec().userObject() instanceof DeskCommand command) {
      return command;
    }
    err.println("schoolgate: a command is missing; these there are:");
    leaf.commandSpec().commandLine().usage(err);
    return null;
  }
}
