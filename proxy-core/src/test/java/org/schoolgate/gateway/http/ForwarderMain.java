package org.schoolgate.gateway.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.schoolgate.audit.AuditStore;
import org.schoolgate.policy.CategoryTable;

/**
 * An edge that allows everything, to be loaded by hand from outside: the cost of forwarding alone.
 *
 * <p>Arguments: the port to listen at, and how many event loops.
 */
final class ForwarderMain {

  private ForwarderMain() {}

  /** Runs until it is killed. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("forwarder");
    AuditStore audit =
        AuditStore.open(
            folder, "100000", CategoryTable.builtIn(), Clock.systemUTC(), new SecureRandom());
    ScriptedGatekeeper gatekeeper =
        new ScriptedGatekeeper(audit.gate(), (flow, target) -> ScriptedGatekeeper.ALLOW) {
          @Override
          public void closed(
              org.schoolgate.gateway.Decided decided, org.schoolgate.gateway.FlowEnd end) {
            asked.poll();
          }
        };
    HttpSettings.Clients clients =
        new HttpSettings.Clients(Integer.parseInt(args[1]), 10_000, 10_000, 60_000, 2_000);
    HttpEdge edge =
        new HttpEdge(
            HttpSettings.defaults().with(clients),
            gatekeeper,
            EdgeFixture.pages(),
            new DnsResolver(List.of(), 1_000),
            (subject, address) -> true,
            null,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
    edge.listen(address);
    Thread.currentThread().join();
  }
}
