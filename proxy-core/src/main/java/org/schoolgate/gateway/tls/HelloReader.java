package org.schoolgate.gateway.tls;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts a ClientHello together from the first bytes of a connection, without taking them: they are
 * replayed to the origin.
 *
 * <p>A hello of today does not fit one segment (a post-quantum key share alone is 1.2 KB), may be
 * cut into TLS records at any place (RFC 8446 section 5.1), and clients that want past a filter cut
 * it there on purpose. So records are joined before anything is looked at. Each byte is looked at
 * once, however it is cut. Not thread-safe: one connection owns it.
 */
public final class HelloReader {

  private static final int RECORD_HEADER_BYTES = 5;
  private static final int RECORD_BYTES_MAX = 1 << 14;
  private static final int CONTENT_HANDSHAKE = 22;
  private static final int VERSION_MAJOR = 3;
  private static final int MESSAGE_HEADER_BYTES = 4;
  private static final int MESSAGE_CLIENT_HELLO = 1;

  private final int helloBytesMax;
  private byte[] message = new byte[2048];
  private int messageBytes;
  private int recordAt;

  /**
   * A reader of one hello.
   *
   * @param helloBytesMax the longest message that is read
   */
  public HelloReader(int helloBytesMax) {
    this.helloBytesMax = helloBytesMax;
  }

  /**
   * Looks at the bytes so far.
   *
   * @param bytes all that came, from the first byte of the connection at the buffer's reader index,
   *     which does not move
   * @return the hello, or null if more bytes are needed
   * @throws NotTlsException as soon as it cannot become a hello any more
   */
  public @Nullable ClientHello read(ByteBuf bytes) throws NotTlsException {
    int start = bytes.readerIndex();
    while (bytes.readableBytes() > recordAt) {
      int at = start + recordAt;
      if (bytes.getUnsignedByte(at) != CONTENT_HANDSHAKE) {
        throw new NotTlsException("the first record is not a handshake");
      }
      int available = bytes.readableBytes() - recordAt;
      if (available > 1 && bytes.getUnsignedByte(at + 1) != VERSION_MAJOR) {
        throw new NotTlsException("the version of the record is not of TLS");
      }
      if (available < RECORD_HEADER_BYTES) {
        return null;
      }
      int length = bytes.getUnsignedShort(at + 3);
      if (length == 0 || length > RECORD_BYTES_MAX) {
        throw new NotTlsException("the length of the record is not of TLS");
      }
      if (available < RECORD_HEADER_BYTES + length) {
        return null;
      }
      append(bytes, at + RECORD_HEADER_BYTES, length);
      recordAt += RECORD_HEADER_BYTES + length;
      if (isWhole()) {
        return HelloParser.parse(message, MESSAGE_HEADER_BYTES, MESSAGE_HEADER_BYTES + bodyBytes());
      }
    }
    return null;
  }

  private void append(ByteBuf bytes, int from, int length) throws NotTlsException {
    if (messageBytes + length > helloBytesMax) {
      throw new NotTlsException("the hello is longer than the limit");
    }
    if (messageBytes + length > message.length) {
      message = Arrays.copyOf(message, Math.max(2 * message.length, messageBytes + length));
    }
    bytes.getBytes(from, message, messageBytes, length);
    messageBytes += length;
    if (message[0] != MESSAGE_CLIENT_HELLO) {
      throw new NotTlsException("the first message is not a ClientHello");
    }
    if (messageBytes >= MESSAGE_HEADER_BYTES
        && bodyBytes() > helloBytesMax - MESSAGE_HEADER_BYTES) {
      throw new NotTlsException("the hello is longer than the limit");
    }
  }

  private boolean isWhole() {
    return messageBytes >= MESSAGE_HEADER_BYTES
        && messageBytes >= MESSAGE_HEADER_BYTES + bodyBytes();
  }

  private int bodyBytes() {
    return (message[1] & 0xFF) << 16 | (message[2] & 0xFF) << 8 | (message[3] & 0xFF);
  }
}
