package org.schoolgate.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.schoolgate.cli.config.GatewayConfig;
import org.schoolgate.gateway.device.DeviceSite;
import org.schoolgate.gateway.enforce.DevicePages;
import org.schoolgate.gateway.http.DeviceServer;
import org.schoolgate.gateway.identity.AddressIdentities;
import org.schoolgate.gateway.tls.CertificateAuthority;

/** Opens the plain port for devices, which {@code listeners.devices} of schoolgate.yaml names. */
final class DevicePort {

  private DevicePort() {}

  /**
   * Opens it.
   *
   * @param authority what devices have to trust now
   * @throws CommandFailure if it cannot be opened
   */
  static DeviceServer open(
      Office office, int portOffset, Supplier<Optional<CertificateAuthority>> authority) {
    GatewayConfig settings = office.config().gateway();
    GatewayConfig.Listeners listeners = settings.listeners();
    AddressIdentities identities = office.identities();
    DeviceSite site =
        new DeviceSite(
            new DeviceSite.Settings(
                settings.school().name(),
                settings.devices().gateway(),
                listeners.explicitProxy() + portOffset,
                listeners.transparent().isPresent(),
                settings.devices().direct()),
            client -> identities.resolve(client).isPresent(),
            authority,
            new DevicePages(
                settings.school().contacts(), office.clock().withZone(settings.school().zone())));
    InetSocketAddress at =
        new InetSocketAddress(listeners.bind(), listeners.devices() + portOffset);
    try {
      return new DeviceServer(at, site::answer);
    } catch (IOException refused) {
      throw Doors.cannotListen(at, Doors.TAKEN, refused);
    }
  }
}
