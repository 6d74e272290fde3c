/**
 * What a text is: the phrases in what people typed or a page showed them, whatever the disguise.
 *
 * <p>The way of a body's bytes is {@link org.schoolgate.classifier.text.BodyScan}: content coding,
 * charset, layout (markup, JSON, forms), then a lane ({@code TextLane}) that folds and scans, and
 * {@code TextScan}, which adds up. {@link org.schoolgate.classifier.text.TextClassifier} is its
 * door.
 */
@NullMarked
package org.schoolgate.classifier.text;

import org.jspecify.annotations.NullMarked;
