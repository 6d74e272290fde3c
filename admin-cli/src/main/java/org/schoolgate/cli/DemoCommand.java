package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.gateway.http.FixedNames;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.gateway.tls.SiteTls;
import org.schoolgate.policy.HostName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job in a minute: a real gateway, a school morning, and what is on record afterwards. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Play a school morning through a real gateway on this machine.",
      "Needs no network and no root. What it leaves to be looked at, a later demo clears away.",
      "Exit status 0 only if every step did what it says."
    })
final class DemoCommand implements DeskCommand {

  /** A Tuesday in term, at ten past nine in the school. */
  private static final Instant MORNING = Instant.parse("2026-11-17T09:10:00Z");

  private static final Duration OVERRIDE = Duration.ofMinutes(30);

  @Option(
      names = "--keep",
      description = "Leave the gateway running afterwards, with how to try it by hand.")
  boolean keep;

  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    DemoLeftovers.clear(Path.of(System.getProperty("java.io.tmpdir")), desk.office().clock());
    DemoClock clock = new DemoClock(desk.office().clock(), MORNING);
    Clock today = desk.office().clock();
    SecureRandom random = desk.office().random();
    CertificateAuthority internet =
        CertificateAuthority.create("the demo's internet", today.instant(), random);
    DemoSchool school = DemoSchool.found(desk.office().folders().config(), internet, random);
    HostName nameless = HostName.parse("127.0.0.1");
    RunBy by = RunBy.of(desk.caller());
    try (DemoSite site = new DemoSite(SiteTls.site(internet, nameless, today, random));
        Office office = new Office(school.folders(), clock, random, today)) {
      GatewayProcess gateway = GatewayProcess.start(office, 0, FixedNames.loopback(), desk.err());
      Demo demo = new Demo(school, site, internet, office, gateway, clock, desk.out());
      int status = demo.play(OVERRIDE);
      if (keep) {
        demo.sayHowToTry();
        waitUntilStopped(gateway, office, by.stopped("signal"));
      } else {
        gateway.stop(by.stopped("demo"));
      }
      return status;
    }
  }

  private static void waitUntilStopped(
      GatewayProcess gateway, Office office, LedgerEvent.Stopped ended) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.stop(ended);
                  office.close();
                  stopped.countDown();
                },
                "stop"));
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
