package org.schoolgate.gateway.http;

import io.netty.buffer.ByteBuf;

/**
 * Reads the frames that one side of a WebSocket sends (RFC 6455 section 5), as strictly as that
 * section is: no reserved bit and no reserved opcode, the mask that the direction has to have, the
 * shortest form of each length, control frames whole and short, fragments in their order. No
 * extension is ever spoken where frames are read, so no bit may mean anything else.
 *
 * <p>Payload is unmasked in place and given on as it comes, so a frame of any length takes no
 * memory here. Not thread-safe: one event loop owns it.
 */
final class FrameReader {

  /** Hears what comes; not within a frame what belongs to another one. */
  interface Sink {
    /** A frame of a message begins. */
    void frame(FrameHead head) throws BrokenFrame;

    /** Some of its payload, unmasked, taken over; never called with nothing. */
    void payload(ByteBuf part) throws BrokenFrame;

    /** Its payload is whole. */
    void frameEnd() throws BrokenFrame;

    /** A ping, a pong or a close, whole and unmasked, taken over. */
    void control(FrameHead head, ByteBuf payload) throws BrokenFrame;
  }

  private static final int FIN = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_OF_16_BITS = 126;
  private static final int LENGTH_OF_64_BITS = 127;
  private static final int HEAD_BYTES_MAX = 14;

  private final boolean fromClient;
  private final long frameBytesMax;
  private final byte[] bytes = new byte[HEAD_BYTES_MAX];
  private int got;
  private FrameHead head = new FrameHead(0, true, 0, 0);
  private boolean inPayload;
  private boolean inMessage;
  private long left;

  /** A reader of what a client sends, which is masked, or of what an origin sends, which is not. */
  FrameReader(boolean fromClient, long frameBytesMax) {
    this.fromClient = fromClient;
    this.frameBytesMax = frameBytesMax;
  }

  /**
   * Takes what belongs together: a head, or a piece of payload, or a whole control frame.
   *
   * @return whether more can be taken; false until more bytes come
   */
  boolean read(ByteBuf in, Sink sink) throws BrokenFrame {
    if (!inPayload) {
      return readHead(in, sink);
    }
    return FrameHead.isControl(head.opcode()) ? readControl(in, sink) : readPayload(in, sink);
  }

  private boolean readHead(ByteBuf in, Sink sink) throws BrokenFrame {
    while (got < 2 || got < headBytes()) {
      if (!in.isReadable()) {
        return false;
      }
      bytes[got++] = in.readByte();
      if (got == 2) {
        checkBeginning();
      }
    }
    got = 0;
    head = headOf();
    left = head.length();
    inPayload = true;
    if (FrameHead.isControl(head.opcode())) {
      return readControl(in, sink);
    }
    inMessage = !head.last();
    sink.frame(head);
    if (left == 0) {
      end(sink);
    }
    return true;
  }

  private int headBytes() {
    int told = bytes[1] & LENGTH;
    int more = told == LENGTH_OF_16_BITS ? 2 : told == LENGTH_OF_64_BITS ? 8 : 0;
    return 2 + more + (fromClient ? 4 : 0);
  }

  private void checkBeginning() throws BrokenFrame {
    int opcode = bytes[0] & OPCODE;
    boolean last = (bytes[0] & FIN) != 0;
    if ((bytes[0] & RESERVED) != 0) {
      throw BrokenFrame.against("a reserved bit is set");
    }
    if (((bytes[1] & MASKED) != 0) != fromClient) {
      throw BrokenFrame.against(fromClient ? "a frame is not masked" : "a frame is masked");
    }
    switch (opcode) {
      case FrameHead.CONTINUATION -> {
        if (!inMessage) {
          throw BrokenFrame.against("a fragment continues nothing");
        }
      }
      case FrameHead.TEXT, FrameHead.BINARY -> {
        if (inMessage) {
          throw BrokenFrame.against("a message begins before another has ended");
        }
      }
      case FrameHead.CLOSE, FrameHead.PING, FrameHead.PONG -> {
        if (!last || (bytes[1] & LENGTH) > FrameHead.CONTROL_BYTES_MAX) {
          throw BrokenFrame.against("a control frame is in fragments or too long");
        }
      }
      default -> throw BrokenFrame.against("an opcode is reserved");
    }
  }

  private FrameHead headOf() throws BrokenFrame {
    int told = bytes[1] & LENGTH;
    long length = told;
    int at = 2;
    if (told >= LENGTH_OF_16_BITS) {
      int end = told == LENGTH_OF_16_BITS ? 4 : 10;
      length = 0;
      while (at < end) {
        length = (length << 8) | (bytes[at++] & 0xFF);
      }
      if (length < (told == LENGTH_OF_16_BITS ? LENGTH_OF_16_BITS : 0x1_0000)) {
        // Less than zero too: the highest bit must not be set.
        throw BrokenFrame.against("a length is not written in its shortest form");
      }
    }
    if (length > frameBytesMax) {
      throw new BrokenFrame(CloseCode.TOO_BIG, "a frame is too long");
    }
    int mask = 0;
    for (int i = 0; fromClient && i < 4; i++) {
      mask = (mask << 8) | (bytes[at + i] & 0xFF);
    }
    return new FrameHead(bytes[0] & OPCODE, (bytes[0] & FIN) != 0, length, mask);
  }

  private boolean readControl(ByteBuf in, Sink sink) throws BrokenFrame {
    if (in.readableBytes() < left) {
      return false;
    }
    inPayload = false;
    ByteBuf payload = in.alloc().buffer((int) left).writeBytes(in, (int) left);
    Frames.mask(payload, head.mask(), 0);
    sink.control(head, payload);
    return true;
  }

  private boolean readPayload(ByteBuf in, Sink sink) throws BrokenFrame {
    int part = (int) Math.min(left, in.readableBytes());
    if (part == 0) {
      return false;
    }
    ByteBuf payload = in.readRetainedSlice(part);
    Frames.mask(payload, head.mask(), head.length() - left);
    left -= part;
    sink.payload(payload);
    if (left == 0) {
      end(sink);
    }
    return true;
  }

  private void end(Sink sink) throws BrokenFrame {
    inPayload = false;
    sink.frameEnd();
  }
}
