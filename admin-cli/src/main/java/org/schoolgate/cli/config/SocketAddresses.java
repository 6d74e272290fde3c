package org.schoolgate.cli.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.gateway.Network;

/**
 * Reads an IP address with or without a port; never a name, which somebody would have to resolve.
 */
final class SocketAddresses {

  private static final int PORT_MAX = 65_535;
  private static final Pattern WITH_PORT =
      Pattern.compile("(?:([0-9.]+)|\\[([0-9A-Fa-f:.]+)\\]):([0-9]{1,5})");

  private SocketAddresses() {}

  /**
   * Reads {@code 192.0.2.1}, {@code 192.0.2.1:5353}, {@code 2001:db8::1} or {@code
   * [2001:db8::1]:5353}.
   *
   * @param portUnsaid the port when none stands there
   * @throws IllegalArgumentException if it is none of these
   */
  static InetSocketAddress parse(String text, int portUnsaid) {
    Matcher withPort = WITH_PORT.matcher(text);
    if (!withPort.matches()) {
      return new InetSocketAddress(address(text), portUnsaid);
    }
    int port = Integer.parseInt(withPort.group(3));
    if (port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException("a port is 1 to " + PORT_MAX);
    }
    String literal = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
    return new InetSocketAddress(address(literal), port);
  }

  private static InetAddress address(String literal) {
    if (literal.contains("/")) {
      throw new IllegalArgumentException("this is a network, not one address");
    }
    return Network.parse(literal).address();
  }
}
