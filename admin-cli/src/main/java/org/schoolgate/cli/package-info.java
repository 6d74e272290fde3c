/**
 * The {@code schoolgate} command, and the composition root: the one place that makes clocks, random
 * numbers, threads and folders and wires the rooms together.
 */
@NullMarked
package org.schoolgate.cli;

import org.jspecify.annotations.NullMarked;
