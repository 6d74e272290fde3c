/**
 * The texts that the filter is measured by: what a school may well meet, and what should come of
 * it.
 */
@NullMarked
package org.schoolgate.classifier.effectiveness;

import org.jspecify.annotations.NullMarked;
