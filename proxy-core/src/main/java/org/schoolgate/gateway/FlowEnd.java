package org.schoolgate.gateway;

import java.util.Locale;

/**
 * How a flow ended, for the traffic log.
 *
 * @param ended which way
 * @param status the HTTP status that the client saw; 0 for a tunnel or none
 * @param bytesUp body bytes from the client
 * @param bytesDown body bytes to the client
 * @param millis from accept to close
 */
public record FlowEnd(Ended ended, int status, long bytesUp, long bytesDown, long millis) {

  /** The ways in which a flow can end. */
  public enum Ended {
    COMPLETE,
    /** Answered by the gateway itself: block page or error page. */
    REFUSED,
    /** Cut in mid-stream because of what was found in it. */
    CUT,
    CLIENT_CLOSED,
    UPSTREAM_FAILED,
    TIMED_OUT,
    /** The client does not trust the school's certificate authority, so it went away. */
    CERTIFICATE_REFUSED,
    /** Inside TLS the client speaks nothing that the gateway speaks. */
    PROTOCOL_REFUSED,
    /** Client and gateway came to no secure connection. */
    HANDSHAKE_FAILED;

    /** The word used in the traffic log. */
    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
