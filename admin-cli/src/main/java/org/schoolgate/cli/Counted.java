package org.schoolgate.cli;

/** How many there are of something, as people say it. */
final class Counted {

  private Counted() {}

  /** {@code 1 line}, {@code 2 lines}; of a word in y, {@code 2 entries}. */
  static String of(long count, String one) {
    String many = one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    return count + " " + (count == 1 ? one : many);
  }
}
