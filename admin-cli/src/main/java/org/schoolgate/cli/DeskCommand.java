package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.schoolgate.gateway.control.SentFile;

/**
 * A command that does its work at a {@link Desk}, here or inside a running gateway. Its fields are
 * its options; it is used once.
 */
interface DeskCommand {

  /** Does the work and returns the exit status. */
  int run(Desk desk) throws IOException;

  /** Whether it is never sent to a running gateway. */
  default boolean runsHere() {
    return false;
  }

  /** The files that its arguments name, which are sent along to a running gateway. */
  default List<Path> files() {
    return List.of();
  }

  /** Puts its copy in for each file that its arguments name. */
  default void readFrom(Function<Path, SentFile> place) {}

  /**
   * Refuses what can be seen to be wrong from the command line alone, before anybody is asked for a
   * password; each throws what {@link #run} would.
   */
  default void check() {}

  /** What to ask for, a prompt for each password that it needs. */
  default List<String> passwordPrompts() {
    return List.of();
  }

  /** Whether the passwords come on standard input, one a line, instead of from the terminal. */
  default boolean passwordsOnStandardInput() {
    return false;
  }
}
