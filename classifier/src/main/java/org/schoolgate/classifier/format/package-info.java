/**
 * How lists are written that schools get from others: each format has a reader that says of every
 * line what it is, and to whom that is told is not its business. {@link
 * org.schoolgate.classifier.format.ListFormat} names them.
 */
@NullMarked
package org.schoolgate.classifier.format;

import org.jspecify.annotations.NullMarked;
