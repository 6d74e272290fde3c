package org.schoolgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.gateway.http.HttpSettings;
import org.schoolgate.gateway.http.NetworkGuard;

/** What {@code schoolgate.yaml} means for the HTTP edge. */
final class EdgeSettings {

  private EdgeSettings() {}

  static HttpSettings of(GatewayConfig config) {
    HttpSettings.Clients clients = HttpSettings.Clients.DEFAULTS;
    HttpSettings.Heads heads = HttpSettings.Heads.DEFAULTS;
    HttpSettings.Bodies bodies = HttpSettings.Bodies.DEFAULTS;
    HttpSettings.Upstreams upstreams = HttpSettings.Upstreams.DEFAULTS;
    GatewayConfig.Limits limits = config.limits();
    return HttpSettings.defaults()
        .with(
            new HttpSettings.Clients(
                limits.eventLoops(),
                limits.connectionsMax(),
                limits.connectionsPerClientMax(),
                config.upstream().idleMillis(),
                clients.lingerMillis()))
        .with(
            new HttpSettings.Heads(
                heads.requestLineBytesMax(),
                limits.headerBytesMax(),
                heads.headerLinesMax(),
                limits.headMillis(),
                heads.pendingPipelinedBytesMax()))
        .with(
            new HttpSettings.Bodies(
                config.upstream().idleMillis(),
                config.inspection().holdBackBytesMax(),
                bodies.heldBytesMax(),
                bodies.trailingHoldBackBytesMax(),
                bodies.holdBackMillis(),
                bodies.readOnBytesMax(),
                Math.min(bodies.readOnMillis(), config.upstream().idleMillis()),
                bodies.unsentBytesMax()))
        .with(
            new HttpSettings.Upstreams(
                config.upstream().connectMillis(),
                upstreams.nextAddressMillis(),
                config.upstream().firstByteMillis(),
                upstreams.upstreamsPerHostMax(),
                upstreams.waitersPerHostMax(),
                upstreams.upstreamIdleMillis(),
                upstreams.upstreamsIdleMax()));
  }

  static NetworkGuard.Settings guard(GatewayConfig config, Set<Integer> ownPorts) {
    List<NetworkGuard.Exemption> exemptions = new ArrayList<>();
    for (GatewayConfig.PrivateAddresses allowed : config.upstream().privateAddresses()) {
      allowed
          .networks()
          .forEach(
              network ->
                  exemptions.add(new NetworkGuard.Exemption(network, List.of(allowed.clients()))));
    }
    return new NetworkGuard.Settings(exemptions, config.networks(), ownPorts);
  }
}
