package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Writes frames of a WebSocket (RFC 6455 section 5.2). */
final class Frames {

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;
  private static final int HEAD_BYTES_MAX = 14;

  private Frames() {}

  /**
   * The head of a frame, in the shortest form.
   *
   * @param masked whether it goes to an origin; then the head's mask is the one of its payload
   */
  static ByteBuf head(ByteBufAllocator alloc, FrameHead head, boolean masked) {
    ByteBuf out = alloc.ioBuffer(HEAD_BYTES_MAX);
    int mask = masked ? MASKED : 0;
    out.writeByte((head.last() ? FIN : 0) | head.opcode());
    if (head.length() < LENGTH_OF_16_BITS) {
      out.writeByte(mask | (int) head.length());
    } else if (head.length() <= 0xFFFF) {
      out.writeByte(mask | LENGTH_OF_16_BITS).writeShort((int) head.length());
    } else {
      out.writeByte(mask | LENGTH_OF_64_BITS).writeLong(head.length());
    }
    return masked ? out.writeInt(head.mask()) : out;
  }

  /**
   * Masks payload in place, or takes its mask off, which is the same.
   *
   * @param from how much of its frame's payload stood before it
   */
  static void mask(ByteBuf payload, int mask, long from) {
    if (mask == 0) {
      return;
    }
    int turned = Integer.rotateLeft(mask, 8 * (int) (from & 3));
    long both = ((long) turned << 32) | (turned & 0xFFFF_FFFFL);
    int end = payload.writerIndex();
    int at = payload.readerIndex();
    for (; at + 8 <= end; at += 8) {
      payload.setLong(at, payload.getLong(at) ^ both);
    }
    for (int shift = 24; at < end; at++, shift = (shift - 8) & 31) {
      payload.setByte(at, payload.getByte(at) ^ (turned >>> shift));
    }
  }

  /** The payload of a close. */
  static ByteBuf closing(ByteBufAllocator alloc, CloseCode code) {
    ByteBuf out = alloc.ioBuffer(FrameHead.CONTROL_BYTES_MAX).writeShort(code.number());
    out.writeCharSequence(code.words(), StandardCharsets.US_ASCII);
    return out;
  }

  /**
   * Whether a close that somebody sends is one.
   *
   * @param payload not consumed
   * @throws BrokenFrame if its number may not be sent, or its words are not text
   */
  static void checkClosing(ByteBuf payload) throws BrokenFrame {
    int length = payload.readableBytes();
    if (length == 0) {
      return;
    }
    if (length == 1 || !CloseCode.maySend(payload.getUnsignedShort(payload.readerIndex()))) {
      throw BrokenFrame.against("a close has no number that may be sent");
    }
    Utf8Check words = new Utf8Check();
    words.add(payload.slice(payload.readerIndex() + 2, length - 2));
    words.end();
  }
}
