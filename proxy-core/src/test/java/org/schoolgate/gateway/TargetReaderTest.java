package org.schoolgate.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

class TargetReaderTest {

  private static Target request(String uri, String... hosts) throws RequestRefused {
    return TargetReader.read(new Asked.Request(uri, List.of(hosts)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # the address as it came,                      host,          port, path,  query
          http://example.com/a?b=c,                      example.com,   80,   /a,    b=c
          http://example.com,                            example.com,   80,   /,     -
          http://example.com?x,                          example.com,   80,   /,     x
          http://example.com/?,                          example.com,   80,   /,     ''
          HTTP://EXAMPLE.COM/A,                          example.com,   80,   /A,    -
          http://example.com./,                          example.com,   80,   /,     -
          http://example.com:8080/,                      example.com,   8080, /,     -
          http://example.com:/,                          example.com,   80,   /,     -
          http://user:pass@example.com/,                 example.com,   80,   /,     -
          http://good.example@example.com/,              example.com,   80,   /,     -
          http://good.example:80@example.com:81/,        example.com,   81,   /,     -
          http://0x7f.1/,                                127.0.0.1,     80,   /,     -
          http://2130706433/,                            127.0.0.1,     80,   /,     -
          http://[::1]/,                                 ::1,           80,   /,     -
          http://[::1]:8080/x,                           ::1,           8080, /x,    -
          http://xn--bcher-kva.example/,                 xn--bcher-kva.example, 80, /, -
          http://bücher.example/,                        xn--bcher-kva.example, 80, /, -
          http://example.com/a#b,                        example.com,   80,   /a,    -
          http://example.com/a?b#c?d,                    example.com,   80,   /a,    b
          http://example.com/a/../b%2e,                  example.com,   80,   /a/../b%2e, -
          """)
  void everySpellingOfAnAddressGivesOneTarget(
      String uri, String host, int port, String path, @Nullable String query)
      throws RequestRefused {
    Target target = request(uri);
    assertEquals(host, target.host().text());
    assertEquals(port, target.port());
    assertEquals(path, target.path());
    assertEquals(query, target.query());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          /origin-form,                            http://
          *,                                       http://
          https://example.com/,                    http://
          ftp://example.com/,                      http://
          http:///path,                            host
          http://,                                 host
          'http://exa mple.com/',                  space
          http://example.com:99999/,               port
          http://example.com:0/,                   port
          http://example.com:80a/,                 port
          http://a%2eb/,                           percent
          http://256.1.1.1/,                       IP address
          """)
  void whatIsNoAddressIsRefusedWithoutRepeatingIt(String uri, String why) {
    RequestRefused refused = assertThrows(RequestRefused.class, () -> request(uri));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains(why), message);
    assertFalse(message.contains("example"), message);
  }

  @Test
  void aBackslashAfterTheHostIsRefusedBecauseClientsReadItDifferently() {
    RequestRefused refused =
        assertThrows(RequestRefused.class, () -> request("http://example.com\\@good.example/"));
    assertEquals("a backslash stands after the host", refused.getMessage());
  }

  @ParameterizedTest(name = "{0} with Host {1}")
  @CsvSource(
      textBlock =
          """
          http://example.com/,      example.com,       true
          http://example.com/,      EXAMPLE.com.,      true
          http://example.com/,      example.com:80,    true
          http://example.com:8080/, example.com:8080,  true
          http://example.com:8080/, example.com,       false
          http://example.com/,      other.example,     false
          http://example.com/,      example.com:8080,  false
          http://127.0.0.1/,        2130706433,        true
          http://[::1]/,            [0:0::1],          true
          http://example.com/,      '',                false
          """)
  void theHostHeaderAgreesWithTheAddress(String uri, String host, boolean agrees) {
    boolean read = !readWithHost(uri, host).startsWith("refused");
    assertEquals(agrees, read);
  }

  private static String readWithHost(String uri, String... hosts) {
    try {
      return request(uri, hosts).host().text();
    } catch (RequestRefused refused) {
      return "refused: " + refused.getMessage();
    }
  }

  @Test
  void twoHostHeadersAreRefusedEvenIfTheyAgree() {
    assertEquals(
        "refused: there are two Host headers",
        readWithHost("http://example.com/", "example.com", "example.com"));
  }

  @ParameterizedTest(name = "tunnel to {0}, server name {1}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          example.com, example.com,   example.com
          example.com, EXAMPLE.com,   example.com
          example.com, -,             example.com
          example.com, other.example, refused
          192.0.2.1,   example.com,   example.com
          192.0.2.1,   -,             192.0.2.1
          example.com, bad..name,     refused
          """)
  void theServerNameAgreesWithTheTunnel(
      String connected, @Nullable String serverName, String target) {
    String read;
    try {
      read =
          TargetReader.read(
                  Asked.Hello.inside(
                      new Asked.Tunnel(
                          new Subject("x", List.of("g"), Confidence.DEVICE, "10.0.0.1"),
                          Target.ofTls(HostName.parse(connected), 443)),
                      serverName,
                      true,
                      true))
              .host()
              .text();
    } catch (RequestRefused refused) {
      read = "refused";
    }
    assertEquals(target, read);
  }

  @ParameterizedTest(name = "CONNECT {0}")
  @CsvSource(
      textBlock =
          """
          example.com:443,     example.com, 443
          [::1]:8443,          ::1,         8443
          example.com,         refused,     0
          example.com:,        refused,     0
          :443,                refused,     0
          """)
  void aConnectNamesHostAndPort(String authority, String host, int port) {
    try {
      Target target = TargetReader.read(new Asked.Connect(authority, List.of(), true));
      assertEquals(host, target.host().text());
      assertEquals(port, target.port());
    } catch (RequestRefused refused) {
      assertEquals(host, "refused", String.valueOf(refused.getMessage()));
    }
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      textBlock =
          """
          www.example.com,              http://www.example.com/
          http://example.com/a?b,       http://example.com/a
          https://example.com/secret?q, https://example.com/secret
          https://example.com:8443/x,   https://example.com:8443/x
          https://example.com,          https://example.com/
          """)
  void anAddressThatAPersonTypesIsWhatABrowserWouldAsk(String typed, String target)
      throws RequestRefused {
    assertEquals(target, TargetReader.ofAddress(typed).withoutQuery());
  }

  @ParameterizedTest
  @CsvSource({
    "http:/youtube.com, two slashes stand after http:",
    "https:youtube.com, two slashes stand after https:",
    "mailto:a@b.example, this is mailto:",
    "ftp://example.com/, this is ftp:",
    "javascript:alert, this is javascript:"
  })
  void whatIsNoWebAddressIsNotTakenForOne(String typed, String because) {
    RequestRefused refused =
        assertThrows(RequestRefused.class, () -> TargetReader.ofAddress(typed));
    assertTrue(String.valueOf(refused.getMessage()).contains(because), refused::getMessage);
  }
}
