package org.schoolgate.classifier.text;

/**
 * The keys of the rules that hide something ({@link StyleSelector#key}), hashed: nearly every
 * element of a page is told by them to be meant by none, without a text of its own. Not
 * thread-safe.
 */
final class SelectorKeys {

  private static final int BITS = 4_096;

  private final long[] words = new long[BITS / Long.SIZE];

  void add(String key) {
    int bit = bit(key.hashCode());
    words[bit / Long.SIZE] |= 1L << bit;
  }

  /** Whether a key may be among them. */
  boolean mayHold(String key) {
    return mayHold(key.hashCode());
  }

  /**
   * Whether a name in the value of an attribute may be among them.
   *
   * @param kind what stands before it in the key
   */
  boolean mayHold(char kind, AttributeValue names) {
    int length = names.length();
    int hash = kind;
    boolean begun = false;
    for (int i = 0; i < length; i++) {
      char c = names.charAt(i);
      if (c > ' ' && c < 0x7F) {
        hash = hash * 31 + c;
        begun = true;
      } else if (c > ' ') {
        return true;
      } else {
        if (begun && mayHold(hash)) {
          return true;
        }
        hash = kind;
        begun = false;
      }
    }
    return begun && mayHold(hash);
  }

  private boolean mayHold(int hash) {
    int bit = bit(hash);
    return (words[bit / Long.SIZE] & 1L << bit) != 0;
  }

  /** The hash of a text in Java leaves its last character where it was. */
  private static int bit(int hash) {
    return (hash * 0x9E37_79B9) >>> (Integer.SIZE - 12);
  }
}
