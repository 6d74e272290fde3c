package org.schoolgate.gateway.tls;

import io.netty.handler.codec.DecoderException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Why a client and the gateway came to no secure connection. */
public enum ClientFault {
  /** The client says that it does not trust what it was shown: it has not got the school's CA. */
  DISTRUST,
  /** No version, cipher or signature in common, or nonsense. */
  HANDSHAKE_FAILED;

  /** Alerts about a certificate (RFC 8446 section 6.2), as the engines spell them. */
  private static final List<String> ABOUT_CERTIFICATES =
      List.of(
          "unknown_ca",
          "certificate_unknown",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_expired",
          "certificate_revoked");

  /** What a failed handshake says. */
  public static ClientFault of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof SSLException && ABOUT_CERTIFICATES.stream().anyMatch(text::contains)) {
        return DISTRUST;
      }
    }
    return HANDSHAKE_FAILED;
  }

  /** Whether it is TLS that failed and not the program. */
  public static boolean isTls(Throwable failure) {
    return failure instanceof SSLException
        || (failure instanceof DecoderException && failure.getCause() instanceof SSLException);
  }
}
