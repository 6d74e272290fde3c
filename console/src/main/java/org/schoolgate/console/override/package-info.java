/**
 * Exceptions to the filter that one person asks for and another approves, for a while (S33-S37).
 * What stands in the ledger is what holds: the book is folded from it.
 */
@NullMarked
package org.schoolgate.console.override;

import org.jspecify.annotations.NullMarked;
