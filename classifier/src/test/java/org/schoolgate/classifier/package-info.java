/** Tests of the classifier, file for file. */
@NullMarked
package org.schoolgate.classifier;

import org.jspecify.annotations.NullMarked;
