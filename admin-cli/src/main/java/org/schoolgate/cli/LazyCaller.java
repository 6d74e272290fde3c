package org.schoolgate.cli;

import java.util.function.Supplier;

/**
 * Who gave a command, looked up in {@code people.yaml} only by a command that cares: {@code
 * explain} and {@code scan} need no accounts.
 *
 * @param office where the accounts are
 * @param unixUser as the operating system says
 */
record LazyCaller(Office office, String unixUser) implements Supplier<Caller> {
  @Override
  public Caller get() {
    return office.caller(unixUser);
  }
}
