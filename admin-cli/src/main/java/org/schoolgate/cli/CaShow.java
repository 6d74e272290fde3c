package org.schoolgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.schoolgate.gateway.tls.CertificateAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says which certificate authority devices have to trust. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Say which authority it is, by its fingerprint, and until when it is valid.")
final class CaShow implements DeskCommand {

  /** How long before its end people are told, which is a term's worth of visits to devices. */
  private static final Duration WARNED_AHEAD = Duration.ofDays(60);

  @Option(names = "--json", description = "Print one JSON object.")
  boolean json;

  @Override
  public int run(Desk desk) throws IOException {
    CertificateAuthority authority = known(desk);
    if (json) {
      ObjectNode shown = Json.object();
      shown.put("subject", authority.subject());
      shown.put("fingerprint", authority.fingerprint());
      shown.put("validFrom", authority.certificate().getNotBefore().toInstant().toString());
      shown.put("validUntil", authority.validUntil().toString());
      shown.put("file", certificateFile(desk).toString());
      desk.out().println(Json.line(shown));
    } else {
      print(desk, authority);
    }
    return ending(authority, desk.office().certificateClock().instant()).isPresent()
        ? ExitStatus.NO
        : ExitStatus.DONE;
  }

  static void print(Desk desk, CertificateAuthority authority) {
    desk.out().println("subject      " + authority.subject());
    desk.out().println("fingerprint  " + authority.fingerprint());
    desk.out().println("valid from   " + authority.certificate().getNotBefore().toInstant());
    desk.out().println("valid until  " + authority.validUntil());
    desk.out().println("kept in      " + certificateFile(desk));
    ending(authority, desk.office().certificateClock().instant())
        .ifPresent(problem -> desk.out().println("problem      " + problem));
  }

  /** What people should be told of its end, when that is near or past. */
  static Optional<String> ending(CertificateAuthority authority, Instant now) {
    if (authority.validUntil().minus(WARNED_AHEAD).isAfter(now)) {
      return Optional.empty();
    }
    boolean over = !authority.validUntil().isAfter(now);
    return Optional.of(
        "the certificate authority "
            + (over ? "ended" : "ends")
            + " on "
            + authority.validUntil()
            + "; move "
            + "its folder away, start the gateway again and bring the new one to every device");
  }

  static CertificateAuthority known(Desk desk) throws IOException {
    return desk.office()
        .authority()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.NO,
                    "there is no certificate authority yet; the gateway makes it at its first"
                        + " start, and `ca init` before"));
  }

  private static Path certificateFile(Desk desk) {
    return desk.office().authorityFiles().certificateFile();
  }
}
