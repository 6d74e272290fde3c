package org.schoolgate.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the script that completes command lines in a shell. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script: source <(schoolgate completion bash)")
final class CompletionCommand implements DeskCommand {

  /** The shells whose completion there is. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  @Parameters(paramLabel = "bash|zsh|fish", description = "Which shell.")
  Shell shell = Shell.BASH;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) {
    CommandLine root = spec.root().commandLine();
    switch (shell) {
      case BASH -> desk.out().print(AutoComplete.bash("schoolgate", root));
      case ZSH -> {
        desk.out().println("autoload -U +X bashcompinit && bashcompinit");
        desk.out().print(AutoComplete.bash("schoolgate", root));
      }
      case FISH -> desk.out().print(FishCompletion.of(root));
    }
    return ExitStatus.DONE;
  }
}
