package org.schoolgate.gateway.http;

import java.util.List;
import org.schoolgate.gateway.Network;

/**
 * A way into the gateway: what comes to a listener, and how. Immutable.
 *
 * @param speaks what its clients believe to speak to
 * @param diversion how its connections were brought here
 * @param relays networks whose connections begin with a header of the PROXY protocol, which says
 *     whose they are; such a one is believed, so these are relays of the school's own
 */
public record Door(Speaks speaks, Diversion diversion, List<Network> relays) {

  /** What clients believe to speak to. */
  public enum Speaks {
    /** A proxy that they know of. */
    PROXY,
    /** A site's own plain port. */
    HTTP,
    /** A site's own secure port. */
    TLS
  }

  /** How the network brings connections here that are meant for others, and keeps where to. */
  public enum Diversion {
    /** Not at all. */
    NONE,
    /**
     * Linux's transparent proxying: the connection's own local address is the one that was meant
     * (the kernel's {@code Documentation/networking/tproxy.rst}). Takes CAP_NET_RAW.
     */
    TPROXY,
    /** Address translation, which is asked what it translated ({@code SO_ORIGINAL_DST}). */
    REDIRECT
  }

  /** Copies the relays. */
  public Door {
    if ((speaks == Speaks.PROXY) != (diversion == Diversion.NONE)) {
      throw new IllegalArgumentException("connections to a proxy are not diverted, others are");
    }
    relays = List.copyOf(relays);
  }

  /** The explicit proxy, without relays. */
  public static Door explicitProxy() {
    return new Door(Speaks.PROXY, Diversion.NONE, List.of());
  }
}
