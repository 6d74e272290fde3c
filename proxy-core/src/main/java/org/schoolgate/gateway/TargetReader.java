package org.schoolgate.gateway;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;

/**
 * Reads what is asked for out of a request, in one canonical spelling, and insists that every place
 * that names the host agrees: the absolute URI, the Host header, the CONNECT and the server name
 * (S12: a request that says one host to the filter and another to the origin is how fronting
 * works).
 *
 * <p>The same reader serves the wire and {@code schoolgate explain}, so both decide about the same
 * target. Stateless and thread-safe.
 */
public final class TargetReader {

  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  /** A scheme, and not a host before its port; a host with a dot is no scheme. */
  private static final Pattern TYPED_SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+-]*):(?![0-9])(.+)");

  private static final int URI_CHARS_MAX = 16 * 1024;
  private static final int PORT_DIGITS_MAX = 5;

  private TargetReader() {}

  /**
   * The target of whatever came.
   *
   * @throws RequestRefused if it is malformed or its parts disagree
   */
  public static Target read(Asked asked) throws RequestRefused {
    if (asked instanceof Asked.Request request) {
      return ofRequest(request);
    }
    if (asked instanceof Asked.Connect connect) {
      return ofConnect(connect);
    }
    if (asked instanceof Asked.Inside inside) {
      return ofInside(inside);
    }
    if (asked instanceof Asked.Diverted diverted) {
      return ofDiverted(diverted);
    }
    if (asked instanceof Asked.KeptOut keptOut) {
      return ofHello(keptOut.hello());
    }
    return ofHello((Asked.Hello) asked);
  }

  /**
   * The target of an address that a person typed, such as the argument of {@code explain}: as a
   * browser would ask this gateway for it.
   *
   * @throws RequestRefused if it is no http or https address
   */
  public static Target ofAddress(String address) throws RequestRefused {
    Matcher scheme = TYPED_SCHEME.matcher(address);
    if (scheme.matches()) {
      requireWeb(scheme.group(1), scheme.group(2));
    }
    String uri = address.contains("://") ? address : HTTP + address;
    return startsWith(uri, HTTPS)
        ? ofAbsoluteUri(uri, HTTPS, Protocol.HTTPS)
        : ofAbsoluteUri(uri, HTTP, Protocol.HTTP);
  }

  private static void requireWeb(String scheme, String rest) throws RequestRefused {
    if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
      throw new RequestRefused(
          "only http and https go through the gateway, and this is " + scheme + ":");
    }
    if (!rest.startsWith("//")) {
      throw new RequestRefused("two slashes stand after " + scheme + ":");
    }
  }

  /** The host that an address is, whatever interface it was seen on. */
  public static HostName hostOf(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    String bare = scope < 0 ? text : text.substring(0, scope);
    return HostName.parse(address instanceof Inet6Address ? "[" + bare + "]" : bare);
  }

  private static Target ofRequest(Asked.Request request) throws RequestRefused {
    Target target = ofAbsoluteUri(request.requestTarget(), HTTP, Protocol.HTTP);
    checkHosts(request.hosts(), target);
    return target;
  }

  private static Target ofConnect(Asked.Connect connect) throws RequestRefused {
    Authority authority = Authority.parse(connect.authority());
    if (authority.port < 0) {
      throw new RequestRefused("a CONNECT names a host and a port");
    }
    Target target = Target.ofTls(authority.host, authority.port);
    checkHosts(connect.hosts(), target);
    return target;
  }

  private static Target ofHello(Asked.Hello hello) throws RequestRefused {
    Target connected = hello.connected();
    String serverName = hello.serverName();
    if (serverName == null) {
      return connected;
    }
    HostName named = parseHost(serverName);
    boolean connectedByAddress = connected.host().kind() != HostName.Kind.NAME;
    if (!connectedByAddress && !named.equals(connected.host())) {
      throw new RequestRefused("the tunnel was opened to one host and asks for another inside");
    }
    return Target.ofTls(named, connected.port());
  }

  private static Target ofInside(Asked.Inside inside) throws RequestRefused {
    if (inside.method().equals("CONNECT")) {
      throw RequestRefused.tunnelInTunnel();
    }
    Target tunnel = inside.tunnel().target();
    return ofServerRequest(
        inside.requestTarget(), inside.hosts(), Protocol.HTTPS, tunnel.host(), tunnel.port());
  }

  /**
   * The port is the one that the client connected to, and the name the one that it asks for there:
   * that name is resolved and dialled, so an address that belongs to another site is of no use.
   */
  private static Target ofDiverted(Asked.Diverted diverted) throws RequestRefused {
    if (diverted.method().equals("CONNECT")) {
      throw RequestRefused.tunnelWithoutProxy();
    }
    List<String> hosts = diverted.hosts();
    InetSocketAddress destination = diverted.destination();
    HostName host =
        hosts.isEmpty() ? hostOf(destination.getAddress()) : Authority.parse(hosts.get(0)).host;
    return ofServerRequest(
        diverted.requestTarget(), hosts, Protocol.HTTP, host, destination.getPort());
  }

  /** A request as it is sent to a site itself, on a connection to that host and port. */
  private static Target ofServerRequest(
      String asked, List<String> hosts, Protocol protocol, HostName host, int port)
      throws RequestRefused {
    String scheme = protocol == Protocol.HTTPS ? HTTPS : HTTP;
    Target target;
    if (asked.startsWith("/")) {
      check(asked);
      target = ofPath(protocol, host, port, asked);
    } else if (startsWith(asked, scheme)) {
      target = ofAbsoluteUri(asked, scheme, protocol);
    } else if (startsWith(asked, HTTP) || startsWith(asked, HTTPS)) {
      throw RequestRefused.misdirected();
    } else {
      throw new RequestRefused("the request line holds no path");
    }
    boolean elsewhere = !target.host().equals(host) || target.port() != port;
    if (elsewhere || (!hosts.isEmpty() && !agree(hosts, target))) {
      throw RequestRefused.misdirected();
    }
    return target;
  }

  private static Target ofAbsoluteUri(String uri, String scheme, Protocol protocol)
      throws RequestRefused {
    check(uri);
    if (!startsWith(uri, scheme)) {
      throw new RequestRefused(
          "a proxy request names its address in full, beginning with " + scheme);
    }
    String rawAuthority = authorityOf(uri, scheme.length());
    Authority authority = Authority.parse(rawAuthority);
    String rest = uri.substring(scheme.length() + rawAuthority.length());
    if (rest.startsWith("\\")) {
      // Browsers read it as a slash and other clients as part of the host: two targets in one.
      throw new RequestRefused("a backslash stands after the host");
    }
    return ofPath(protocol, authority.host, authority.portOr(protocol.defaultPort()), rest);
  }

  private static void check(String uri) throws RequestRefused {
    if (uri.length() > URI_CHARS_MAX) {
      throw new RequestRefused("the address is longer than " + URI_CHARS_MAX + " characters");
    }
    for (int i = 0; i < uri.length(); i++) {
      if (uri.charAt(i) <= ' ' || uri.charAt(i) == 0x7F) {
        throw new RequestRefused("the address holds a space or a control character");
      }
    }
  }

  private static Target ofPath(Protocol protocol, HostName host, int port, String pathAndQuery) {
    int fragment = pathAndQuery.indexOf('#');
    String rest = fragment < 0 ? pathAndQuery : pathAndQuery.substring(0, fragment);
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    return new Target(
        protocol,
        host,
        port,
        path.isEmpty() ? "/" : path,
        question < 0 ? null : rest.substring(question + 1));
  }

  private static boolean startsWith(String uri, String scheme) {
    return uri.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  /** The text between the scheme and the first character that ends an authority (RFC 3986). */
  private static String authorityOf(String uri, int from) {
    int end = from;
    while (end < uri.length() && "/?#\\".indexOf(uri.charAt(end)) < 0) {
      end++;
    }
    return uri.substring(from, end);
  }

  private static void checkHosts(List<String> hosts, Target target) throws RequestRefused {
    if (!hosts.isEmpty() && !agree(hosts, target)) {
      throw new RequestRefused("the Host header and the address disagree");
    }
  }

  private static boolean agree(List<String> hosts, Target target) throws RequestRefused {
    if (hosts.size() > 1) {
      throw new RequestRefused("there are two Host headers");
    }
    String host = hosts.get(0);
    if (host.equals(target.authority())) {
      return true; // nearly always, and then there is nothing to parse
    }
    Authority named = Authority.parse(host);
    return named.host.equals(target.host())
        && named.portOr(target.protocol().defaultPort()) == target.port();
  }

  private static HostName parseHost(String raw) throws RequestRefused {
    try {
      return HostName.parse(raw);
    } catch (IllegalArgumentException notAHost) {
      throw new RequestRefused(
          "the host is not valid: " + String.valueOf(notAHost.getMessage()), notAHost);
    }
  }

  /** Host and port, without the userinfo that a URI may put in front. */
  private record Authority(HostName host, int port) {

    static Authority parse(String raw) throws RequestRefused {
      int at = raw.lastIndexOf('@');
      String hostAndPort = raw.substring(at + 1);
      int colon = hostAndPort.lastIndexOf(':');
      boolean colonInsideBrackets = colon < hostAndPort.lastIndexOf(']');
      if (colon < 0 || colonInsideBrackets) {
        return new Authority(parseHost(hostAndPort), -1);
      }
      return new Authority(
          parseHost(hostAndPort.substring(0, colon)), port(hostAndPort.substring(colon + 1)));
    }

    private static int port(String digits) throws RequestRefused {
      if (digits.isEmpty()) {
        return -1;
      }
      int port = 0;
      for (int i = 0; i < digits.length(); i++) {
        int digit = digits.charAt(i) - '0';
        if (digit < 0 || digit > 9 || i == PORT_DIGITS_MAX) {
          throw new RequestRefused("the port is not a number");
        }
        port = 10 * port + digit;
      }
      if (port < 1 || port > 65_535) {
        throw new RequestRefused("the port is not between 1 and 65535");
      }
      return port;
    }

    int portOr(int otherwise) {
      return port < 0 ? otherwise : port;
    }
  }
}
