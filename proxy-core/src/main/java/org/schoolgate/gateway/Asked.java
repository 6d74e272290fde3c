package org.schoolgate.gateway;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/** What came over the wire and asks for a decision, before anything in it is believed. */
public sealed interface Asked {

  /** The tunnel that it came through, whose subject it has; null if it came by itself. */
  default @Nullable Tunnel tunnel() {
    return null;
  }

  /**
   * A tunnel that stands.
   *
   * @param subject for whom it was opened, and so for whom everything in it is
   * @param target what it leads to: host and port, as they were decided about
   */
  record Tunnel(Subject subject, Target target) {}

  /**
   * The head of an HTTP/1.1 request to the explicit proxy (RFC 9112 section 3.2.2).
   *
   * @param requestTarget the absolute URI of the request line
   * @param hosts the values of every Host header, in order; the reader refuses more than one
   */
  record Request(String requestTarget, List<String> hosts) implements Asked {
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
   * @param read whether the gateway reads such tunnels, so that what comes out of them is what is
   *     decided about
   */
  record Connect(String authority, List<String> hosts, boolean read) implements Asked {
    /** Copies the hosts. */
    public Connect {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * The head of an HTTP/1.1 request on a connection that the network diverted to the gateway, whose
   * client knows of no proxy (RFC 9112 section 3.2.1; S3).
   *
   * @param destination where the client meant to connect to
   * @param method as sent: no tunnel is opened here
   * @param requestTarget path and query; an absolute URI is read too, as servers must
   * @param hosts the values of every Host header
   */
  record Diverted(
      InetSocketAddress destination, String method, String requestTarget, List<String> hosts)
      implements Asked {
    /** Copies the hosts. */
    public Diverted {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * The first bytes inside a tunnel, or of a connection that the network diverted to the gateway.
   *
   * @param connected what the CONNECT named, or the address that the client meant to connect to
   * @param opener for whom the tunnel was opened; null where none was
   * @param serverName the server name of the ClientHello (RFC 6066 section 3); null if the hello
   *     has none
   * @param tls whether the bytes are a TLS ClientHello at all
   * @param read whether the gateway reads such tunnels
   */
  record Hello(
      Target connected,
      @Nullable Subject opener,
      @Nullable String serverName,
      boolean tls,
      boolean read)
      implements Asked {

    /** One inside a tunnel. */
    public static Hello inside(
        Tunnel tunnel, @Nullable String serverName, boolean tls, boolean read) {
      return new Hello(tunnel.target(), tunnel.subject(), serverName, tls, read);
    }

    @Override
    public @Nullable Tunnel tunnel() {
      return opener == null ? null : new Tunnel(opener, connected);
    }
  }

  /**
   * What a client was kept from that came to no secure connection with the gateway.
   *
   * @param hello what it had asked for
   */
  record KeptOut(Hello hello) implements Asked {
    @Override
    public @Nullable Tunnel tunnel() {
      return hello.tunnel();
    }
  }

  /**
   * The head of an HTTP/1.1 request inside a tunnel that the gateway reads (RFC 9112 section
   * 3.2.1).
   *
   * @param tunnel what the ClientHello was decided to lead to
   * @param method as sent: no tunnel is opened inside another
   * @param requestTarget path and query; an absolute URI is read too, as servers must
   * @param hosts the values of every Host header
   */
  record Inside(Tunnel tunnel, String method, String requestTarget, List<String> hosts)
      implements Asked {
    /** Copies the hosts. */
    public Inside {
      hosts = List.copyOf(hosts);
    }
  }
}
