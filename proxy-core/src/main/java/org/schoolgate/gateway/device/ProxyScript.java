package org.schoolgate.gateway.device;

import java.util.List;
import java.util.Locale;

/**
 * The script that tells a browser the way to the web (proxy auto-config, "PAC"; WPAD serves the
 * same one): through the filter, for every address that a school has not named. There is no second
 * way after it, so a filter that cannot be reached is no way past it; and it looks up no name,
 * because whoever answers such questions could say that a site is one of the school's machines.
 *
 * <p>It is written in the JavaScript of 1999 (ECMAScript 3), which the oldest of its readers take.
 * Whatever is put into it is a canonical host or a number, so nothing can end a string in it.
 */
final class ProxyScript {

  private ProxyScript() {}

  /**
   * The script.
   *
   * @param host where the gateway is, as it stands in an address
   * @param proxyPort where its proxy listens
   * @param pagesPort where its pages for devices are, which the proxy would refuse to fetch
   * @param direct what is reached without it
   */
  static String of(String host, int proxyPort, int pagesPort, List<DirectSite> direct) {
    StringBuilder script = new StringBuilder(1024);
    line(script, "// The way to the web for this school's devices: through its filter.");
    line(script, "function FindProxyForURL(url, host) {");
    line(script, "  // The gateway's own pages for devices.");
    line(script, "  if (url.indexOf(\"" + pages(host, pagesPort) + "\") === 0) {");
    line(script, "    return \"DIRECT\";");
    line(script, "  }");
    if (!direct.isEmpty()) {
      line(script, "  var name = host.toLowerCase();");
      line(script, "  if (name.charAt(name.length - 1) === \".\") {");
      line(script, "    name = name.substring(0, name.length - 1);");
      line(script, "  }");
      line(script, "  // What the school has named, and nothing else.");
      for (DirectSite site : direct) {
        line(script, "  if (" + condition(site) + ") {");
        line(script, "    return \"DIRECT\";");
        line(script, "  }");
      }
    }
    line(script, "  return \"PROXY " + host + ":" + proxyPort + "\";");
    line(script, "}");
    return script.toString();
  }

  /** As browsers write it, who leave out the port that http has anyway. */
  static String pages(String host, int port) {
    return "http://" + host + (port == 80 ? "" : ":" + port) + "/";
  }

  private static String condition(DirectSite site) {
    if (site instanceof DirectSite.Named named) {
      String end = "." + named.name();
      return "(\".\" + name).slice(-" + end.length() + ") === \"" + end + "\"";
    } else if (site instanceof DirectSite.Addressed addressed) {
      return "/^[0-9]{1,3}(\\.[0-9]{1,3}){3}$/.test(name) && isInNet(name, \""
          + addressed.network().address().getHostAddress()
          + "\", \""
          + mask(addressed.network().prefixBits())
          + "\")";
    }
    return "name.indexOf(\":\") < 0 && (name.indexOf(\".\") < 0 || name.slice(-6) === \".local\")";
  }

  private static String mask(int bits) {
    int mask = bits == 0 ? 0 : -1 << (Integer.SIZE - bits);
    return String.format(
        Locale.ROOT,
        "%d.%d.%d.%d",
        mask >>> 24,
        (mask >>> 16) & 0xff,
        (mask >>> 8) & 0xff,
        mask & 0xff);
  }

  private static void line(StringBuilder script, String line) {
    script.append(line).append('\n');
  }
}
