package org.schoolgate.gateway.http;

import java.util.Locale;
import org.schoolgate.gateway.FlowEnd;

/** What can go wrong on the far side, and what the client is told of it. */
enum UpstreamFailure {
  /** The name has no address, or no name server answered. */
  UNRESOLVED(502, "The name of the site %s could not be found."),
  /** The name leads to an address that this client may not reach. */
  ADDRESS_REFUSED(403, "The site %s is on a network that cannot be reached from here."),
  /** No address took the connection. */
  CONNECT_FAILED(502, "The site %s does not accept connections."),
  /** No address answered in time. */
  CONNECT_TIMED_OUT(504, "The site %s did not answer in time."),
  /** Too many requests wait for this host. */
  BUSY(503, "Too many requests are waiting for the site %s."),
  /** The connection ended before the response began. */
  DIED(502, "The site %s closed the connection without an answer."),
  /** The response did not begin in time. */
  RESPONSE_TIMED_OUT(504, "The site %s took the request and did not answer in time."),
  /** The response is not HTTP, or not in one meaning. */
  MALFORMED(502, "The site %s sent an answer that is not valid."),
  /** The connection ended, or went silent, in the middle of the response. */
  TRUNCATED(502, "The site %s broke off its answer.");

  private final int status;
  private final String sentence;

  UpstreamFailure(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /** One sentence for a person, about that host. */
  String tell(String host) {
    return sentence.replace("%s", host);
  }

  /** The status of the page about it. */
  int status() {
    return status;
  }

  /** Whether it is a matter of time and not of refusal. */
  private boolean isTimeOut() {
    return this == CONNECT_TIMED_OUT || this == RESPONSE_TIMED_OUT;
  }

  /** How a flow ended that failed in this way. */
  FlowEnd.Ended ended() {
    if (this == ADDRESS_REFUSED) {
      return FlowEnd.Ended.REFUSED;
    }
    return isTimeOut() ? FlowEnd.Ended.TIMED_OUT : FlowEnd.Ended.UPSTREAM_FAILED;
  }

  /** The word in the metrics. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
