package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest(name = "{0} contains {1}: {2}")
  @CsvSource(
      textBlock =
          """
          10.20.0.0/16,   10.20.255.255,  true
          10.20.0.0/16,   10.21.0.0,      false
          10.20.0.0/16,   ::1,            false
          10.20.0.1,      10.20.0.1,      true
          10.20.0.1,      10.20.0.2,      false
          0.0.0.0/0,      192.0.2.1,      true
          10.0.0.128/25,  10.0.0.127,     false
          10.0.0.128/25,  10.0.0.255,     true
          2001:db8::/32,  2001:db8:1::2,  true
          2001:db8::/32,  2001:db9::,     false
          ::1,            ::1,            true
          """)
  void knowsItsAddresses(String network, String address, boolean contained) {
    assertEquals(contained, Network.parse(network).contains(Network.parse(address).address()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.0/33",
        "10.0.0.1/24",
        "::/129",
        "10.0.0.0/",
        "10.0.0.0/x",
        "host",
        "10.0.0/8/8"
      })
  void whatIsNoNetworkIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Network.parse(text));
  }
}
