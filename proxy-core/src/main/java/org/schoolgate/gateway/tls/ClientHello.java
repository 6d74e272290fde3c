package org.schoolgate.gateway.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the first message of a TLS connection says in the clear (RFC 8446 section 4.1.2).
 *
 * @param serverName the host_name of the server_name extension (RFC 6066 section 3), as it came;
 *     null if there is none
 * @param alpn the protocols offered (RFC 7301), without GREASE; empty if there are none
 */
public record ClientHello(@Nullable String serverName, List<String> alpn) {
  /** Copies the protocols. */
  public ClientHello {
    alpn = List.copyOf(alpn);
  }
}
