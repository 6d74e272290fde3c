package org.schoolgate.console.report;

/**
 * How a filter did on some cases of a corpus.
 *
 * @param harmful how many had to be noticed
 * @param found how many of them were recorded in a category that they have
 * @param benign how many had to be let through
 * @param blocked how many of them were blocked for their words
 * @param noticed how many of them passed but were recorded
 */
public record EffectivenessScore(
    long harmful, long found, long benign, long blocked, long noticed) {

  /** Of no cases. */
  public static final EffectivenessScore NONE = new EffectivenessScore(0, 0, 0, 0, 0);

  /** That of these and of other cases. */
  public EffectivenessScore plus(EffectivenessScore other) {
    return new EffectivenessScore(
        harmful + other.harmful,
        found + other.found,
        benign + other.benign,
        blocked + other.blocked,
        noticed + other.noticed);
  }

  /** The share of the harmful that was found; 1 of none. */
  public double recall() {
    return share(found, harmful, 1);
  }

  /** The share of the benign that was blocked; 0 of none. */
  public double falseBlocks() {
    return share(blocked, benign, 0);
  }

  /** The share of the benign that passed but was recorded; 0 of none. */
  public double falseRecords() {
    return share(noticed, benign, 0);
  }

  /** Of all that was blocked or recorded, the share that was harmful; 1 of nothing. */
  public double precision() {
    return share(found, found + blocked + noticed, 1);
  }

  private static double share(long part, long whole, double ofNone) {
    return whole == 0 ? ofNone : (double) part / whole;
  }
}
