package org.schoolgate.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one command works with: the rooms, who gave the command, what was typed for it, and where
 * its output goes.
 *
 * @param office the rooms
 * @param whoAsks who gave it, looked up when a command cares
 * @param secrets passwords that were typed, in the order in which the command asks for them
 * @param out its result
 * @param err what people should know beside it
 * @param gateway the running gateway that carries it out; empty without one
 */
record Desk(
    Office office,
    Supplier<Caller> whoAsks,
    List<char[]> secrets,
    PrintStream out,
    PrintStream err,
    Optional<GatewayProcess> gateway) {

  /** Who gave the command. */
  Caller caller() {
    return whoAsks.get();
  }

  /** The password that the command asked for in that place. */
  char[] secret(int index) {
    if (index >= secrets.size()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "a password is needed; run the command on a terminal or give --password-stdin");
    }
    return secrets.get(index);
  }
}
