package org.schoolgate.gateway;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;

/**
 * Finds out who a request is for. Called on the request path: nothing blocks. Implementations are
 * thread-safe.
 */
@FunctionalInterface
public interface IdentityResolver {

  /**
   * Who it is. A served client that nobody described is the least permissive subject, never nobody.
   *
   * @param client the address that the connection comes from
   * @param credentials what the request says of who sends it
   * @return complete already where memory has the answer; else completes on another thread, never
   *     exceptionally
   */
  CompletionStage<Identity> identify(InetAddress client, Credentials credentials);
}
