/** Tests of the formats of lists. */
@NullMarked
package org.schoolgate.classifier.format;

import org.jspecify.annotations.NullMarked;
