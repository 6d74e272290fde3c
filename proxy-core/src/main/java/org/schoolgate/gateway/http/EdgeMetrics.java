package org.schoolgate.gateway.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.policy.Decision;

/** What the edge counts, under {@code schoolgate.}; thread-safe. */
final class EdgeMetrics {

  private final Counter allowed;
  private final Counter inspected;
  private final Counter blocked;
  private final Counter overridden;
  private final Counter redirected;
  private final Counter challenged;
  private final Counter refused;
  private final Counter turnedAway;
  private final Counter bytesUp;
  private final Counter bytesDown;
  private final Map<UpstreamFailure, Counter> failures = new EnumMap<>(UpstreamFailure.class);
  private final Map<FlowEnd.Ended, Counter> handshakes = new EnumMap<>(FlowEnd.Ended.class);
  private final AtomicInteger clients;
  private final AtomicInteger upstreams;
  private final AtomicInteger tunnels;
  private final AtomicInteger sockets;
  private final Counter stoppedMessages;

  EdgeMetrics(MeterRegistry registry) {
    allowed = flows(registry, "allow");
    inspected = flows(registry, "inspect");
    blocked = flows(registry, "block");
    overridden = flows(registry, "override");
    redirected = flows(registry, "redirect");
    challenged = flows(registry, "challenge");
    refused =
        Counter.builder("schoolgate.requests.refused")
            .description("Malformed requests")
            .register(registry);
    turnedAway =
        Counter.builder("schoolgate.connections.refused")
            .description("Client connections that were not taken, most of them over a limit")
            .register(registry);
    bytesUp = bytes(registry, "up");
    bytesDown = bytes(registry, "down");
    for (UpstreamFailure failure : UpstreamFailure.values()) {
      failures.put(
          failure,
          Counter.builder("schoolgate.upstream.failures")
              .description("Requests that an origin did not answer")
              .tag("kind", failure.id())
              .register(registry));
    }
    for (FlowEnd.Ended ended : FlowEnd.Ended.values()) {
      handshakes.put(
          ended,
          Counter.builder("schoolgate.tls.handshakes")
              .description("TLS handshakes with clients of tunnels that are read")
              .tag("outcome", ended.id())
              .register(registry));
    }
    clients = gauge(registry, "schoolgate.connections.active");
    upstreams = gauge(registry, "schoolgate.upstream.connections");
    tunnels = gauge(registry, "schoolgate.tunnels.active");
    sockets = gauge(registry, "schoolgate.websockets.active");
    stoppedMessages =
        Counter.builder("schoolgate.websocket.messages.stopped")
            .description("Messages of WebSockets that were not delivered because of their words")
            .register(registry);
  }

  private static Counter flows(MeterRegistry registry, String decision) {
    return Counter.builder("schoolgate.flows")
        .description("Flows that ended, by the decision that was enforced last")
        .tag("decision", decision)
        .register(registry);
  }

  private static Counter bytes(MeterRegistry registry, String direction) {
    return Counter.builder("schoolgate.bytes")
        .description("Bytes of bodies and tunnels")
        .baseUnit("bytes")
        .tag("direction", direction)
        .register(registry);
  }

  private static AtomicInteger gauge(MeterRegistry registry, String name) {
    AtomicInteger value = new AtomicInteger();
    registry.gauge(name, value);
    return value;
  }

  void flowEnded(Decision decision, long up, long down) {
    of(decision).increment();
    if (up > 0) {
      bytesUp.increment((double) up);
    }
    if (down > 0) {
      bytesDown.increment((double) down);
    }
  }

  private Counter of(Decision decision) {
    return switch (decision.kind()) {
      case ALLOW -> allowed;
      case INSPECT -> inspected;
      case OVERRIDE -> overridden;
      case BLOCK -> blocked;
      case REDIRECT -> redirected;
      case CHALLENGE -> challenged;
    };
  }

  void requestRefused() {
    refused.increment();
  }

  void connectionTurnedAway() {
    turnedAway.increment();
  }

  void upstreamFailed(UpstreamFailure failure) {
    Counter counter = failures.get(failure);
    if (counter != null) {
      counter.increment();
    }
  }

  /** A handshake with a client ended; complete, or in one of the ways in which it can fail. */
  void handshakeEnded(FlowEnd.Ended ended) {
    Counter counter = handshakes.get(ended);
    if (counter != null) {
      counter.increment();
    }
  }

  AtomicInteger clients() {
    return clients;
  }

  AtomicInteger upstreams() {
    return upstreams;
  }

  AtomicInteger tunnels() {
    return tunnels;
  }

  /** WebSockets, read or not. */
  AtomicInteger sockets() {
    return sockets;
  }

  void messageStopped() {
    stoppedMessages.increment();
  }
}
