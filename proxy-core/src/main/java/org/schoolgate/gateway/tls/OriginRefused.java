package org.schoolgate.gateway.tls;

import java.security.cert.CertificateException;

/** The certificate of an origin is not to be trusted. */
final class OriginRefused extends CertificateException {
  private static final long serialVersionUID = 1L;

  private final OriginFault fault;

  OriginRefused(OriginFault fault, CertificateException cause) {
    super(cause.getMessage(), cause);
    this.fault = fault;
  }

  OriginFault fault() {
    return fault;
  }
}
