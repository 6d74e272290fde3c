package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {

  @ParameterizedTest
  @CsvSource({
    "10.20.30.40, 10.20.30.40",
    "10.20.7710, 10.20.30.30",
    "10.1318430, 10.20.30.30",
    "169090600, 10.20.30.40",
    "012.0x14.30.40, 10.20.30.40",
    "0x, 0.0.0.0",
    "1.0X, 1.0.0.0",
  })
  void spellingsOfIpv4(String raw, String canonical) {
    assertEquals(canonical, IpLiteral.canonicalIpv4(raw));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "1.a", "1a", "1.2.3.4x", "a.1x", "-", "1.-1", "1.+1"})
  void whatEndsInNoNumberIsAName(String raw) {
    assertNull(IpLiteral.canonicalIpv4(raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1.0.0.1",
        "+1.0.0.1",
        "1.-0.0.1",
        "0x-1.1",
        "0x+1.1",
        "0-7.1",
        "a.1",
        "1..1",
        ".1",
        "256.1.1.1",
        "1.2.3.256",
        "1.2.65536",
        "1.16777216",
        "4294967296",
        "1.1.1.1.1",
        "09.1",
        "99999999999999999999.1",
        "\u0661.1"
      })
  void whatEndsInANumberAndIsNoAddressIsRefused(String raw) {
    refused(() -> IpLiteral.canonicalIpv4(raw));
  }

  @ParameterizedTest
  @CsvSource({
    "::, ::",
    "::1, ::1",
    "1::, 1::",
    "0:0:0:0:0:0:0:0, ::",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "2001:0DB8::00ff, 2001:db8::ff",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:0:0:2:3:0:0:4, 1::2:3:0:0:4",
    "::ffff:10.20.30.40, ::ffff:a14:1e28",
    "::10.20.30.40, ::a14:1e28",
    "1:2:3:4:5:6:10.20.30.40, 1:2:3:4:5:6:a14:1e28",
  })
  void spellingsOfIpv6(String raw, String canonical) {
    assertEquals(canonical, IpLiteral.canonicalIpv6(raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":::",
        ".:a",
        "a.:",
        "1",
        "1:2",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8",
        "::1:2:3:4:5:6:7:8",
        "1::2::3",
        ":1::",
        "::1:",
        "1:2:3:4:5:6:7:",
        ":2:3:4:5:6:7:8",
        "12345::",
        "::g",
        "::-1",
        "::+1",
        "fe80::1%eth0",
        "1.2.3.4",
        "1.2.3.4::",
        "::1.2.3.4:5",
        "::1.2.3",
        "::1.2.3.4.5",
        "::1.2.3.256",
        "::01.2.3.4",
        "::1.2.3.-4",
        "::\u0661",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::ffff:0x7f.1"
      })
  void whatIsNoIpv6IsRefused(String raw) {
    refused(() -> IpLiteral.canonicalIpv6(raw));
  }

  private static void refused(Runnable reading) {
    assertThrows(IllegalArgumentException.class, reading::run);
  }
}
