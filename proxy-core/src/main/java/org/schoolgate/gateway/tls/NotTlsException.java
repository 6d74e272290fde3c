package org.schoolgate.gateway.tls;

/** The first bytes of a connection are not a well-formed ClientHello; the text says how. */
public final class NotTlsException extends Exception {
  private static final long serialVersionUID = 1L;

  NotTlsException(String why) {
    super(why, null, false, false);
  }
}
