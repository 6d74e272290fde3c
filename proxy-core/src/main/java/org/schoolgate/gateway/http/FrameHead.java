package org.schoolgate.gateway.http;

/**
 * The head of one frame of a WebSocket (RFC 6455 section 5.2).
 *
 * @param opcode what it is
 * @param last whether its message ends with it
 * @param length of its payload in bytes
 * @param mask with which its payload is masked; 0 if it is not
 */
record FrameHead(int opcode, boolean last, long length, int mask) {

  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  /** The most bytes of payload that a ping, a pong or a close may have. */
  static final int CONTROL_BYTES_MAX = 125;

  static boolean isControl(int opcode) {
    return opcode >= CLOSE;
  }
}
