/**
 * The configuration: read whole from {@code etc/}, validated whole, refused whole with file, line
 * and remedy; never repaired. What comes out are immutable records.
 */
@NullMarked
package org.schoolgate.cli.config;

import org.jspecify.annotations.NullMarked;
