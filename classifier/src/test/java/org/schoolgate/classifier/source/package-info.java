/** Tests of what lists and text share, file for file. */
@NullMarked
package org.schoolgate.classifier.source;

import org.jspecify.annotations.NullMarked;
