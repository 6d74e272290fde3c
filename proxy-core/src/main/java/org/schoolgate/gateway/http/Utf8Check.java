package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/**
 * Whether bytes that come in pieces are UTF-8 (RFC 3629): no byte that begins nothing, no form
 * longer than it has to be, no surrogate, nothing beyond U+10FFFF, and nothing cut off at the end.
 * What is not could be read in two ways. Not thread-safe.
 */
final class Utf8Check implements ByteProcessor {

  private int left;
  private int lowest;
  private int highest;

  /** Looks at the next bytes without taking them. */
  void add(ByteBuf part) throws BrokenFrame {
    if (part.forEachByte(this) >= 0) {
      throw notText();
    }
  }

  /** There are no more. */
  void end() throws BrokenFrame {
    boolean whole = left == 0;
    left = 0;
    if (!whole) {
      throw notText();
    }
  }

  private static BrokenFrame notText() {
    return new BrokenFrame(CloseCode.NOT_TEXT, "a text is not UTF-8");
  }

  @Override
  public boolean process(byte value) {
    int b = value & 0xFF;
    if (left > 0) {
      boolean good = b >= lowest && b <= highest;
      left--;
      lowest = 0x80;
      highest = 0xBF;
      return good;
    }
    if (b < 0x80) {
      return true;
    }
    left = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
    lowest = b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80;
    highest = b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF;
    return b >= 0xC2 && b <= 0xF4;
  }
}
