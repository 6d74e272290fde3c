/** Who a client is. */
@NullMarked
package org.schoolgate.gateway.identity;

import org.jspecify.annotations.NullMarked;
