package org.schoolgate.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is asked for. Whatever spelling came over the wire, two targets that reach the same place
 * are equal in {@code host}: see {@link HostName}.
 *
 * @param protocol how it is reached
 * @param host the canonical host
 * @param port 1 to 65535
 * @param path starts with {@code /}, percent-encoding as it came; {@code /} where the path cannot
 *     be seen
 * @param query without its {@code ?}; null if there is none or it cannot be seen
 */
public record Target(
    Protocol protocol, HostName host, int port, String path, @Nullable String query) {

  /** Checks the ranges. */
  public Target {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
    }
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a path starts with /");
    }
  }

  /** A target of which only the host is visible: a CONNECT or a server name. */
  public static Target ofTls(HostName host, int port) {
    return new Target(Protocol.TLS, host, port, "/", null);
  }

  /** What is visible of this from outside TLS: its host and port. */
  public Target byName() {
    return ofTls(host, port);
  }

  /**
   * The address as it is kept and shown: with neither query nor fragment, because those carry
   * personal data (S69); search terms are recorded apart.
   */
  public String withoutQuery() {
    String scheme = protocol == Protocol.HTTP ? "http://" : "https://";
    return scheme + authority() + path;
  }

  /** Host, and port where it is not the protocol's own, as a Host header carries it. */
  public String authority() {
    String name = host.inUri();
    return port == protocol.defaultPort() ? name : name + ":" + port;
  }
}
