package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One side of a WebSocket that sends whatever frames a test likes, right or wrong. */
final class RawWebSocket {

  static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

  /** What RFC 6455 section 1.3 says for that key. */
  static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  static final String OPENED =
      "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          + "Sec-WebSocket-Accept: "
          + ACCEPT
          + "\r\n\r\n";

  private static final int MASK = 0x37FA213D;

  final RawSocket socket;
  private final boolean masks;

  private RawWebSocket(RawSocket socket, boolean masks) {
    this.socket = socket;
    this.masks = masks;
  }

  /** The fields of a request for one. */
  static String fields() {
    return "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
        + KEY
        + "\r\nSec-WebSocket-Version: 13\r\n";
  }

  /** Asks for one, and gets it. */
  static RawWebSocket open(RawSocket socket, String url, String authority) throws IOException {
    socket.send("GET " + url + " HTTP/1.1\r\nHost: " + authority + "\r\n" + fields() + "\r\n");
    String head = socket.readHead();
    assertTrue(head.startsWith("HTTP/1.1 101 "), head);
    assertTrue(head.contains("Sec-WebSocket-Accept: " + ACCEPT), head);
    return new RawWebSocket(socket, true);
  }

  /** The same of an origin, through an edge that is an explicit proxy. */
  static RawWebSocket open(RawSocket client, RawOrigin origin) throws IOException {
    String authority = "site.test:" + origin.port();
    return open(client, "http://" + authority + "/chat", authority);
  }

  /** An origin that sends every frame back, and answers a close. */
  static RawOrigin echoing() throws IOException {
    return new RawOrigin(
        (socket, number) -> {
          RawWebSocket side = accept(socket);
          for (String said = side.next(); !said.equals("<end>"); said = side.next()) {
            int opcode = Character.digit(said.charAt(0), 16);
            if (opcode == FrameHead.CLOSE) {
              side.close(Integer.parseInt(said.substring(3)));
              return;
            }
            side.send(opcode, said.charAt(1) == '+', said.substring(3));
          }
        });
  }

  /** Reads a request for one, and opens it. */
  static RawWebSocket accept(RawSocket socket) throws IOException {
    String head = socket.readHead();
    assertTrue(head.contains("\r\nSec-WebSocket-Key: " + KEY + "\r\n"), head);
    assertTrue(head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket\r\n"), head);
    socket.send(OPENED);
    return new RawWebSocket(socket, false);
  }

  void text(String text) throws IOException {
    send(FrameHead.TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  void send(int opcode, boolean last, String text) throws IOException {
    send(opcode, last, text.getBytes(StandardCharsets.UTF_8));
  }

  void send(int opcode, boolean last, byte[] payload) throws IOException {
    socket.send(frame((last ? 0x80 : 0) | opcode, masks, payload));
  }

  void close(int number) throws IOException {
    send(FrameHead.CLOSE, true, ByteBuffer.allocate(2).putShort((short) number).array());
  }

  /** A frame with that first byte, in the shortest form. */
  static byte[] frame(int first, boolean masked, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int mask = masked ? 0x80 : 0;
    out.write(first);
    if (payload.length < 126) {
      out.write(mask | payload.length);
    } else if (payload.length < 0x1_0000) {
      out.write(mask | 126);
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
    } else {
      out.write(mask | 127);
      out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    byte[] key = ByteBuffer.allocate(4).putInt(MASK).array();
    if (masked) {
      out.writeBytes(key);
    }
    for (int i = 0; i < payload.length; i++) {
      out.write(masked ? payload[i] ^ key[i & 3] : payload[i]);
    }
    return out.toByteArray();
  }

  /**
   * The next frame, as {@code "1+ text"}: the opcode, + for the last of its message or - , and the
   * payload, of a close its number. {@code "<end>"} if there is none.
   */
  String next() throws IOException {
    byte[] first = new byte[1];
    if (socket.read(first) < 0) {
      return "<end>";
    }
    int length = byteOf(socket.read(1));
    assertTrue(((length & 0x80) != 0) != masks, "the mask is wrong");
    boolean masked = (length & 0x80) != 0;
    long bytes = length & 0x7F;
    if (bytes >= 126) {
      String more = socket.read(bytes == 126 ? 2 : 8);
      bytes = 0;
      for (int i = 0; i < more.length(); i++) {
        bytes = (bytes << 8) | more.charAt(i);
      }
    }
    String key = masked ? socket.read(4) : "\0\0\0\0";
    String payload = socket.read((int) bytes);
    byte[] plain = new byte[payload.length()];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) (payload.charAt(i) ^ key.charAt(i & 3));
    }
    int opcode = first[0] & 0x0F;
    String says =
        opcode == FrameHead.CLOSE && plain.length >= 2
            ? String.valueOf(ByteBuffer.wrap(plain).getShort() & 0xFFFF)
            : new String(plain, StandardCharsets.UTF_8);
    return Integer.toHexString(first[0] & 0x7F) + (first[0] < 0 ? "+ " : "- ") + says;
  }

  private static int byteOf(String one) {
    return one.charAt(0);
  }
}
