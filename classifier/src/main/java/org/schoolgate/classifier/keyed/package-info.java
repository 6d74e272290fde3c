/**
 * Lists of illegal content as they are kept: keyed hashes of their entries, from which nobody can
 * read what is listed, and which mean nothing without the key of the installation.
 */
@NullMarked
package org.schoolgate.classifier.keyed;

import org.jspecify.annotations.NullMarked;
