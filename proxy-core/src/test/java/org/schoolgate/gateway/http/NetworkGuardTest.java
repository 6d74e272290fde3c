package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.gateway.Network;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Subject;

final class NetworkGuardTest {

  private static final NetworkGuard GUARD =
      new NetworkGuard(
          new NetworkGuard.Settings(
              List.of(
                  new NetworkGuard.Exemption(
                      Network.parse("10.5.0.0/16"), List.of(Network.parse("10.9.0.0/24"))),
                  new NetworkGuard.Exemption(
                      Network.parse("127.0.0.0/8"), List.of(Network.parse("10.9.0.0/24"))),
                  new NetworkGuard.Exemption(
                      Network.parse("198.14.8.8/32"), List.of(Network.parse("10.9.0.0/24")))),
              List.of(Network.parse("198.14.8.0/24"), Network.parse("2a00:5::/32")),
              Set.of(3128, 8443)),
          Set.of(address("198.14.7.7"), address("2a00::7")));

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8, true",
    "9.255.255.255, true",
    "11.0.0.0, true",
    "100.63.255.255, true",
    "100.128.0.0, true",
    "172.15.0.1, true",
    "172.32.0.1, true",
    "192.0.1.1, true",
    "223.255.255.255, true",
    "0.0.0.0, false",
    "0.1.2.3, false",
    "10.0.0.1, false",
    "100.64.0.1, false",
    "127.0.0.1, false",
    "127.255.255.255, false",
    "169.254.169.254, false",
    "172.16.0.1, false",
    "172.31.255.255, false",
    "192.0.0.8, false",
    "192.168.1.1, false",
    "198.18.0.1, false",
    "224.0.0.251, false",
    "240.0.0.1, false",
    "255.255.255.255, false",
    "2606:4700::1111, true",
    "::, false",
    "::1, false",
    "::ffff:10.0.0.1, false",
    "::10.0.0.1, false",
    "64:ff9b::10.0.0.1, false",
    "64:ff9b::8.8.8.8, true",
    "2002:0a00:0001::1, false",
    "2002:0808:0808::1, true",
    "64:ff9b:1::8.8.8.8, false",
    "64:ff9b:2::1, true",
    "2001::1, false",
    "2001:1ff::1, false",
    "2001:200::1, true",
    "3fff:0fff::1, false",
    "3fff:1000::1, true",
    "fd00::1, false",
    "fe80::1, false",
    "fec0::1, false",
    "ff02::1, false",
  })
  void onlyThePublicInternetMayBeReached(String address, boolean may) {
    assertEquals(may, mayDial("192.168.1.50", address, 80));
  }

  @ParameterizedTest
  @CsvSource({
    "10.9.0.4, 10.5.1.1, 80, true",
    "10.9.0.4, 10.6.1.1, 80, false",
    "10.9.1.4, 10.5.1.1, 80, false",
    "10.9.0.4, 127.0.0.1, 80, true",
    "10.9.0.4, 127.0.0.1, 3128, false",
    "10.9.0.4, 127.3.3.3, 8443, false",
    "10.9.0.4, 0.0.0.0, 8443, false",
    "10.9.0.4, 198.14.7.7, 8443, false",
    "10.9.0.4, 198.14.7.7, 80, false",
    "10.9.0.4, 2a00::7, 443, false",
    "10.9.0.4, 198.14.8.7, 80, false",
    "10.9.0.4, 198.14.8.8, 80, true",
    "10.9.1.4, 198.14.8.8, 80, false",
    "10.9.0.4, 198.14.9.7, 80, true",
    "10.9.0.4, 2a00:5:1::1, 443, false",
    "10.9.0.4, 2a00:6::1, 443, true",
    "10.9.0.4, 2a00::7, 3128, false",
    "10.9.0.4, 198.14.7.8, 8443, true",
    "nonsense, 10.5.1.1, 80, false",
  })
  void exemptionsAreForTheirClientsAndNeverForOwnPorts(
      String client, String address, int port, boolean may) {
    assertEquals(may, mayDial(client, address, port));
  }

  @Test
  void whatIsNotResolvedIsRefused() {
    assertFalse(
        GUARD.mayDial(subject("10.9.0.4"), InetSocketAddress.createUnresolved("site.test", 80)));
  }

  @Test
  void addressesThatTheMachineGetsLaterAreItsOwn() {
    NetworkGuard guard =
        new NetworkGuard(
            new NetworkGuard.Settings(List.of(), List.of(), Set.of(3128)),
            Set.of(address("198.14.7.7")));
    InetSocketAddress site = new InetSocketAddress(address("198.14.7.9"), 80);
    assertTrue(guard.mayDial(subject("10.9.0.4"), site));

    guard.machineHas(Set.of(address("198.14.7.9")));

    assertFalse(guard.mayDial(subject("10.9.0.4"), site));
  }

  @Test
  void machineKnowsItsOwnAddresses() throws Exception {
    assertTrue(
        NetworkGuard.addressesOfThisMachine().stream().anyMatch(InetAddress::isLoopbackAddress));
  }

  private static boolean mayDial(String client, String address, int port) {
    return GUARD.mayDial(subject(client), new InetSocketAddress(address(address), port));
  }

  private static Subject subject(String client) {
    return new Subject("laptop-7", List.of("year-5"), Confidence.DEVICE, client);
  }

  private static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (java.net.UnknownHostException notALiteral) {
      throw new IllegalArgumentException(notALiteral);
    }
  }
}
