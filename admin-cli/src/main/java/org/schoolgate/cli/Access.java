package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Tells a folder that may not be looked into from one that is empty or is not there. */
final class Access {

  private Access() {}

  /**
   * Refuses a folder that is there and cannot be looked into: what is in it would be taken for
   * nothing at all.
   *
   * @throws CommandFailure saying who may
   */
  static void requireReadable(Path folder) {
    try {
      Files.readAttributes(folder, BasicFileAttributes.class);
    } catch (NoSuchFileException notMade) {
      return;
    } catch (IOException hidden) {
      throw denied(folder, hidden);
    }
    if (!Files.isReadable(folder) || (Files.isDirectory(folder) && !Files.isExecutable(folder))) {
      throw denied(folder, null);
    }
  }

  /**
   * Refuses a control socket that this user may not speak to, which would be taken for no gateway.
   *
   * @throws CommandFailure saying who may
   */
  static void requireSpeakable(Path socket) {
    Path folder = socket.getParent();
    if (folder != null) {
      requireReadable(folder);
    }
    if (Files.exists(socket) && !Files.isWritable(socket)) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "the user "
              + LocalUser.name()
              + " may not speak to the gateway at "
              + socket
              + "; give the command as root or as the user that the gateway runs as");
    }
  }

  /**
   * Refuses to write in a folder that belongs to somebody else: what root makes there, the gateway
   * could not open any more.
   *
   * @throws CommandFailure saying as whom to do it
   */
  static void requireOwn(Path folder) throws IOException {
    String owner = Files.getOwner(folder).getName();
    String user = LocalUser.name();
    if (!owner.equals(user)) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          folder
              + " belongs to the user "
              + owner
              + ", so while no gateway runs only that user changes it: runuser -u "
              + owner
              + " -- schoolgate ...");
    }
  }

  /**
   * Refuses a folder that nothing can be written to, such as one of a file system that went
   * read-only.
   *
   * @throws CommandFailure saying what to do
   */
  static void requireWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw new CommandFailure(
          ExitStatus.NO,
          folder
              + " cannot be written by the user "
              + LocalUser.name()
              + "; make it writable, mount its file system so, or name another with --data");
    }
  }

  static CommandFailure denied(Path path, @Nullable Throwable cause) {
    return new CommandFailure(
        ExitStatus.USAGE,
        path
            + " cannot be read by the user "
            + LocalUser.name()
            + "; give the command as root or as the user that the gateway runs as",
        cause);
  }
}
