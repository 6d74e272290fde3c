/**
 * What is known of the entries of the school's own lists (S6, S31-S33): who put each there, why and
 * until when, and whether a second person ratified it. The entries stand in list files; what is
 * told of them is folded from the ledger.
 */
@NullMarked
package org.schoolgate.console.lists;

import org.jspecify.annotations.NullMarked;
