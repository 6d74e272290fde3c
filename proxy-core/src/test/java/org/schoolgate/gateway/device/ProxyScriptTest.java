package org.schoolgate.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script to the letter: nothing here runs JavaScript. */
final class ProxyScriptTest {

  @Test
  void allGoesToTheFilterAndNothingElse() {
    assertEquals(
        """
        // The way to the web for this school's devices: through its filter.
        function FindProxyForURL(url, host) {
          // The gateway's own pages for devices.
          if (url.indexOf("http://192.0.2.1:8080/") === 0) {
            return "DIRECT";
          }
          return "PROXY 192.0.2.1:3128";
        }
        """,
        ProxyScript.of("192.0.2.1", 3128, 8080, List.of()));
  }

  @Test
  void whatTheSchoolNamesIsReachedWithoutIt() {
    List<DirectSite> direct =
        List.of(
            DirectSite.parse("intranet.hill.sch.example", List.of()),
            DirectSite.parse("10.20.0.0/14", List.of()),
            DirectSite.parse("local-names", List.of()));
    assertEquals(
        """
        // The way to the web for this school's devices: through its filter.
        function FindProxyForURL(url, host) {
          // The gateway's own pages for devices.
          if (url.indexOf("http://filter.hill.sch.example/") === 0) {
            return "DIRECT";
          }
          var name = host.toLowerCase();
          if (name.charAt(name.length - 1) === ".") {
            name = name.substring(0, name.length - 1);
          }
          // What the school has named, and nothing else.
          if (("." + name).slice(-26) === ".intranet.hill.sch.example") {
            return "DIRECT";
          }
          if (/^[0-9]{1,3}(\\.[0-9]{1,3}){3}$/.test(name) && isInNet(name, "10.20.0.0", "255.252.0.0")) {
            return "DIRECT";
          }
          if (name.indexOf(":") < 0 && (name.indexOf(".") < 0 || name.slice(-6) === ".local")) {
            return "DIRECT";
          }
          return "PROXY filter.hill.sch.example:3128";
        }
        """,
        ProxyScript.of("filter.hill.sch.example", 3128, 80, direct));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/32, 255.255.255.255",
    "10.0.0.0/8, 255.0.0.0",
    "172.16.0.0/12, 255.240.0.0",
    "192.168.7.128/25, 255.255.255.128",
  })
  void masks(String network, String mask) {
    String script =
        ProxyScript.of("192.0.2.1", 3128, 8080, List.of(DirectSite.parse(network, List.of())));
    assertTrue(script.contains("\", \"" + mask + "\")"), script);
  }
}
