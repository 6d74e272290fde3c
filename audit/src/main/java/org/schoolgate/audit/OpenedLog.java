package org.schoolgate.audit;

/**
 * A log that was recovered and may be appended to.
 *
 * @param folder where it is
 * @param description what it is
 * @param checkpoint the last that was signed
 * @param frontier of all its records
 * @param tree its tree files, holding all its records' hashes
 * @param segment the last segment, positioned at its end
 * @param segmentFirst index of that segment's first record
 * @param segmentFirstAtMicros when that record was written; -1 if the segment is empty
 * @param lastAtMicros when the last record of the log was written; 0 if there is none
 * @param bytesCut of a torn tail; 0 if it ended well
 */
record OpenedLog(
    LogFolder folder,
    LogDescription description,
    Checkpoint checkpoint,
    Frontier frontier,
    TreeFiles tree,
    Storage.AppendFile segment,
    long segmentFirst,
    long segmentFirstAtMicros,
    long lastAtMicros,
    long bytesCut) {}
