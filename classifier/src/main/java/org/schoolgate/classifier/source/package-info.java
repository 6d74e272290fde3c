/**
 * What lists and phrases are read with: lines, the problems in them, and the ids that stand for
 * entries nobody may read.
 */
@NullMarked
package org.schoolgate.classifier.source;

import org.jspecify.annotations.NullMarked;
