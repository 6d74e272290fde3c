package org.schoolgate.gateway.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate for one host, with its key: what a client is shown in the place of the site's own.
 *
 * @param alias unique in this process; under it the TLS engine asks for the rest
 * @param certificate names the host and nothing else
 * @param key shared by all leaves of this process
 */
record Leaf(String alias, X509Certificate certificate, PrivateKey key) {

  @Override
  public String toString() {
    return alias;
  }
}
