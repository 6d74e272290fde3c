package org.schoolgate.gateway.http;

import java.util.Locale;
import java.util.Optional;
import org.schoolgate.gateway.FlowEnd;
import org.schoolgate.gateway.enforce.Fault;
import org.schoolgate.gateway.tls.OriginFault;
import org.schoolgate.policy.Reason;

/** What can go wrong on the far side, and what the client is told of it. */
enum UpstreamFailure {
  /** A fault of our own on the way there. */
  OURS(Fault.UPSTREAM_FAILED, "The gateway could not ask the site %s."),
  /** The name has no address, or no name server answered. */
  UNRESOLVED(Fault.UPSTREAM_FAILED, "The name of the site %s could not be found."),
  /** The name leads to an address that this client may not reach. */
  ADDRESS_REFUSED(
      Fault.ADDRESS_REFUSED, "The site %s is on a network that cannot be reached from here."),
  /** No address took the connection. */
  CONNECT_FAILED(Fault.UPSTREAM_FAILED, "The site %s does not accept connections."),
  /** No address answered in time. */
  CONNECT_TIMED_OUT(Fault.UPSTREAM_SLOW, "The site %s did not answer in time."),
  /** Too many requests wait for this host. */
  BUSY(Fault.UPSTREAM_BUSY, "Too many requests are waiting for the site %s."),
  /** The connection ended before the response began. */
  DIED(Fault.UPSTREAM_FAILED, "The site %s closed the connection without an answer."),
  /** The origin says that it has not begun with the request, which may be sent again. */
  NOT_TAKEN(Fault.UPSTREAM_FAILED, "The site %s did not take the request."),
  /** The response did not begin in time. */
  RESPONSE_TIMED_OUT(
      Fault.UPSTREAM_SLOW, "The site %s took the request and did not answer in time."),
  /** The response is not HTTP, or not in one meaning. */
  MALFORMED(Fault.UPSTREAM_FAILED, "The site %s sent an answer that is not valid."),
  /** The connection ended, or went silent, in the middle of the response. */
  TRUNCATED(Fault.UPSTREAM_FAILED, "The site %s broke off its answer."),
  /** Its certificate is not valid at this time. */
  CERTIFICATE_EXPIRED(
      Fault.CERTIFICATE_EXPIRED, "The security certificate of the site %s is out of date."),
  /** Its certificate names another host. */
  CERTIFICATE_OF_ANOTHER(
      Fault.CERTIFICATE_OF_ANOTHER,
      "Whoever answers for the site %s has the security certificate of another site."),
  /** Nobody trusted vouches for it. */
  CERTIFICATE_UNKNOWN(
      Fault.CERTIFICATE_UNKNOWN,
      "Nobody whom this school trusts vouches for the security certificate of the site %s."),
  /** It speaks no TLS that is good enough, or none at all. */
  NOT_SECURE(Fault.NOT_SECURE, "The site %s and the school found no secure way to talk.");

  private final Fault fault;
  private final String sentence;

  UpstreamFailure(Fault fault, String sentence) {
    this.fault = fault;
    this.sentence = sentence;
  }

  /** One sentence for a person, about that host. */
  String tell(String host) {
    return sentence.replace("%s", host);
  }

  /**
   * Why the gateway itself refuses that host, which is a decision to be recorded; empty where the
   * site only fails.
   */
  Optional<Reason> refusal(String host) {
    return fault.refusal().map(kind -> new Reason(kind, tell(host), fault.id()));
  }

  /** What the page about it is about. */
  Fault fault() {
    return fault;
  }

  /** What a handshake with an origin came to. */
  static UpstreamFailure of(OriginFault fault) {
    return switch (fault) {
      case EXPIRED -> CERTIFICATE_EXPIRED;
      case WRONG_NAME -> CERTIFICATE_OF_ANOTHER;
      case UNKNOWN_ISSUER -> CERTIFICATE_UNKNOWN;
      case HANDSHAKE_FAILED -> NOT_SECURE;
      case TIMED_OUT -> CONNECT_TIMED_OUT;
    };
  }

  /** Whether it is a matter of time and not of refusal. */
  private boolean isTimeOut() {
    return this == CONNECT_TIMED_OUT || this == RESPONSE_TIMED_OUT;
  }

  /** How a flow ended that failed in this way. */
  FlowEnd.Ended ended() {
    if (fault.refusal().isPresent()) {
      return FlowEnd.Ended.REFUSED;
    }
    return isTimeOut() ? FlowEnd.Ended.TIMED_OUT : FlowEnd.Ended.UPSTREAM_FAILED;
  }

  /** The word in the metrics. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
