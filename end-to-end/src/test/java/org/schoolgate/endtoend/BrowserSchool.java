package org.schoolgate.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.gateway.control.ControlClient;
import org.schoolgate.gateway.control.SentFile;

/**
 * A school at work, with a browser: a gateway, a name server that leads every name to this machine,
 * a web site that answers under all of them, and a seat for everybody who browses.
 */
final class BrowserSchool implements AutoCloseable {

  /** A site of the school's own list of gambling. */
  static final String BETS = "bets.example";

  /** A bank: its pages are never read. */
  static final String BANK = "www.barclays.co.uk";

  /** A site of the tests' own list of what may be illegal; nothing is there. */
  static final String SPLASH = "splash.example";

  /** An address inside a school, which is not to be reached through the gateway. */
  static final String INSIDE = "10.0.0.1";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Internet internet;
  private final String authority;
  private final NameServer names;
  private final School school;
  private final Site plain;
  private final Site secure;
  private final RunningGateway gateway;
  private final Chromium chromium;
  private final Map<String, Seat> seats = new HashMap<>();

  private BrowserSchool(
      Internet internet,
      String authority,
      NameServer names,
      School school,
      Site secure,
      RunningGateway gateway,
      Chromium chromium)
      throws IOException {
    this.internet = internet;
    this.authority = authority;
    this.names = names;
    this.school = school;
    this.plain = new Site();
    this.secure = secure;
    this.gateway = gateway;
    this.chromium = chromium;
  }

  /**
   * A school whose gateway and browser trust the web site, and whose browser trusts the gateway.
   */
  private static BrowserSchool open() throws Exception {
    Internet internet = new Internet();
    NameServer names = new NameServer();
    School school =
        School.open(1500, "name-servers: [" + names.address() + "]\n  " + internet.setting());
    school.list("gambling", BETS);
    school.list("iwf-urls", SPLASH);
    Site secure = new Site("https", internet.anySite());
    RunningGateway gateway = school.run();
    Path exported = school.config().resolve("schoolgate.pem");
    Files.writeString(exported, school.command("ca", "export").out());
    return new BrowserSchool(
        internet,
        name(exported),
        names,
        school,
        secure,
        gateway,
        Chromium.start(List.of(internet.file(), exported)));
  }

  /** The same where nothing can be thrown. */
  static BrowserSchool opened() {
    try {
      return open();
    } catch (Exception failure) {
      throw new IllegalStateException("there is no school to test in", failure);
    }
  }

  private static String name(Path certificate) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(certificate)) {
      X509Certificate read =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      return read.getSubjectX500Principal().getName().replaceFirst(".*CN=([^,]*).*", "$1");
    }
  }

  /** Who vouches for the web site. */
  Internet internet() {
    return internet;
  }

  /** The name of the gateway's own authority. */
  String authority() {
    return authority;
  }

  /** The address of a page under some name. */
  String url(String scheme, String host, String path) {
    return scheme + "://" + host + ":" + (scheme.equals("http") ? plain : secure).port() + path;
  }

  /** What the web site was asked, under whatever name. */
  List<String> asked() {
    List<String> asked = new ArrayList<>(plain.asked());
    asked.addAll(secure.asked());
    return asked;
  }

  /** A fresh tab of somebody; who is an address of {@link School}. */
  Page page(String who) throws IOException {
    return page(who, new Browser.NewContextOptions());
  }

  /** The same, with further settings of the browser. */
  Page page(String who, Browser.NewContextOptions options) throws IOException {
    Seat seat = seats.get(who);
    if (seat == null) {
      seat = new Seat(gateway, who);
      seats.put(who, seat);
    }
    return chromium.page(seat, options);
  }

  /** Runs a command of the launcher. */
  School.Outcome command(String... arguments) throws IOException, InterruptedException {
    return school.command(arguments);
  }

  /** What the ledger gives as the reason of the block that a page tells of. */
  String reasonOnRecord(Response blocked) throws IOException {
    String reference = blocked.headerValue("schoolgate-reference");
    return school.ledger("ledger").tail(1000).stream()
        .filter(record -> record.reference().toString().equals(reference))
        .map(School::reason)
        .findFirst()
        .orElse("the ledger has no " + reference);
  }

  /** The different reasons of a log's records of one kind about a host, newest first. */
  List<String> reasons(String log, RecordKind kind, String host) throws IOException {
    return school.reasons(log, kind, host);
  }

  /**
   * What {@code explain} gives as the reason.
   *
   * @param options further ones of the command
   */
  String explained(String who, String url, String... options) throws IOException {
    return reasonIn(explanation(who, url, options));
  }

  /** All that {@code explain} says. */
  JsonNode explanation(String who, String url, String... options) throws IOException {
    List<String> line = new ArrayList<>(List.of("explain", url, "--from", who, "--json"));
    line.addAll(List.of(options));
    return ask(line, Map.of());
  }

  /** What {@code explain} gives as the reason about a page of the web site. */
  String explainedPage(String who, String url, String path) throws IOException {
    Path file = Files.createTempFile("page", ".html");
    try {
      Files.writeString(file, Pages.at(path));
      List<String> line =
          List.of("explain", url, "--from", who, "--json", "--page", file.toString());
      return reasonIn(ask(line, Map.of(file.toString(), SentFile.inPlace(file))));
    } finally {
      Files.delete(file);
    }
  }

  /** As the launcher asks the gateway that runs, without the second that Java takes to start. */
  private JsonNode ask(List<String> line, Map<String, SentFile> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
      Path socket = school.data().resolve("control.sock");
      OptionalInt status = ControlClient.ask(socket, line, files, null, List.of(), print, print);
      if (!status.equals(OptionalInt.of(0))) {
        throw new IOException(line + ": " + out.toString(StandardCharsets.UTF_8));
      }
    }
    return JSON.readTree(out.toString(StandardCharsets.UTF_8));
  }

  private static String reasonIn(JsonNode answer) {
    return answer.path("reason").path("text").asText();
  }

  /** Closes every tab. */
  void standUp() {
    chromium.closePages();
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    for (Seat seat : seats.values()) {
      seat.close();
    }
    gateway.close();
    plain.close();
    secure.close();
    names.close();
    internet.close();
    school.close();
  }
}
