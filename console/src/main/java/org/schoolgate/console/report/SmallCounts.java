package org.schoolgate.console.report;

import java.util.Locale;

/**
 * The one rule for printing how often something was blocked or noticed, so that a reader who knows
 * the school cannot single out a child: what is under 5 is not printed and has no line of its own,
 * and everything else is rounded to the nearest 10.
 *
 * <p>Every number is rounded by itself and "under 5" may be none, so no number follows from a total
 * and the other lines. With steps of 5 one would: a total of 8 is printed as 10 and is 8 at least,
 * so two hidden lines under it could only be 4 and 4.
 *
 * <p>What staff did is not counted so: they answer for each of their decisions.
 */
final class SmallCounts {

  /** The least count that is printed. */
  static final int SHOWN_MIN = 5;

  private static final int STEP = 10;

  /** The rule in the words of the page. */
  static final String RULE =
      "Numbers of requests and violations are rounded to the nearest 10. What happened fewer than 5"
          + " times has no line of its own, and “under 5” may be none, so that nobody can be picked"
          + " out.";

  private SmallCounts() {}

  /** Whether it may have a line of its own. */
  static boolean isListed(long count) {
    return count >= SHOWN_MIN;
  }

  /** A number in a table or a chart. */
  static String cell(long count) {
    return isListed(count) ? plain(rounded(count)) : "under " + SHOWN_MIN;
  }

  /** The number of all in a sentence: {@code no requests}, {@code about 30 requests}. */
  static String total(long count, String many) {
    if (count == 0) {
      return "no " + many;
    }
    return (isListed(count) ? "about " + plain(rounded(count)) : "fewer than " + SHOWN_MIN)
        + " "
        + many;
  }

  /** To the nearest 10; 0 for what is not printed. */
  static long rounded(long count) {
    return isListed(count) ? (count + STEP / 2) / STEP * STEP : 0;
  }

  /** A count of what staff or the gateway did, as it is. */
  static String plain(long count) {
    return String.format(Locale.UK, "%,d", count);
  }

  /** A count as it is, and what is counted: {@code 1 time}, {@code 2 times}. */
  static String of(long count, String one, String many) {
    return plain(count) + " " + (count == 1 ? one : many);
  }
}
