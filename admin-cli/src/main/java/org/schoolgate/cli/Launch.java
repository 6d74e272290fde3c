package org.schoolgate.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.schoolgate.classifier.source.FileCipher;
import org.schoolgate.gateway.control.ControlClient;
import org.schoolgate.gateway.control.ControlHandler;
import org.schoolgate.gateway.control.ControlRequest;
import org.schoolgate.gateway.control.SentFile;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * Carries out one command line: parses it, asks for the passwords that it needs, sends it to the
 * gateway that runs on its folders or does it here, and turns failures into one sentence and an
 * exit status.
 */
final class Launch {

  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final SecureRandom random;

  Launch(PrintStream out, PrintStream err, Clock clock, SecureRandom random) {
    this.out = out;
    this.err = err;
    this.clock = clock;
    this.random = random;
  }

  /** The exit status of a command line that somebody typed. */
  int run(String... arguments) {
    Schoolgate root = new Schoolgate();
    CommandLine line = Commands.line(root, out, err);
    ParseResult parsed;
    try {
      parsed = line.parseArgs(Commands.spelt(arguments));
    } catch (CommandLine.ParameterException wrongUsage) {
      return Failures.usage(wrongUsage, err);
    }
    Integer help = CommandLine.executeHelpRequest(parsed);
    if (help != null) {
      return help;
    }
    DeskCommand command = Commands.leafOf(parsed, err);
    if (command == null) {
      return ExitStatus.USAGE;
    }
    List<char[]> secrets = List.of();
    try {
      command.check();
      secrets = PasswordPrompt.askFor(command, err);
      OptionalInt remote =
          command.runsHere()
              ? OptionalInt.empty()
              : send(root, List.of(arguments), command, secrets);
      if (remote.isPresent()) {
        return remote.getAsInt();
      }
      return runHere(root, command, secrets);
    } catch (IOException | RuntimeException failure) {
      return Failures.report(failure, err, root.verbose);
    } finally {
      secrets.forEach(secret -> Arrays.fill(secret, '\0'));
    }
  }

  private int runHere(Schoolgate root, DeskCommand command, List<char[]> secrets)
      throws IOException {
    try (Office office = new Office(root.folders(), clock, random)) {
      String user = LocalUser.name();
      Desk desk =
          new Desk(office, new LazyCaller(office, user), secrets, out, err, Optional.empty());
      return command.run(desk);
    }
  }

  private OptionalInt send(
      Schoolgate root, List<String> arguments, DeskCommand command, List<char[]> secrets)
      throws IOException {
    Folders folders = root.folders();
    Access.requireSpeakable(folders.controlSocket());
    Map<String, SentFile> files = new LinkedHashMap<>();
    List<Path> packed = new ArrayList<>();
    for (Path file : command.files()) {
      SentFile sent = SentFile.inPlace(file);
      if (Files.isDirectory(file)) {
        // A folder is packed here, so that the gateway reads nothing that its caller could not.
        sent = FolderArchive.pack(file, FileCipher.ephemeral(random));
        packed.add(sent.path());
      }
      files.put(file.toString(), sent);
    }
    Thread told = new Thread(this::sayThatItGoesOn, "told-of-an-interruption");
    boolean changes = command instanceof ActingCommand;
    if (changes) {
      Runtime.getRuntime().addShutdownHook(told);
    }
    try {
      return ControlClient.ask(
          folders.controlSocket(),
          arguments,
          files,
          folders.configNamed() ? folders.config() : null,
          secrets,
          out,
          err);
    } finally {
      if (changes) {
        forget(told);
      }
      for (Path archive : packed) {
        Files.deleteIfExists(archive);
      }
    }
  }

  /** Ctrl-C ends this process alone: what the gateway was sent, it carries out. */
  private void sayThatItGoesOn() {
    err.println(
        "schoolgate: this ends only the waiting: the gateway goes on with the command; `schoolgate"
            + " audit tail` shows what became of it");
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException interrupted) {
      // The process is ending, and the hook says so.
    }
  }

  /** The exit status of a command line that came over the control socket of a running gateway. */
  static int runInside(
      ControlRequest request,
      Office office,
      GatewayProcess gateway,
      PrintStream out,
      PrintStream err) {
    Path named = request.config();
    if (named != null && !named.equals(office.folders().config())) {
      return ControlHandler.NOT_MINE;
    }
    Schoolgate root = new Schoolgate();
    CommandLine line = Commands.line(root, out, err);
    ParseResult parsed;
    try {
      parsed = line.parseArgs(request.arguments().toArray(String[]::new));
    } catch (CommandLine.ParameterException wrongUsage) {
      return Failures.usage(wrongUsage, err);
    }
    DeskCommand command = Commands.leafOf(parsed, err);
    if (command == null || command.runsHere()) {
      return ControlHandler.NOT_MINE;
    }
    try {
      command.readFrom(file -> sentCopy(request, file));
      LazyCaller caller = new LazyCaller(office, request.unixUser());
      return command.run(
          new Desk(office, caller, request.secrets(), out, err, Optional.of(gateway)));
    } catch (IOException | RuntimeException failure) {
      return Failures.report(failure, err, root.verbose);
    }
  }

  /** A gateway reads the copy that came with the command and never a path that the caller named. */
  private static SentFile sentCopy(ControlRequest request, Path named) {
    SentFile copy = request.files().get(named.toString());
    if (copy == null) {
      throw new CommandFailure(ExitStatus.USAGE, named + " did not come with the command");
    }
    return copy;
  }
}
