package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      textBlock =
          """
          example.com,            example.com
          EXAMPLE.Com,            example.com
          example.com.,           example.com
          a_b.example.com,        a_b.example.com
          xn--bcher-kva.example,  xn--bcher-kva.example
          bücher.example,         xn--bcher-kva.example
          BÜCHER.example,         xn--bcher-kva.example
          example。com,           example.com
          ｅxample.com,           example.com
          127.0.0.1,              127.0.0.1
          127.1,                  127.0.0.1
          127.0.1,                127.0.0.1
          2130706433,             127.0.0.1
          0x7f000001,             127.0.0.1
          0x7F.1,                 127.0.0.1
          0177.0.0.1,             127.0.0.1
          127.0.0.1.,             127.0.0.1
          1.0x,                   1.0.0.0
          0,                      0.0.0.0
          255.255.255.255,        255.255.255.255
          1.example,              1.example
          1.2.3.4.example,        1.2.3.4.example
          [::1],                  ::1
          [0:0:0:0:0:0:0:1],      ::1
          [2001:DB8:0:0:1:0:0:1], 2001:db8::1:0:0:1
          [::],                   '::'
          [::ffff:127.0.0.1],     127.0.0.1
          [::ffff:7f00:1],        127.0.0.1
          [::ffff:1:7f00:1],      ::ffff:1:7f00:1
          [1::],                  '1::'
          """)
  void everySpellingBecomesOne(String raw, String canonical) {
    assertEquals(canonical, HostName.parse(raw).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a..b",
        "a b",
        "a%2eb",
        "exa\u0000mple.com",
        "256.1.1.1",
        "1.2.3.4.5",
        "1.2.3.256",
        "0x1ffffffff",
        "4294967296",
        "08.1",
        "[::1",
        "[:::1]",
        "[1.2.3.4]",
        "[fe80::1%25eth0]",
        "a/b",
        "a:b",
        "a@b",
        "-\u00e9\u0000",
        "0xg.1"
      })
  void whatIsNoHostIsRefused(String raw) {
    assertTrue(isRefused(raw), raw);
  }

  private static boolean isRefused(String raw) {
    assertThrows(IllegalArgumentException.class, () -> HostName.parse(raw));
    return true;
  }

  @Test
  void aLabelAndANameHaveALongest() {
    assertEquals(63, HostName.parse("a".repeat(63)).text().length());
    assertTrue(isRefused("a".repeat(64)));
    String longest = ("a".repeat(62) + ".").repeat(4) + "b";
    assertEquals(253, HostName.parse(longest).text().length());
    assertTrue(isRefused(longest + "b"));
  }

  @Test
  void onlyWholeLabelsMakeASubDomain() {
    HostName host = HostName.parse("www.example.com");
    assertTrue(host.isUnder("example.com"));
    assertTrue(host.isUnder("www.example.com"));
    assertFalse(host.isUnder("ample.com"));
    assertFalse(HostName.parse("10.0.0.1").isUnder("0.1"));
  }
}
