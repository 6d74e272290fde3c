/** Tests of the control socket. */
@NullMarked
package org.schoolgate.gateway.control;

import org.jspecify.annotations.NullMarked;
