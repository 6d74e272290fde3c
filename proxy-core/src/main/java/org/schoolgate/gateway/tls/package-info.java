/**
 * TLS as far as a gateway that does not open it can see: the ClientHello, and the alert that turns
 * a browser away at once.
 */
@NullMarked
package org.schoolgate.gateway.tls;

import org.jspecify.annotations.NullMarked;
