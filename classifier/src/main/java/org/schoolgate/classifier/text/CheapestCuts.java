package org.schoolgate.classifier.text;

import java.util.Arrays;

/**
 * Where to cut letters into words so that the words are the cheapest together: each index knows the
 * cheapest way to it that was offered. Offers come in the order of where they start. Not
 * thread-safe.
 */
final class CheapestCuts {

  private final int[] price;
  private final int[] before;

  /**
   * No way is known yet but to the beginning.
   *
   * @param count how many letters there are
   * @param unreached what an index costs that no way leads to
   */
  CheapestCuts(int count, int unreached) {
    this.price = new int[count + 1];
    this.before = new int[count + 1];
    Arrays.fill(price, 1, count + 1, unreached);
  }

  /** What the cheapest way to an index costs. */
  int priceTo(int index) {
    return price[index];
  }

  /** A word that begins and ends there has a price; whether that is a cheaper way. */
  boolean offer(int start, int end, int ofWord) {
    int offered = price[start] + ofWord;
    boolean cheaper = offered < price[end];
    if (cheaper) {
      price[end] = offered;
      before[end] = start;
    }
    return cheaper;
  }

  /** The index after each word of the cheapest way to the end, in order. */
  int[] ends() {
    int words = 0;
    for (int end = before.length - 1; end > 0; end = before[end]) {
      words++;
    }
    int[] ends = new int[words];
    for (int end = before.length - 1; end > 0; end = before[end]) {
      ends[--words] = end;
    }
    return ends;
  }
}
