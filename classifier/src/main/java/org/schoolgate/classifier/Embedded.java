package org.schoolgate.classifier;

import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/** The IPv4 address in an IPv6 one that leads to it, which is decided about as well. */
final class Embedded {

  private Embedded() {}

  /** The same, asked of the IPv4 address that its host leads to; null if it leads to none. */
  static @Nullable Target in(Target target) {
    HostName inside = Network.ipv4Inside(target.host());
    return inside == null
        ? null
        : new Target(target.protocol(), inside, target.port(), target.path(), target.query());
  }
}
