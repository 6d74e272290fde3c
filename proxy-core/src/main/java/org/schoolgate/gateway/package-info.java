/**
 * The wire, without its bytes: the way of a request from what arrived to what is done about it.
 *
 * <p>{@link org.schoolgate.gateway.Pipeline} is the one place to read first. Nothing here knows
 * Netty; {@code gateway.http} and {@code gateway.tls} turn bytes into an {@link
 * org.schoolgate.gateway.Asked} and enforce the recorded decision that comes back.
 */
@NullMarked
package org.schoolgate.gateway;

import org.jspecify.annotations.NullMarked;
