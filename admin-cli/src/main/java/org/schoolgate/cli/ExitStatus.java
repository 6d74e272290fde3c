package org.schoolgate.cli;

/** What the command's exit status means; scripts rely on it. */
final class ExitStatus {
  static final int DONE = 0;

  /** A check failed, verification failed, permission was refused. */
  static final int NO = 1;

  /** Wrong usage or configuration. */
  static final int USAGE = 2;

  /** The gateway cannot be reached. */
  static final int UNREACHABLE = 3;

  private ExitStatus() {}
}
