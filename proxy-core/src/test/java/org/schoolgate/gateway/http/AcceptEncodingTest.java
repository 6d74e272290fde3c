package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptEncodingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip, deflate, br, zstd | gzip, deflate, br",
        "GZIP | gzip",
        "br;q=1.0, gzip;q=0.5 | gzip, br",
        "gzip;q=0, br | br",
        "gzip; q=0.000, deflate | deflate",
        "gzip;q=0.01 | gzip",
        "* | gzip, deflate, br",
        "*;q=0 | identity",
        "zstd | identity",
        "identity | identity",
        "'' | identity",
        "xgzip, gzipx | identity",
      })
  void isReducedToWhatCanBeRead(String accepted, String reduced) {
    assertEquals(reduced, new AcceptEncoding("gzip, deflate, br").reduce(accepted));
  }
}
