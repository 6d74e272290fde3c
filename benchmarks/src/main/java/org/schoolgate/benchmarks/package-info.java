/**
 * Speed and memory, measured: the whole gateway beside its peers in one run, and the two lookups
 * that every request waits for by themselves. Nothing here is a test, and nothing here asserts.
 */
@NullMarked
package org.schoolgate.benchmarks;

import org.jspecify.annotations.NullMarked;
