package org.schoolgate.audit;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** How a body stands in a segment: {@code u32 length | u32 crc32c of the body | body}. */
final class Frame {

  static final int PREFIX_BYTES = 8;

  /** A header, a nonce and an authentication tag; so a zeroed region is never a record. */
  static final int BODY_BYTES_MIN =
      RecordHeader.BYTES + RecordSeal.NONCE_BYTES + RecordSeal.TAG_BYTES;

  static final int BODY_BYTES_MAX = 1 << 19;

  private Frame() {}

  static void put(ByteBuffer out, byte[] body) {
    out.putInt(body.length).putInt(crcOf(body)).put(body);
  }

  static boolean isBodyLength(int length) {
    return length >= BODY_BYTES_MIN && length <= BODY_BYTES_MAX;
  }

  static int crcOf(byte[] body) {
    CRC32C crc = new CRC32C();
    crc.update(body);
    return (int) crc.getValue();
  }
}
