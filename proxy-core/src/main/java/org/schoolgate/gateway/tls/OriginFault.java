package org.schoolgate.gateway.tls;

import io.netty.handler.ssl.SslHandshakeTimeoutException;

/** Why there is no secure connection to an origin. */
public enum OriginFault {
  /** Its certificate, or one above it, is not valid any more, or not yet. */
  EXPIRED,
  /** Its certificate names another site. */
  WRONG_NAME,
  /** Nobody who is trusted here vouches for its certificate. */
  UNKNOWN_ISSUER,
  /** No version or cipher in common, or what it speaks is not TLS. */
  HANDSHAKE_FAILED,
  /** It fell silent in the middle. */
  TIMED_OUT;

  /** What a failed handshake says. */
  public static OriginFault of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OriginRefused refused) {
        return refused.fault();
      }
      if (cause instanceof SslHandshakeTimeoutException) {
        return TIMED_OUT;
      }
    }
    return HANDSHAKE_FAILED;
  }
}
