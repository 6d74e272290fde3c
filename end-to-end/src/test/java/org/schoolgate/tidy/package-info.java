/** What the compiler cannot hold: rules over the text of every tracked file. */
@NullMarked
package org.schoolgate.tidy;

import org.jspecify.annotations.NullMarked;
