/**
 * The whole program, started as people start it and asked by real clients: what it promises on the
 * wire, on the command line and after a crash.
 */
@NullMarked
package org.schoolgate.endtoend;

import org.jspecify.annotations.NullMarked;
