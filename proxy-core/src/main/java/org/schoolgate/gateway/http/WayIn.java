package org.schoolgate.gateway.http;

import java.net.InetSocketAddress;
import org.schoolgate.gateway.Asked;
import org.schoolgate.gateway.Credentials;

/** How the requests of a connection name what they ask for, and who sends them. */
sealed interface WayIn {

  /** What a request asks for, as the pipeline takes it. */
  Asked asked(RequestHead head);

  /** What a request says of who sends it. */
  Credentials credentials(RequestHead head);

  /** Whether the request opens a tunnel; only the explicit proxy opens any. */
  default boolean opensTunnel(RequestHead head) {
    return false;
  }

  /**
   * In full, as to a proxy that the client knows of.
   *
   * @param readsTunnels whether tunnels that are opened are read
   */
  record ExplicitProxy(boolean readsTunnels) implements WayIn {
    @Override
    public Asked asked(RequestHead head) {
      return head.isConnect()
          ? new Asked.Connect(head.requestTarget(), head.hosts(), readsTunnels)
          : new Asked.Request(head.requestTarget(), head.hosts());
    }

    @Override
    public Credentials credentials(RequestHead head) {
      return head.credentials();
    }

    @Override
    public boolean opensTunnel(RequestHead head) {
      return head.isConnect();
    }
  }

  /**
   * By path and Host, as to the site itself, from a client that the network diverted here.
   *
   * @param destination where the client meant to connect to
   */
  record Diverted(InetSocketAddress destination) implements WayIn {
    @Override
    public Asked asked(RequestHead head) {
      return new Asked.Diverted(destination, head.method(), head.requestTarget(), head.hosts());
    }

    @Override
    public Credentials credentials(RequestHead head) {
      return Credentials.IMPOSSIBLE;
    }
  }

  /**
   * By path and Host, inside a tunnel that is read.
   *
   * @param tunnel what they came through
   */
  record Inside(Asked.Tunnel tunnel) implements WayIn {
    @Override
    public Asked asked(RequestHead head) {
      return new Asked.Inside(tunnel, head.method(), head.requestTarget(), head.hosts());
    }

    @Override
    public Credentials credentials(RequestHead head) {
      return head.credentials();
    }
  }
}
