/**
 * What a target or a text is: domain and URL lists, search terms, and phrases in what people typed
 * or a page showed them.
 *
 * <p>{@link org.schoolgate.classifier.Classifier} is what the request path asks; {@link
 * org.schoolgate.classifier.ListStore} holds the one in force and swaps it when lists change;
 * {@link org.schoolgate.classifier.ListLibrary} keeps the list files. Nothing here decides: the
 * answer is a {@link org.schoolgate.policy.Classification} or {@link
 * org.schoolgate.policy.TextFindings}, and policy judges it.
 */
@NullMarked
package org.schoolgate.classifier;

import org.jspecify.annotations.NullMarked;
