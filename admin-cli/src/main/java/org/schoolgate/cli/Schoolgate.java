package org.schoolgate.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The {@code schoolgate} command.
 *
 * <p>A command line is parsed here. If a gateway runs on the same folders it is sent there and
 * carried out with what the gateway knows; otherwise it is carried out here on the folders
 * themselves. Either way the same command classes run, given a {@link Desk}.
 */
@Command(
    name = "schoolgate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "The filter and monitor on a school's own network appliance.",
    footer = {
      "",
      "Exit status: 0 done; 1 the answer is no: refused, a check failed, or nothing was found;",
      "2 wrong usage or configuration; 3 the gateway cannot be reached."
    },
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      StatusCommand.class,
      ExplainCommand.class,
      ScanCommand.class,
      ListsCommand.class,
      PolicyCommand.class,
      OverrideCommand.class,
      PeopleCommand.class,
      AuditCommand.class,
      ReportCommand.class,
      CaCommand.class,
      CompletionCommand.class,
    })
public final class Schoolgate {

  @Option(
      names = "--config",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Configuration folder (default: etc/ beside the launcher, or /etc/schoolgate).")
  @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Data folder (default: var/ beside the launcher, or /var/lib/schoolgate).")
  @Nullable Path data;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Add the technical cause to an error.")
  boolean verbose;

  /** Runs the command line of the process and ends it with the exit status. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    int status = new Launch(out, err, Clock.systemUTC(), new SecureRandom()).run(arguments);
    out.flush();
    err.flush();
    System.exit(status);
  }

  Folders folders() {
    return Folders.of(config, data);
  }
}
