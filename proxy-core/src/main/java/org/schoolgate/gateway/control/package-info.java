/**
 * The control socket: how the {@code schoolgate} command asks a running gateway. A command line
 * goes one way with the files it names, output and an exit status come back; who asks is known by
 * the peer credentials of the Unix socket.
 */
@NullMarked
package org.schoolgate.gateway.control;

import org.jspecify.annotations.NullMarked;
