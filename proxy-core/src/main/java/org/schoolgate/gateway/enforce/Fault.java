package org.schoolgate.gateway.enforce;

import java.util.Locale;
import java.util.Optional;
import org.schoolgate.policy.Reason;

/** Why a request that no policy blocks cannot be answered: which side failed, and what helps. */
public enum Fault {
  /** The request is broken, over a limit, or contradicts itself (RFC 9112); 400 and its kin. */
  MALFORMED_REQUEST(400, Side.CLIENT, false),
  /** The address leads into the school's own network or to the gateway itself. */
  ADDRESS_REFUSED(403, Side.GATEWAY, false),
  /** The site has no address, takes no connection, breaks off, or answers with nonsense. */
  UPSTREAM_FAILED(502, Side.UPSTREAM, true),
  /** Too many requests wait for the site. */
  UPSTREAM_BUSY(503, Side.UPSTREAM, true),
  /** The site did not answer in time. */
  UPSTREAM_SLOW(504, Side.UPSTREAM, true),
  /** The site's certificate is not valid at this time. */
  CERTIFICATE_EXPIRED(502, Side.UPSTREAM, false),
  /** The site's certificate is another site's. */
  CERTIFICATE_OF_ANOTHER(502, Side.UPSTREAM, false),
  /** Nobody who is trusted here vouches for the site's certificate. */
  CERTIFICATE_UNKNOWN(502, Side.UPSTREAM, false),
  /** The site and the gateway found no secure way to talk. */
  NOT_SECURE(502, Side.UPSTREAM, false);

  /** Who has to do something about it. */
  public enum Side {
    CLIENT,
    UPSTREAM,
    GATEWAY;

    /** The word used in JSON. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final int status;
  private final Side side;
  private final boolean retryHelps;

  Fault(int status, Side side, boolean retryHelps) {
    this.status = status;
    this.side = side;
    this.retryHelps = retryHelps;
  }

  /** The fault that a status of ours means; every other 4xx is a malformed request. */
  public static Fault ofStatus(int status) {
    return switch (status) {
      case 403 -> ADDRESS_REFUSED;
      case 503 -> UPSTREAM_BUSY;
      case 504 -> UPSTREAM_SLOW;
      default -> status == 505 || status < 500 ? MALFORMED_REQUEST : UPSTREAM_FAILED;
    };
  }

  /** The usual HTTP status. */
  public int status() {
    return status;
  }

  /** Which side failed. */
  public Side side() {
    return side;
  }

  /** Whether the same request may succeed a little later. */
  public boolean retryHelps() {
    return retryHelps;
  }

  /** As what the gateway refuses the site; empty where the request or the site only fails. */
  public Optional<Reason.Kind> refusal() {
    return switch (this) {
      case ADDRESS_REFUSED -> Optional.of(Reason.Kind.ADDRESS);
      case CERTIFICATE_EXPIRED, CERTIFICATE_OF_ANOTHER, CERTIFICATE_UNKNOWN, NOT_SECURE ->
          Optional.of(Reason.Kind.INSECURE);
      case MALFORMED_REQUEST, UPSTREAM_FAILED, UPSTREAM_BUSY, UPSTREAM_SLOW -> Optional.empty();
    };
  }

  /** The word used in JSON. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
