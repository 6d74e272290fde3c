package org.schoolgate.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerReader;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

/**
 * A school at work, with a browser: a gateway, a name server that leads every name to this machine,
 * a web site that answers under all of them, and a seat for everybody who browses.
 */
final class BrowserSchool implements AutoCloseable {

  /** A site of the school's own list of gambling. */
  static final String BETS = "bets.example";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final NameServer names;
  private final School school;
  private final Site site;
  private final RunningGateway gateway;
  private final Chromium chromium;
  private final Map<String, Seat> seats = new HashMap<>();

  private BrowserSchool(
      NameServer names, School school, Site site, RunningGateway gateway, Chromium chromium) {
    this.names = names;
    this.school = school;
    this.site = site;
    this.gateway = gateway;
    this.chromium = chromium;
  }

  static BrowserSchool open() throws IOException, InterruptedException {
    NameServer names = new NameServer();
    School school = School.open(1500, "name-servers: [" + names.address() + "]");
    school.list("gambling", BETS);
    return new BrowserSchool(names, school, new Site(), school.run(), Chromium.start());
  }

  /** The address of a page under some name. */
  String url(String host, String path) {
    return "http://" + host + ":" + site.port() + path;
  }

  /** What the web site was asked, under whatever name. */
  List<String> asked() {
    return site.asked();
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

  /** What the ledger gives as the reason of the block that a page tells of. */
  String reasonOnRecord(Response blocked) throws IOException {
    String reference = blocked.headerValue("schoolgate-reference");
    return ledger("ledger").tail(1000).stream()
        .filter(record -> record.reference().toString().equals(reference))
        .map(BrowserSchool::reason)
        .findFirst()
        .orElse("the ledger has no " + reference);
  }

  /** The different reasons of a log's records of one kind about a host, newest first. */
  List<String> reasons(String log, RecordKind kind, String host) throws IOException {
    return ledger(log).search(LedgerQuery.ALL.ofKinds(kind).withHost(host), 100).stream()
        .map(BrowserSchool::reason)
        .distinct()
        .toList();
  }

  private LedgerReader ledger(String log) throws IOException {
    try {
      return LedgerReader.open(school.data().resolve("audit"), log);
    } catch (AuditOpenFailure failure) {
      throw new IOException(failure);
    }
  }

  private static String reason(LedgerRecord record) {
    JsonNode payload = record.payload();
    return payload == null ? "unreadable" : payload.path("reason").path("text").asText();
  }

  /**
   * What {@code explain} gives as the reason.
   *
   * @param options further ones of the command
   */
  String explained(String who, String url, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("explain", url, "--from", who, "--json"));
    line.addAll(List.of(options));
    School.Outcome outcome = school.command(line.toArray(String[]::new));
    if (outcome.status() != 0) {
      throw new IOException(outcome.toString());
    }
    return JSON.readTree(outcome.out()).path("reason").path("text").asText();
  }

  /** The same about a page of the web site. */
  String explainedPage(String who, String url, String path)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("page", ".html");
    try {
      Files.writeString(file, Pages.at(path));
      return explained(who, url, "--page", file.toString());
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() throws IOException {
    chromium.close();
    for (Seat seat : seats.values()) {
      seat.close();
    }
    gateway.close();
    site.close();
    names.close();
    school.close();
  }
}
