/** The index of lists, measured. */
@NullMarked
package org.schoolgate.classifier.index;

import org.jspecify.annotations.NullMarked;
