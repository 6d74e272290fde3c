package org.schoolgate.cli;

import java.io.IOException;
import org.schoolgate.console.people.Power;
import org.schoolgate.gateway.tls.CertificateAuthority;
import picocli.CommandLine.Command;

/** Makes the certificate authority before the first start of the gateway would. */
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Make the certificate authority, if there is none.",
      "One that is there is never replaced: every device would have to be visited again."
    })
final class CaInit extends ActingCommand {

  @Override
  public int run(Desk desk) throws IOException {
    Caller caller = acting.caller(desk);
    caller.require(Power.MANAGE_LISTS);
    Office office = desk.office();
    if (office.authorityFiles().exists()) {
      CertificateAuthority there = office.authority().orElseThrow();
      throw new CommandFailure(
          ExitStatus.NO,
          "there is a certificate authority already, " + there.fingerprint() + "; see `ca show`");
    }
    CertificateAuthority made = office.makeAuthority(caller.account());
    CaShow.print(desk, made);
    return ExitStatus.DONE;
  }
}
