package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.gateway.control.ControlClient;

/**
 * Says who holds the audit folder when somebody else does: a gateway that answers, or one that is
 * still starting.
 *
 * <p>Whether it is held is read in {@code /proc/locks} (proc(5)): to try the lock would take it for
 * a moment, and a gateway that starts just then would fail.
 */
final class AuditLock {

  private static final Path LOCKS = Path.of("/proc/locks");

  private AuditLock() {}

  /** Whether a process is at work on the data folder, as far as this system tells. */
  static boolean isHeld(Folders folders) {
    try (Stream<String> locks = Files.lines(LOCKS)) {
      String inode = ":" + Files.getAttribute(folders.audit().resolve("lock"), "unix:ino") + " ";
      return locks.anyMatch(line -> line.contains(inode));
    } catch (IOException unknown) {
      return false;
    }
  }

  /** What to say when the audit folder could not be opened. */
  static CommandFailure told(AuditOpenFailure failure, Folders folders) {
    if (failure.kind() != AuditOpenFailure.Kind.LOCKED) {
      return new CommandFailure(ExitStatus.NO, String.valueOf(failure.getMessage()), failure);
    }
    return ControlClient.isAnswered(folders.controlSocket())
        ? new CommandFailure(
            ExitStatus.NO,
            "a gateway runs on "
                + folders.data()
                + " already; stop it first, or leave --config out to ask it",
            failure)
        : starting(folders);
  }

  /** That it is not the time yet. */
  static CommandFailure starting(Folders folders) {
    return new CommandFailure(
        ExitStatus.UNREACHABLE,
        "the gateway on "
            + folders.data()
            + " is starting or stopping, or another command is at work there; try again in a"
            + " moment");
  }
}
