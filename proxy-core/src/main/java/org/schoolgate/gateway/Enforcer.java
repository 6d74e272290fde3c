package org.schoolgate.gateway;

/**
 * Carries out a recorded decision on one protocol: forward, tunnel, inspect, block page, reset. It
 * takes a {@link Decided}, which holds a {@code Recorded}, so nothing takes effect that is not on
 * record (S31).
 *
 * <p>Called on the flow's own thread (its event loop). Switches over every kind of decision.
 */
public interface Enforcer {

  /** Carries it out. */
  void enforce(Decided decided);
}
