package org.schoolgate.gateway;

import java.util.Set;

/**
 * On which ports there may be web sites: 80, 443 and everything from 1024, without those of other
 * services that browsers refuse to speak HTTP to (WHATWG Fetch section 2.9, "bad port"). A proxy
 * that speaks to any port sends mail and joins chats for whoever asks it to.
 *
 * @param more ports that the school opens beside them
 */
public record SitePorts(Set<Integer> more) {

  /** No more than the usual. */
  public static final SitePorts USUAL = new SitePorts(Set.of());

  private static final int FREE_FROM = 1024;

  private static final Set<Integer> OTHER_SERVICES =
      Set.of(
          1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668,
          6669, 6679, 6697, 10080);

  /** Copies the ports. */
  public SitePorts {
    more = Set.copyOf(more);
  }

  /** Whether there may be a web site. */
  boolean has(int port) {
    return port == 443
        || port == 80
        || (port >= FREE_FROM && !OTHER_SERVICES.contains(port))
        || more.contains(port);
  }
}
