package org.schoolgate.gateway.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The accounts of the school, as far as the proxy needs them: whose password something is. Whoever
 * implements it counts wrong passwords, slows down guessing, and puts both on record. Thread-safe.
 */
public interface Accounts {

  /**
   * The answer, if it can be given from memory.
   *
   * @param password left as it is
   */
  Optional<LogOnAnswer> atOnce(InetAddress client, String account, char[] password);

  /**
   * The answer; takes about a quarter of a second of work.
   *
   * @param password wiped before this returns
   * @throws IOException if it cannot be given; nobody has signed in then
   */
  LogOnAnswer check(InetAddress client, String account, char[] password) throws IOException;
}
