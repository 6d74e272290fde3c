package org.schoolgate.cli;

import org.schoolgate.audit.LedgerEvent;

/**
 * Whose process a gateway is, as far as a program can know it: who it is that may send it a signal.
 *
 * @param account who gave the command, or whom it runs as
 * @param service whether the system's service manager started it: then stopping it is done by a
 *     command to the manager, or when the machine goes down
 */
record RunBy(String account, boolean service) {

  static RunBy of(Caller caller) {
    // systemd names the process that it started itself, and not whatever that starts in turn.
    String startedByManager = System.getenv("SYSTEMD_EXEC_PID");
    String own = Long.toString(ProcessHandle.current().pid());
    return new RunBy(caller.account(), own.equals(startedByManager));
  }

  LedgerEvent.Stopped stopped(String why) {
    return new LedgerEvent.Stopped(why, account, service);
  }
}
