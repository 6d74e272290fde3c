package org.schoolgate.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import org.schoolgate.console.people.LogOn;
import org.schoolgate.console.people.LogOnSource;
import org.schoolgate.console.people.LogOns;
import org.schoolgate.gateway.identity.Accounts;
import org.schoolgate.gateway.identity.LogOnAnswer;

/** The accounts of {@code people.yaml}, as the proxy asks about them. */
final class ProxyAccounts implements Accounts {

  private final LogOns logOns;

  ProxyAccounts(LogOns logOns) {
    this.logOns = logOns;
  }

  @Override
  public Optional<LogOnAnswer> atOnce(InetAddress client, String account, char[] password) {
    return logOns.remembered(LogOnSource.of(client), account, password).map(ProxyAccounts::answer);
  }

  @Override
  public LogOnAnswer check(InetAddress client, String account, char[] password) throws IOException {
    return answer(logOns.check(LogOnSource.of(client), account, password));
  }

  private static LogOnAnswer answer(LogOn logOn) {
    if (logOn instanceof LogOn.Known known) {
      return new LogOnAnswer.SignedIn(known.person().account(), known.person().groups());
    }
    return logOn instanceof LogOn.Slowed slowed
        ? new LogOnAnswer.Slowed(slowed.sentence(), slowed.left())
        : new LogOnAnswer.Wrong();
  }
}
