/**
 * What lists and phrases are read and kept with: lines, the problems in them, the ids that stand
 * for entries nobody may read, and files that a crash leaves whole.
 */
@NullMarked
package org.schoolgate.classifier.source;

import org.jspecify.annotations.NullMarked;
