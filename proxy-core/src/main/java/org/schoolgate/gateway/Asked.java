package org.schoolgate.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.HostName;

/** What came over the wire and asks for a decision, before anything in it is believed. */
public sealed interface Asked {

  /**
   * The head of an HTTP/1.1 request to the explicit proxy (RFC 9112 section 3.2.2).
   *
   * @param method as it came
   * @param requestTarget the absolute URI of the request line
   * @param hosts the values of every Host header, in order; the reader refuses more than one
   */
  record Request(String method, String requestTarget, List<String> hosts) implements Asked {
    /** Copies the hosts. */
    public Request {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * A CONNECT (RFC 9110 section 9.3.6), before the tunnel stands.
   *
   * @param authority host and port of the request line
   * @param hosts the values of every Host header
   */
  record Connect(String authority, List<String> hosts) implements Asked {
    /** Copies the hosts. */
    public Connect {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * The first bytes inside a tunnel.
   *
   * @param connected the host that the CONNECT named
   * @param port the port that the CONNECT named
   * @param serverName the server name of the ClientHello (RFC 6066 section 3); null if the hello
   *     has none
   * @param tls whether the bytes are a TLS ClientHello at all
   */
  record Hello(HostName connected, int port, @Nullable String serverName, boolean tls)
      implements Asked {}
}
