/**
 * What a client gets instead of what it asked for: the block page in the words of its reader, the
 * error pages, and the short forms for images, scripts and API calls.
 *
 * <p>Values in, a {@link org.schoolgate.gateway.enforce.Reply} out; the protocols put it on the
 * wire.
 */
@NullMarked
package org.schoolgate.gateway.enforce;

import org.jspecify.annotations.NullMarked;
