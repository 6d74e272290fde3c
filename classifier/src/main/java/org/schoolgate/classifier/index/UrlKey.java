package org.schoolgate.classifier.index;

/**
 * What is kept of the address of a URL entry: two keyed hashes of it, 128 bits together. That two
 * addresses share both does not happen: of a hundred million entries and a hundred million
 * addresses asked for each second, once in a thousand million years. So entries of lists that may
 * not be shown need not be kept in a form that could be.
 *
 * @param first orders them
 * @param second of another key
 */
public record UrlKey(long first, long second) implements Comparable<UrlKey> {

  @Override
  public int compareTo(UrlKey other) {
    int byFirst = Long.compareUnsigned(first, other.first);
    return byFirst != 0 ? byFirst : Long.compareUnsigned(second, other.second);
  }
}
