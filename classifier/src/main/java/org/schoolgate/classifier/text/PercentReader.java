package org.schoolgate.classifier.text;

/**
 * Undoes percent escapes of UTF-8, and those of {@code escape} ({@code %u0061}), in text; what is
 * none stays as it is. Not thread-safe.
 */
final class PercentReader implements PlacedSink {

  private static final int PENDING_MAX = 6;

  private final PlacedSink next;
  private final char[] pending = new char[PENDING_MAX];
  private int pendingLength;
  private final Utf8Joiner joiner;
  private long start;

  PercentReader(PlacedSink next) {
    this.next = next;
    this.joiner = new Utf8Joiner(next);
  }

  @Override
  public void accept(char c, long offset) {
    if (pendingLength == 0) {
      if (c == '%') {
        begin(offset);
      } else {
        put(c, offset);
      }
      return;
    }
    boolean announcesFour = pendingLength == 1 && (c == 'u' || c == 'U');
    if (!announcesFour && Character.digit(c, 16) < 0) {
      giveBack();
      accept(c, offset);
      return;
    }
    pending[pendingLength++] = c;
    boolean four = (pending[1] | 0x20) == 'u';
    if (pendingLength == (four ? PENDING_MAX : 3)) {
      int code =
          Integer.parseInt(new String(pending, four ? 2 : 1, pendingLength - (four ? 2 : 1)), 16);
      pendingLength = 0;
      if (four) {
        put((char) code, start);
      } else {
        joiner.accept(code, start);
      }
    }
  }

  @Override
  public void accept(char[] chars, int from, int length, long offset) {
    int end = from + length;
    int i = from;
    while (i < end) {
      int start = i;
      while (pendingLength == 0 && i < end && chars[i] != '%') {
        i++;
      }
      if (i > start) {
        joiner.flush();
        next.accept(chars, start, i - start, offset + (start - from));
      } else {
        accept(chars[i], offset + (i - from));
        i++;
      }
    }
  }

  @Override
  public void end(long offset) {
    giveBack();
    joiner.flush();
    next.end(offset);
  }

  private void begin(long offset) {
    pending[0] = '%';
    pendingLength = 1;
    start = offset;
  }

  private void giveBack() {
    int length = pendingLength;
    pendingLength = 0;
    for (int i = 0; i < length; i++) {
      put(pending[i], start + i);
    }
  }

  private void put(char c, long offset) {
    joiner.flush();
    next.accept(c, offset);
  }
}
