package org.schoolgate.gateway.control;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes on the control socket. A request is one frame of JSON and then the files it announces;
 * an answer is frames of output and one of the exit status. A frame is a type (u8), a length (u32)
 * and so many bytes.
 */
final class Frames {

  static final int REQUEST = 0;
  static final int OUT = 1;
  static final int ERR = 2;
  static final int EXIT = 3;

  /** The most bytes of one frame; output is cut into several. */
  static final int FRAME_BYTES_MAX = 64 * 1024;

  private Frames() {}

  /** One frame as it was read. */
  static final class Frame {
    private final int type;
    private final byte[] bytes;

    private Frame(int type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    int type() {
      return type;
    }

    byte[] bytes() {
      return bytes;
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  static void write(DataOutputStream socket, int type, byte[] bytes, int from, int length)
      throws IOException {
    synchronized (socket) {
      socket.writeByte(type);
      socket.writeInt(length);
      socket.write(bytes, from, length);
      socket.flush();
    }
  }

  static void write(DataOutputStream socket, int type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    write(socket, type, bytes, 0, bytes.length);
  }

  static Frame read(DataInputStream socket) throws IOException {
    int type = socket.readUnsignedByte();
    int length = socket.readInt();
    if (length < 0 || length > FRAME_BYTES_MAX) {
      throw new IOException("a control frame of " + length + " bytes is over the limit");
    }
    byte[] bytes = new byte[length];
    socket.readFully(bytes);
    return new Frame(type, bytes);
  }

  /** A stream whose bytes become frames of that type. */
  static OutputStream stream(DataOutputStream socket, int type) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        for (int at = 0; at < length; at += FRAME_BYTES_MAX) {
          Frames.write(socket, type, bytes, from + at, Math.min(FRAME_BYTES_MAX, length - at));
        }
      }
    };
  }
}
