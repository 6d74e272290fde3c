/** Tests of text, file for file. */
@NullMarked
package org.schoolgate.classifier.text;

import org.jspecify.annotations.NullMarked;
