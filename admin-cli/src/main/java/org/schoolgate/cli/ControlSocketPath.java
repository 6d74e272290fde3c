package org.schoolgate.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The length of a Unix socket's path, which the kernel bounds (unix(7)). */
final class ControlSocketPath {

  /** What {@code sun_path} holds beside the zero at its end. */
  private static final int PATH_BYTES_MAX = 107;

  private ControlSocketPath() {}

  /**
   * Refuses a data folder whose control socket could not be made.
   *
   * @throws CommandFailure saying what to do
   */
  static void requireShort(Folders folders) {
    Path socket = folders.controlSocket();
    int bytes = socket.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > PATH_BYTES_MAX) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the data folder's path is too long: its control socket "
              + socket
              + " has "
              + bytes
              + " bytes, and the system takes "
              + PATH_BYTES_MAX
              + "; name a folder with a shorter path with --data");
    }
  }
}
