package org.schoolgate.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SocketAddressesTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1, 53",
    "192.0.2.1:5353, 192.0.2.1, 5353",
    "2001:db8::1, 2001:db8::1, 53",
    "[2001:db8::1]:5353, 2001:db8::1, 5353",
  })
  void read(String text, String address, int port) throws Exception {
    assertEquals(
        new InetSocketAddress(InetAddress.getByName(address), port),
        SocketAddresses.parse(text, 53));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "dns.example",
        "dns.example:53",
        "192.0.2.1:",
        "192.0.2.1:0",
        "192.0.2.1:65536",
        "192.0.2.0/24",
        "192.0.2.1/32",
        "[192.0.2.1",
        "192.0.2.300:53",
        "[::1]",
      })
  void refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> SocketAddresses.parse(text, 53));
  }
}
