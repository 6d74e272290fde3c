package org.schoolgate.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
    String[] exitStatus = line.getCommandSpec().usageMessage().footer();
    line.getSubcommands().values().forEach(each -> sayExitStatus(each, exitStatus));
    return line;
  }

  /** What people try first, in the spelling that the parser knows. */
  static String[] spelt(String... arguments) {
    if (arguments.length == 0) {
      return arguments;
    }
    return switch (arguments[0]) {
      case "version", "-v" -> withFirst("--version", arguments);
      case "help" -> {
        String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
        asked[asked.length - 1] = "--help";
        yield asked;
      }
      default -> arguments;
    };
  }

  private static String[] withFirst(String word, String... arguments) {
    String[] changed = arguments.clone();
    changed[0] = word;
    return changed;
  }

  /** One rule for all of them; a command that has more to say about it says it itself. */
  private static void sayExitStatus(CommandLine command, String... rootFooter) {
    CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    if (Stream.of(usage.description()).noneMatch(text -> text.contains("Exit status"))) {
      List<String> footer = new ArrayList<>(List.of(usage.footer()));
      footer.addAll(List.of(rootFooter));
      usage.footer(footer.toArray(String[]::new));
    }
    command.getSubcommands().values().forEach(each -> sayExitStatus(each, rootFooter));
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
