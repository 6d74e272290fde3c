/**
 * Reports for the people who answer for filtering and monitoring but do not run it: counted from
 * the ledger, no pupil named, and with what is needed to check that the ledger is whole.
 */
@NullMarked
package org.schoolgate.console.report;

import org.jspecify.annotations.NullMarked;
