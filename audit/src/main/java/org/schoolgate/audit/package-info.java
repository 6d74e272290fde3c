/**
 * What happened: the append-only ledger and the traffic log, the gate through which every decision
 * passes before it takes effect, and the readers and the verifier of both.
 *
 * <p>The way of a record: {@link org.schoolgate.audit.AuditGate} turns a decision or an event into
 * JSON, the writer of the log stamps it with an index and a time, seals it under a key that can be
 * destroyed, appends it, forces it to the disk together with whatever else was waiting, and only
 * then completes the receipt. Every second a signed checkpoint covers what was written (RFC 6962
 * Merkle tree, C2SP tlog-tiles and signed note), so that {@link
 * org.schoolgate.audit.LedgerVerifier} can say later, without any decryption key, whether a byte of
 * it was changed.
 *
 * <p>Depends on policy, the JDK and Jackson alone. Time and randomness are always arguments.
 */
@NullMarked
package org.schoolgate.audit;

import org.jspecify.annotations.NullMarked;
