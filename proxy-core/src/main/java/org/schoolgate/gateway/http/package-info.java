/**
 * The explicit HTTP/1.1 proxy on the wire: reads requests strictly, asks the pipeline, and carries
 * out the recorded decision as bytes stream by.
 *
 * <p>Read {@link org.schoolgate.gateway.http.HttpEdge} first, then {@code ClientConnection} (one
 * client), {@code RequestFlow} (one request) and {@code UpstreamPool} (the way out). One event loop
 * owns a client connection and every upstream connection that serves it, so nothing here is locked.
 */
@NullMarked
package org.schoolgate.gateway.http;

import org.jspecify.annotations.NullMarked;
