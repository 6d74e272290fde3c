/**
 * Classes that break the rules of the house on purpose, in the shape of the house: each names the
 * rule that must find it. They are tests' fixtures and never packaged.
 */
@NullMarked
package planted;

import org.jspecify.annotations.NullMarked;
