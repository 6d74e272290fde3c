package org.schoolgate.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.console.people.Power;
import org.schoolgate.gateway.device.RollOutForm;
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
      "  schoolgate ca export --form der > schoolgate.cer",
      "  schoolgate ca export --form apple > schoolgate.mobileconfig"
    })
final class CaExport extends ActingCommand {

  @Option(names = "--der", description = "The same as --form der.")
  boolean der;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = {
        "pem (text, if nothing is said), der (Windows, Android), apple (a profile for iPad, iPhone",
        "and Mac), chromebook (ONC) or firefox (policies.json, to lie beside schoolgate.pem)."
      })
  @Nullable String form;

  @Override
  public int run(Desk desk) throws IOException {
    RollOutForm wanted = wanted();
    Caller caller = acting.caller(desk);
    caller.require(Power.MANAGE_LISTS);
    CertificateAuthority authority = CaShow.known(desk);
    desk.office()
        .audit()
        .gate()
        .append(new LedgerEvent.AuthorityExported(authority.fingerprint(), caller.account()))
        .toCompletableFuture()
        .join();
    desk.out().write(wanted.of(authority, desk.office().config().gateway().school().name()));
    desk.out().flush();
    return ExitStatus.DONE;
  }

  private RollOutForm wanted() {
    String named = form == null ? (der ? "der" : "pem") : form;
    if (der && !named.equals("der")) {
      throw new CommandFailure(ExitStatus.USAGE, "--der and --form " + named + " are two forms");
    }
    return RollOutForm.find(named)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "there is no form '"
                        + named
                        + "'; give one of "
                        + Arrays.stream(RollOutForm.values())
                            .map(RollOutForm::id)
                            .collect(Collectors.joining(", "))));
  }
}
