package org.schoolgate.gateway.control;

import java.io.PrintStream;

/** Carries out a command inside the gateway. Called on a thread of the control server. */
@FunctionalInterface
public interface ControlHandler {

  /** Exit status that makes the caller carry the command out itself, on its own folders. */
  int NOT_MINE = -1;

  /** Carries it out and returns the exit status. */
  int handle(ControlRequest request, PrintStream out, PrintStream err);
}
