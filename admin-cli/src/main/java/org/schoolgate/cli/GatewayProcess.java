package org.schoolgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditGate;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.audit.DiskRoom;
import org.schoolgate.audit.Heartbeat;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;
import org.schoolgate.classifier.ListLibrary;
import org.schoolgate.classifier.LoadReport;
import org.schoolgate.classifier.subscription.Subscriptions;
import org.schoolgate.classifier.text.PhraseFileException;
import org.schoolgate.cli.config.ConfigWarnings;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.cli.config.SchoolConfig;
import org.schoolgate.console.override.OverrideBook;
import org.schoolgate.console.people.LogOns;
import org.schoolgate.gateway.IdentityResolver;
import org.schoolgate.gateway.Pipeline;
import org.schoolgate.gateway.control.ControlServer;
import org.schoolgate.gateway.enforce.BlockPage;
import org.schoolgate.gateway.http.BlockPages;
import org.schoolgate.gateway.http.DeviceServer;
import org.schoolgate.gateway.http.DnsResolver;
import org.schoolgate.gateway.http.HttpEdge;
import org.schoolgate.gateway.http.NameResolver;
import org.schoolgate.gateway.http.NetworkGuard;
import org.schoolgate.gateway.http.OpsServer;
import org.schoolgate.gateway.identity.SignIns;
import org.schoolgate.gateway.tls.CertificateAuthority;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.ListingEffect;
import org.schoolgate.policy.Subject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway: the rooms wired together, in the order in which they depend on each other, and
 * taken down in the reverse order. Nothing listens before the ledger has the start on record.
 */
final class GatewayProcess {

  private static final Logger LOG = LoggerFactory.getLogger(GatewayProcess.class);

  private static final Duration DRAIN_MAX = Duration.ofSeconds(10);
  private static final int RESOLVED_NAMES_MAX = 20_000;
  private static final int ADDRESSES_SECONDS = 60;
  private static final int LAST_SECOND_SECONDS_MAX = 5;
  private static final int OWN_LIST_SECONDS = 5;

  private final Instant startedAt;
  private final Office office;
  private final AuditGate gate;
  private final DiskRoom room;
  private final Heartbeat heartbeat;
  private final NameResolver names;
  private final @Nullable Interception interception;
  private final NetworkGuard guard;
  private final HttpEdge edge;
  private final DeviceServer devices;
  private final OpsServer ops;
  private final ControlServer control;
  private final LogOns logOns;
  private final Pipeline pipeline;
  private final Optional<SignIns> signIns;
  private final EverySecond everySecond;
  private final EverySecond ownListEnds;
  private final Subscriptions subscriptions;
  private final AuditTimes times;
  private final ListUpdater listUpdater;
  private final String listening;

  private GatewayProcess(Office office, int portOffset, NameResolver names) throws IOException {
    SchoolConfig config = office.config();
    GatewayConfig settings = config.gateway();
    this.office = office;
    this.startedAt = office.clock().instant();
    this.gate = office.audit().gate();
    this.room = office.audit().room();
    this.heartbeat = office.audit().heartbeat();
    Optional<Heartbeat.LastSign> runBefore = heartbeat.lastSign();
    this.names = names;
    OverrideBook overrides = office.overrides();
    this.logOns = office.logOns();
    this.signIns = office.signIns();
    keyReadableIllegalLists(office);
    this.pipeline =
        new Pipeline(
            signIns.<IdentityResolver>map(known -> known).orElseGet(office::identities),
            settings.identity().defaultGroup(),
            office.assessor(overrides),
            gate,
            office.clock());
    recordStart(config, office.audit());

    GatewayConfig.Listeners listeners = settings.listeners();
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Set<Integer> ownPorts = listeners.ownPorts(portOffset);
    this.interception = office.interception().orElse(null);
    this.guard =
        new NetworkGuard(
            EdgeSettings.guard(settings, ownPorts), NetworkGuard.addressesOfThisMachine());
    this.edge =
        new HttpEdge(
            EdgeSettings.of(settings),
            pipeline,
            new BlockPages(
                new BlockPage(
                    settings.school().contacts(),
                    office.clock().withZone(settings.school().zone())),
                config.categories(),
                category -> ListingEffect.of(config.policy(), category).openToNobody(),
                subject -> wordsFor(subject, config)),
            names,
            guard,
            interception,
            meters,
            office.clock());
    String doors = Doors.open(edge, listeners, portOffset);
    this.devices = DevicePort.open(office, portOffset, this::authority);
    recordInterruption(runBefore, office.clock());
    this.subscriptions = SchoolSubscriptions.running(office);
    this.times = new AuditTimes(office);
    ListFreshness.measure(subscriptions, meters);
    ListRatification.measure(office, meters);
    this.ops =
        new OpsServer(
            new InetSocketAddress(
                InetAddress.getLoopbackAddress(), listeners.metrics() + portOffset),
            meters::scrape,
            () -> new OpsServer.Health(gate.available(), health()));
    Gauge.builder("schoolgate.audit.disk.free", room, DiskRoom::freeBytes)
        .baseUnit("bytes")
        .register(meters);
    this.listening =
        doors
            + " devices="
            + Doors.hostPort(devices.address())
            + " metrics="
            + Doors.hostPort(ops.address());
    this.control =
        ControlServer.open(
            office.folders().controlSocket(),
            office.folders().spool(),
            office.random(),
            (request, out, err) -> Launch.runInside(request, office, this, out, err));
    this.everySecond = new EverySecond(LAST_SECOND_SECONDS_MAX);
    everySecond.each(1, () -> tick(overrides, logOns));
    everySecond.each(ADDRESSES_SECONDS, this::lookAtAddresses);
    this.ownListEnds = new EverySecond(LAST_SECOND_SECONDS_MAX);
    ownListEnds.each(OWN_LIST_SECONDS, OwnListEnds.running(office)::tick);
    this.listUpdater = new ListUpdater(office, subscriptions);
  }

  /**
   * Starts a gateway on the office's folders.
   *
   * @param portOffset added to every port
   * @param err gets what a technician should know about the start
   * @throws IOException if it cannot listen
   */
  static GatewayProcess start(Office office, int portOffset, PrintStream err) throws IOException {
    List<InetSocketAddress> servers = office.config().gateway().upstream().nameServers();
    return start(office, portOffset, new DnsResolver(servers, RESOLVED_NAMES_MAX), err);
  }

  /** Starts a gateway that finds names by the given resolver. */
  static GatewayProcess start(Office office, int portOffset, NameResolver names, PrintStream err)
      throws IOException {
    ControlSocketPath.requireShort(office.folders());
    // Lists are opened under the key that is drawn here, never under a passing one.
    office.prepare();
    FilterFiles.require(office);
    ConfigWarnings.of(office.config()).forEach(told -> err.println("schoolgate: warning: " + told));
    for (var recovery : office.audit().recoveries()) {
      err.println("schoolgate: " + (recovery.alarm() ? "ALARM: " : "") + recovery.text());
    }
    LedgerName.problem(office).ifPresent(told -> err.println("schoolgate: warning: " + told));
    OwnListEnds ownLists = OwnListEnds.running(office);
    ownLists.settleRemoved();
    ownLists.settle();
    ownLists.recordGone();
    LoadReport lists = office.lists().current().report();
    for (String problem : lists.problems()) {
      err.println("schoolgate: " + problem);
    }
    try {
      return new GatewayProcess(office, portOffset, names);
    } catch (IOException | RuntimeException failed) {
      // Else the next start would take this one for a run that was killed.
      office.audit().heartbeat().end();
      LedgerEvent ended = new LedgerEvent.Stopped("start-failed", null, null);
      office.audit().gate().append(ended).toCompletableFuture().join();
      throw failed;
    }
  }

  /** The group in whose words a subject is spoken to: its first, or the default one. */
  private static Group wordsFor(Subject subject, SchoolConfig config) {
    GroupTree groups = config.policy().groups();
    return groups
        .find(subject.groups().get(0))
        .orElseGet(() -> groups.require(config.gateway().identity().defaultGroup()));
  }

  /** What an earlier version left readable of lists of illegal content; else status tells it. */
  private static void keyReadableIllegalLists(Office office) {
    try {
      ListLibrary library = office.lists().library();
      if (library.keyReadableIllegalLists(Subscriptions.versionsBefore(library)) > 0) {
        LoadReport unused = office.lists().reload();
        LOG.info("lists of illegal content that stood readable are kept as keys now");
      }
    } catch (PhraseFileException | IOException stillReadable) {
      LOG.warn("a list of illegal content stands readable, see `schoolgate status`", stillReadable);
    }
  }

  /** The start, and the policy where it differs from the last one on record (S31). */
  private void recordStart(SchoolConfig config, AuditStore audit) throws IOException {
    String version = config.policy().version();
    gate.append(new LedgerEvent.Started(Version.text(), version)).toCompletableFuture().join();
    List<LedgerRecord> last =
        audit.ledger().search(LedgerQuery.ALL.ofKinds(RecordKind.POLICY_LOADED), 1);
    JsonNode payload = last.isEmpty() ? null : last.get(0).payload();
    String previous = payload == null ? null : payload.path("policyVersion").asText();
    if (!version.equals(previous)) {
      gate.append(new LedgerEvent.PolicyLoaded(version, previous, null))
          .toCompletableFuture()
          .join();
    }
  }

  /** A run that was killed leaves no word of its end, so the next one says it; then it lives. */
  private void recordInterruption(Optional<Heartbeat.LastSign> runBefore, Clock clock) {
    runBefore.ifPresent(
        sign -> gate.append(sign.until(clock.instant())).toCompletableFuture().join());
    heartbeat.beat();
  }

  private void tick(OverrideBook overrides, LogOns logOns) {
    heartbeat.beat();
    pipeline.tick();
    gate.tick();
    logOns.tick();
    overrides.tick();
  }

  /** A machine gets other addresses while it runs: by DHCP, by router advertisements. */
  private void lookAtAddresses() {
    try {
      guard.machineHas(NetworkGuard.addressesOfThisMachine());
    } catch (SocketException | RuntimeException unreadable) {
      LOG.error("the machine's addresses cannot be read; those known before hold", unreadable);
    }
  }

  /** Why not everything is recorded, or soon will not be; empty if all is well. */
  Optional<String> recordingTrouble() {
    return gate.failure()
        .map(
            why ->
                why
                    + "; nothing can be recorded, so children's browsing is closed: see to the"
                    + " disk, then start the gateway again")
        .or(room::warning);
  }

  private String health() {
    return recordingTrouble().orElse("ok")
        + "\ndisk "
        + room.words()
        + " left for the logs\n"
        + ListFreshness.alarms(subscriptions, times).stream()
            .map(alarm -> alarm + "\n")
            .collect(Collectors.joining())
        + ListRatification.alarm(office).map(alarm -> alarm + "\n").orElse("");
  }

  /** The lists that it updates by their schedules. */
  Subscriptions subscriptions() {
    return subscriptions;
  }

  private void endInterception() {
    if (interception != null) {
      interception.close();
    }
  }

  Instant startedAt() {
    return startedAt;
  }

  /** In whose name HTTPS is read; empty if it is not. */
  Optional<CertificateAuthority> authority() {
    return Optional.ofNullable(interception).map(reading -> reading.clients().authority());
  }

  /** Where it listens, in words for {@code ready} and {@code status}. */
  String listening() {
    return listening;
  }

  /** Drains, records the end, and lets go of the network; the office stays open. */
  void stop(LedgerEvent.Stopped ended) {
    List<Runnable> steps = new ArrayList<>();
    steps.add(subscriptions::stop);
    steps.add(control::close);
    steps.add(listUpdater::close);
    steps.add(ownListEnds::close);
    steps.add(
        () -> {
          if (!edge.drain(DRAIN_MAX)) {
            LOG.warn("some flows did not end within {} and were cut", DRAIN_MAX);
          }
        });
    steps.add(edge::close);
    steps.add(devices::close);
    steps.add(ops::close);
    steps.add(this::endInterception);
    steps.add(names::close);
    steps.add(everySecond::close);
    steps.add(() -> signIns.ifPresent(SignIns::close));
    steps.add(logOns::finish);
    steps.add(pipeline::finish);
    steps.add(gate::tick);
    steps.add(heartbeat::end);
    steps.add(() -> gate.append(ended).toCompletableFuture().join());
    for (Runnable step : steps) {
      try {
        step.run();
      } catch (RuntimeException fault) {
        LOG.error("a step of stopping failed; the others go on", fault);
      }
    }
  }
}
