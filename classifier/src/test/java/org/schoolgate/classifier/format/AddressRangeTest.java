package org.schoolgate.classifier.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRangeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.0.0.1 | 10.0.0.1",
        "10.0.0.1-10.0.0.1 | 10.0.0.1",
        "10.0.0.1-10.0.0.9 | 10.0.0.1 10.0.0.2/31 10.0.0.4/30 10.0.0.8/31",
        "10.0.0.0 - 10.0.0.255 | 10.0.0.0/24",
        "0.0.0.0-255.255.255.255 | 0.0.0.0/0",
        "10.0.0.7/24 | 10.0.0.0/24",
        "10.0.0.0/255.255.255.0 | 10.0.0.0/24",
        "10.0.0.1/255.255.255.255 | 10.0.0.1",
        "2001:db8::1 | 2001:db8::1",
        "2001:db8::/32 | 2001:db8::/32",
        "2001:db8::fffe-2001:db8::1:1 | 2001:db8::fffe/127 2001:db8::1:0/127",
        "::ffff:10.0.0.1-::ffff:10.0.0.1 | 10.0.0.1",
        "::ffff:10.0.0.0/120 | 10.0.0.0/24",
        "::ffff:10.0.0.0/90 | ''",
        "::fffe:ffff:fffe-::ffff:0:1 | ''",
        "::fffe:ffff:fffe-::1:0:0:1 | ::fffe:ffff:fffe/127 0.0.0.0/0 ::1:0:0:0/127",
        "10.0.0.9-10.0.0.1 | ''",
        "10.0.0.0/33 | ''",
        "10.0.0.0/255.0.255.0 | ''",
        "10.0.0.1-2001:db8::1 | ''",
        "a-b.example.com | ''",
        "example.com/24 | ''",
      })
  void networks(String text, String expected) {
    assertEquals(expected, String.join(" ", AddressRange.networks(text)));
  }
}
