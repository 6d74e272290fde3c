package org.schoolgate.cli;

import java.util.List;
import picocli.CommandLine.Mixin;

/** A command that somebody gives as themselves: it takes {@code --by} and asks for the password. */
abstract class ActingCommand implements DeskCommand {

  @Mixin OptionsOfActing acting = new OptionsOfActing();

  @Override
  public List<String> passwordPrompts() {
    return acting.prompts();
  }

  @Override
  public final boolean passwordsOnStandardInput() {
    return acting.passwordStdin;
  }
}
