package org.schoolgate.policy;

import java.util.Locale;

/** How a {@link Target} is reached, as far as the gateway can see into it. */
public enum Protocol {
  /** Plain HTTP: host, path and query are all visible. */
  HTTP(80),
  /** HTTP inside TLS that the gateway opens: host, path and query are all visible. */
  HTTPS(443),
  /** TLS that is not opened, or not yet: only the host is visible. */
  TLS(443);

  private final int defaultPort;

  Protocol(int defaultPort) {
    this.defaultPort = defaultPort;
  }

  /** The port that is left out when a target is written down. */
  public int defaultPort() {
    return defaultPort;
  }

  /** The word used in policy files and JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
