package org.schoolgate.audit;

/**
 * The bounds of one log.
 *
 * @param segmentBytesMax a segment is rolled before it grows over this
 * @param queueRecordsMax records that may wait for the writer
 * @param batchRecordsMax records that one force covers
 * @param lingerMillis how long the writer gathers records before it writes; 0 where somebody waits
 * @param unforcedMillis how long what was written may be with the operating system alone, so that a
 *     power cut loses it and the end of this process does not; 0 where each batch is forced
 * @param checkpointMillis how long a record may stand without a signed checkpoint over it
 */
record LogLimits(
    long segmentBytesMax,
    int queueRecordsMax,
    int batchRecordsMax,
    long lingerMillis,
    long unforcedMillis,
    long checkpointMillis) {

  private static final long SEGMENT_BYTES = 256L << 20;

  /** Every decision of consequence waits for it. */
  static final LogLimits LEDGER = new LogLimits(SEGMENT_BYTES, 8_192, 1_024, 0, 0, 1_000);

  /**
   * Nobody waits for it, and waking a thread and forcing a disk for each flow would cost more than
   * the flow. It lingers no longer than that: records that wait are live objects, and each garbage
   * collection copies them.
   */
  static final LogLimits TRAFFIC = new LogLimits(SEGMENT_BYTES, 16_384, 4_096, 10, 200, 1_000);
}
