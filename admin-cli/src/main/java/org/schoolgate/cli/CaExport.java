package org.schoolgate.cli;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.console.people.Power;
import org.schoolgate.gateway.tls.AuthorityFiles;
import org.schoolgate.gateway.tls.CertificateAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the certificate that devices have to trust; never its key. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Print the authority's certificate, for the school's devices; never its key.",
    footer = {
      "",
      "Examples:",
      "  schoolgate ca export > schoolgate.pem",
      "  schoolgate ca export --der > schoolgate.cer"
    })
final class CaExport extends ActingCommand {

  @Option(names = "--der", description = "In binary (DER) instead of text (PEM).")
  boolean der;

  @Override
  public int run(Desk desk) throws IOException {
    Caller caller = acting.caller(desk);
    caller.require(Power.MANAGE_LISTS);
    CertificateAuthority authority = CaShow.known(desk);
    desk.office()
        .audit()
        .gate()
        .append(new LedgerEvent.AuthorityExported(authority.fingerprint(), caller.account()))
        .toCompletableFuture()
        .join();
    if (der) {
      try {
        desk.out().write(authority.certificate().getEncoded());
      } catch (CertificateEncodingException impossible) {
        throw new IOException("the certificate has no binary form", impossible);
      }
    } else {
      desk.out().print(AuthorityFiles.pem(authority.certificate()));
    }
    desk.out().flush();
    return ExitStatus.DONE;
  }
}
