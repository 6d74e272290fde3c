package org.schoolgate.gateway.http;

import org.jspecify.annotations.Nullable;
import org.schoolgate.gateway.Asked;

/**
 * How the requests of a connection name what they ask for: in full, to an explicit proxy; or by
 * their path alone, inside a tunnel that is read.
 *
 * @param tunnel what they came through; null for an explicit proxy
 * @param readsTunnels whether tunnels that are opened are read
 */
record WayIn(Asked.@Nullable Tunnel tunnel, boolean readsTunnels) {

  static WayIn explicitProxy(boolean readsTunnels) {
    return new WayIn(null, readsTunnels);
  }

  static WayIn inside(Asked.Tunnel tunnel) {
    return new WayIn(tunnel, false);
  }

  /** What a request asks for, as the pipeline takes it. */
  Asked asked(RequestHead head) {
    if (tunnel != null) {
      return new Asked.Inside(tunnel, head.method(), head.requestTarget(), head.hosts());
    }
    return head.isConnect()
        ? new Asked.Connect(head.requestTarget(), head.hosts(), readsTunnels)
        : new Asked.Request(head.requestTarget(), head.hosts());
  }

  /** Whether the request opens a tunnel; inside one, none is opened. */
  boolean opensTunnel(RequestHead head) {
    return tunnel == null && head.isConnect();
  }
}
