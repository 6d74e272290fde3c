/**
 * The dependency rules of the house, checked on the compiled program, and proof that each of them
 * bites.
 */
@NullMarked
package org.schoolgate.architecture;

import org.jspecify.annotations.NullMarked;
