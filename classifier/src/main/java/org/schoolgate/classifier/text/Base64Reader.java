package org.schoolgate.classifier.text;

/**
 * Undoes base64 of UTF-8 (RFC 4648, both alphabets) as it comes; characters that are none are
 * passed over, as browsers pass over white space. Not thread-safe.
 */
final class Base64Reader implements PlacedSink {

  private static final int BITS = 6;

  private final PlacedSink next;
  private final Utf8Joiner joiner;
  private int bits;
  private int bitCount;

  Base64Reader(PlacedSink next) {
    this.next = next;
    this.joiner = new Utf8Joiner(next);
  }

  @Override
  public void accept(char c, long offset) {
    int value = valueOf(c);
    if (value < 0) {
      return;
    }
    bits = bits << BITS | value;
    bitCount += BITS;
    if (bitCount >= 8) {
      bitCount -= 8;
      joiner.accept(bits >> bitCount & 0xFF, offset);
      bits &= (1 << bitCount) - 1;
    }
  }

  @Override
  public void end(long offset) {
    bits = 0;
    bitCount = 0;
    joiner.flush();
    next.end(offset);
  }

  private static int valueOf(char c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return switch (c) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}
