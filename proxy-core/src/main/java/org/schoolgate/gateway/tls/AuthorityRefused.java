package org.schoolgate.gateway.tls;

import java.io.IOException;

/** The files of the certificate authority cannot be used; the sentence says what to do. */
public final class AuthorityRefused extends IOException {
  private static final long serialVersionUID = 1L;

  AuthorityRefused(String message) {
    super(message);
  }

  AuthorityRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
