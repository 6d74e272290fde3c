package org.schoolgate.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.RecordKind;

/**
 * Devices that know of no proxy, behind a real gateway, in network namespaces (S3). Every name
 * leads the device to an address where nobody is, so that whatever it sees was found by the
 * gateway.
 */
final class TransparentTest {

  /** How curl ends when nobody takes its connection. */
  private static final int NOT_CONNECTED = 7;

  @TempDir Path folder;

  /** How the gateway stands in the network. */
  enum Stands {
    ROUTER_TPROXY,
    ROUTER_REDIRECT,
    BRIDGE_TPROXY;

    boolean bridge() {
      return this == BRIDGE_TPROXY;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverAsksIsAnsweredAsHisAddressSays(Stands stands) throws Exception {
    try (Network network = new Network(stands.bridge());
        School school = school(stands == Stands.ROUTER_REDIRECT ? "redirect" : "tproxy")) {
      populate(network);
      if (stands == Stands.ROUTER_REDIRECT) {
        network.redirect();
      } else {
        network.divert(stands.bridge());
      }
      try (RunningGateway gateway = RunningGateway.start(school, network.on("gateway"), 0)) {
        Curl pupil = curl(network, gateway, Network.PUPIL);
        Curl pupil6 = curl(network, gateway, Network.PUPIL_6);
        Curl teacher = curl(network, gateway, Network.TEACHER);
        for (String scheme : List.of("http", "https")) {
          Curl.Answer shown = pupil.get(scheme + "://club.example/volcano");
          Curl.Answer shown6 = pupil6.get(scheme + "://club.example/volcano");
          Curl.Answer blocked = pupil.get(scheme + "://www.youtube.com/");
          Curl.Answer blocked6 = pupil6.get(scheme + "://www.youtube.com/");
          Curl.Answer teaching = teacher.get(scheme + "://www.youtube.com/");
          assertAll(
              () -> assertEquals(200, shown.status(), shown::toString),
              () -> assertEquals(200, shown6.status(), shown6::toString),
              () -> assertEquals("block", blocked.decision(), blocked::toString),
              () -> assertEquals("block", blocked6.decision(), blocked6::toString),
              () -> assertEquals(200, teaching.status(), teaching::toString));
        }
        Curl.Answer bank = pupil.get("https://www.barclays.co.uk/");
        assertEquals(60, bank.exit(), "a bank shows its own certificate: " + bank);
        Curl.Answer himself =
            pupil.get("http://10.99.1." + (stands.bridge() ? "9" : "1") + ":3129/");
        assertEquals(400, himself.status(), himself::toString);
      }
      List<String> blocked =
          school.ledger("ledger").search(LedgerQuery.ALL.ofKinds(RecordKind.BLOCKED), 100).stream()
              .map(record -> String.valueOf(record.payload()))
              .toList();
      for (String who : List.of("year-5-class", "year-5-tablets")) {
        assertTrue(blocked.stream().anyMatch(each -> each.contains(who)), who + " in " + blocked);
      }
      if (stands != Stands.ROUTER_REDIRECT) {
        whatTheGatewayDoesNotSeeDoesNotPass(network, school);
      }
    }
  }

  /** The rules stay when the gateway does not run. */
  private void whatTheGatewayDoesNotSeeDoesNotPass(Network network, School school)
      throws Exception {
    Curl pupil = Curl.on(network.on("device"), school.data().resolve("ca/ca.pem"), Network.PUPIL);
    for (String scheme : List.of("http", "https")) {
      Curl.Answer refused = pupil.get(scheme + "://" + Network.OUTSIDE + "/", "--insecure");
      assertEquals(NOT_CONNECTED, refused.exit(), refused::toString);
    }
    assertEquals("refused", datagram(network, Network.OUTSIDE, "443"), "QUIC");
    assertEquals("refused", datagram(network, "fd99:2::2", "443"), "QUIC");
    assertEquals("refused", datagram(network, Network.OUTSIDE, "853"), "names in secret");
  }

  private static String datagram(Network network, String address, String port) throws Exception {
    return Tool.run(
            "",
            Tool.line(
                network.on("device"),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Outside.class.getName(),
                "datagram",
                address,
                port))
        .strip();
  }

  /** With QUIC left on, as browsers have it. */
  @Test
  void browserNeedsNothingButTheCertificate() throws Exception {
    try (Network network = new Network(false);
        School school = school("tproxy")) {
      populate(network);
      network.divert(false);
      try (RunningGateway gateway = RunningGateway.start(school, network.on("gateway"), 0);
          Chromium chromium =
              Chromium.start(
                  List.of(gateway.authorityFile()),
                  network.onDevice(Path.of("/usr/bin/chromium")))) {
        Page page = chromium.page();
        for (String scheme : List.of("http", "https")) {
          Response shown = page.navigate(scheme + "://club.example/volcano");
          assertEquals(200, shown.status());
          Response blocked = page.navigate(scheme + "://www.bet365.com/");
          assertEquals(403, blocked.status());
          assertNotEquals("", page.innerText("body"));
        }
        Chromium.picture(page, "blocked-transparently");
      }
    }
  }

  /** The device's own names lead nowhere: their port is redirected to the gateway's machine. */
  private void populate(Network network) throws Exception {
    Path authority = folder.resolve("outside.pem");
    Files.deleteIfExists(authority);
    network.begin("outside", "site", authority.toString());
    network.begin("outside", "names", Network.OUTSIDE, Network.OUTSIDE);
    network.begin("gateway", "names", "::", Network.NOWHERE, Network.NOWHERE_6);
  }

  private School school(String diversion) throws Exception {
    School school =
        School.open(
            1500,
            "name-servers: ["
                + Network.OUTSIDE
                + "]\n  trusted-certificates: ["
                + folder.resolve("outside.pem")
                + "]");
    school.serveDiverted(diversion);
    return school;
  }

  private static Curl curl(Network network, RunningGateway gateway, String from) {
    return Curl.on(network.on("device"), gateway.authorityFile(), from);
  }
}
