package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.schoolgate.audit.AuditOpenFailure;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.gateway.Flow;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.BlockPage;
import org.schoolgate.gateway.enforce.Contacts;
import org.schoolgate.gateway.tls.Interception;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.SearchSafety;
import org.schoolgate.policy.Target;

/** A real edge on loopback, with a real ledger, scripted decisions and names of its own. */
final class EdgeFixture implements AutoCloseable {

  static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

  /** Short enough that a test of a deadline is short, long enough that no other meets one. */
  static final HttpSettings SETTINGS =
      HttpSettings.defaults()
          .with(new HttpSettings.Clients(2, 200, 150, 30_000, 500))
          .with(new HttpSettings.Heads(8_192, 16_384, 64, 30_000, 8_192));

  final AuditStore audit;
  final ScriptedGatekeeper gatekeeper;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Names names = new Names();
  final HttpEdge edge;
  final InetSocketAddress address;

  EdgeFixture(Path folder, HttpSettings settings, BiFunction<Flow, Target, Decision> script)
      throws IOException, AuditOpenFailure {
    this(folder, settings, script, (subject, dialled) -> true);
  }

  EdgeFixture(
      Path folder,
      HttpSettings settings,
      BiFunction<Flow, Target, Decision> script,
      AddressGuard guard)
      throws IOException, AuditOpenFailure {
    this(folder, settings, script, guard, pages());
  }

  EdgeFixture(
      Path folder,
      HttpSettings settings,
      BiFunction<Flow, Target, Decision> script,
      AddressGuard guard,
      Pages pages)
      throws IOException, AuditOpenFailure {
    this(folder, settings, script, guard, pages, null);
  }

  /** One that reads HTTPS, and trusts this issuer of origins' certificates and no other. */
  EdgeFixture(
      Path folder,
      HttpSettings settings,
      BiFunction<Flow, Target, Decision> script,
      Interception interception)
      throws IOException, AuditOpenFailure {
    this(folder, settings, script, (subject, dialled) -> true, pages(), interception);
  }

  private EdgeFixture(
      Path folder,
      HttpSettings settings,
      BiFunction<Flow, Target, Decision> script,
      AddressGuard guard,
      Pages pages,
      @Nullable Interception interception)
      throws IOException, AuditOpenFailure {
    Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    audit = AuditStore.open(folder, "100000", CategoryTable.builtIn(), clock, new SecureRandom());
    gatekeeper = new ScriptedGatekeeper(audit.gate(), script);
    edge = new HttpEdge(settings, gatekeeper, pages, names, guard, interception, meters, clock);
    address = edge.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  static Pages pages() {
    Group group =
        new Group("year-5", "Year 5", "ks2", Audience.PUPIL, true, 100, 60, SearchSafety.STRICT);
    return new BlockPages(
        new BlockPage(
            new Contacts("Hillside Primary School", "your teacher", "the office"),
            Clock.fixed(NOON, ZoneOffset.UTC)),
        CategoryTable.builtIn(),
        category -> false,
        subject -> group);
  }

  RawSocket client() throws IOException {
    return RawSocket.connect(address);
  }

  /** How the next flow ended. */
  ScriptedGatekeeper.Closed nextClosed() throws InterruptedException {
    ScriptedGatekeeper.Closed closed = gatekeeper.closed.poll(20, TimeUnit.SECONDS);
    assertNotNull(closed, "no flow ended");
    return closed;
  }

  void assertNextEnds(FlowEnd.Ended ended, int status) throws InterruptedException {
    FlowEnd end = nextClosed().end();
    assertEquals(ended, end.ended(), end::toString);
    assertEquals(status, end.status(), end::toString);
  }

  /** Stops everything and checks that each decided flow was closed once and nothing is left. */
  @Override
  public void close() {
    edge.close();
    audit.close();
    assertTrue(gatekeeper.closed.isEmpty(), () -> "not asked about: " + gatekeeper.closed);
    nothingIsLeft();
  }

  /** The same where it does not matter how each flow ended. */
  void closeUnasked() {
    edge.close();
    audit.close();
    nothingIsLeft();
  }

  private void nothingIsLeft() {
    assertEquals(0, gatekeeper.openInspections.get(), "inspections were left open");
  }

  double counter(String name, String... tags) {
    return meters.get(name).tags(tags).counter().count();
  }

  /** Names with the addresses that a test gives them; others do not exist. */
  static final class Names implements NameResolver {
    private final Map<String, List<InetAddress>> known = new ConcurrentHashMap<>();
    private final Map<String, Boolean> silent = new ConcurrentHashMap<>();

    Names() {
      put("site.test", "127.0.0.1");
    }

    void put(String name, String... literals) {
      known.put(name, java.util.Arrays.stream(literals).map(Names::literal).toList());
    }

    /** Nobody ever answers about it. */
    void silence(String name) {
      silent.put(name, true);
    }

    private static InetAddress literal(String text) {
      try {
        return InetAddress.getByName(HostName.parse(text).inUri());
      } catch (UnknownHostException notAnAddress) {
        throw new IllegalArgumentException(notAnAddress);
      }
    }

    @Override
    public Future<List<InetAddress>> resolve(String name, EventLoop loop) {
      if (silent.containsKey(name)) {
        return loop.newPromise();
      }
      List<InetAddress> addresses = known.get(name);
      return addresses == null
          ? loop.newFailedFuture(new UnknownHostException("no such name"))
          : loop.newSucceededFuture(addresses);
    }

    @Override
    public void close() {
      known.clear();
    }
  }
}
