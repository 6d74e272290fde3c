package org.schoolgate.gateway;

import java.net.InetAddress;
import java.util.Optional;
import org.schoolgate.policy.Subject;

/**
 * Who a client address is for. Called on the request path: answers from memory at once.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface IdentityResolver {

  /**
   * The subject of a client; empty when the address is in no network that this gateway serves. A
   * served client that nobody described is the least permissive subject, never nobody.
   */
  Optional<Subject> resolve(InetAddress client);
}
