/**
 * What the school's devices fetch before they browse: the script that leads them to the filter, and
 * the certificate that they have to trust, in the forms that they take. No Netty, no clock.
 */
@NullMarked
package org.schoolgate.gateway.device;

import org.jspecify.annotations.NullMarked;
