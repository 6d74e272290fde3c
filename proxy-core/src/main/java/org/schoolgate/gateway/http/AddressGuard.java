package org.schoolgate.gateway.http;

import java.net.InetSocketAddress;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Subject;

/**
 * Whether a subject may be connected to an address. It is asked about the very address that is then
 * dialled, after the name was resolved, so that a name which resolves to the school's own network
 * (DNS rebinding) opens nothing. Thread-safe; answers from memory.
 */
@FunctionalInterface
public interface AddressGuard {

  /**
   * What is said of a site whose address may not be dialled, on the wire and by {@code explain}.
   */
  static Reason refusal(String host) {
    return UpstreamFailure.ADDRESS_REFUSED.refusal(host).orElseThrow();
  }

  /** Whether the gateway may open a connection there for that subject. */
  boolean mayDial(Subject subject, InetSocketAddress address);
}
