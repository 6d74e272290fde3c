/**
 * TLS: what its first message says in the clear, the school's certificate authority and the leaves
 * that it signs, and the two directions of a connection that is read.
 *
 * <p>The only package that sees the authority's key.
 */
@NullMarked
package org.schoolgate.gateway.tls;

import org.jspecify.annotations.NullMarked;
