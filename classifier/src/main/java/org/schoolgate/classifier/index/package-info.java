/**
 * The compiled form of lists: keyed hashes of names and addresses in a file that is mapped, from
 * which no entry can be read.
 *
 * <p>{@link org.schoolgate.classifier.index.IndexFolder} makes and opens it, {@link
 * org.schoolgate.classifier.index.IndexLayer} answers.
 */
@NullMarked
package org.schoolgate.classifier.index;

import org.jspecify.annotations.NullMarked;
