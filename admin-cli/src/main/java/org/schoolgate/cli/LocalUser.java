package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user whose process this is, as the kernel knows it: a variable or an option cannot say. */
final class LocalUser {

  private static final Path THIS_PROCESS = Path.of("/proc/self");

  private LocalUser() {}

  /**
   * The name; the number of one that has no name.
   *
   * @throws CommandFailure if the kernel does not say
   */
  static String name() {
    try {
      return Files.getOwner(THIS_PROCESS).getName();
    } catch (IOException notLinux) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the kernel does not say whose process this is; mount /proc and try again",
          notLinux);
    }
  }
}
