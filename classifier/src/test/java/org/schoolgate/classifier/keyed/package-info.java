/** Tests of keyed lists. */
@NullMarked
package org.schoolgate.classifier.keyed;

import org.jspecify.annotations.NullMarked;
