package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of RFC 6455 section 5 that the sender of a frame can break. */
final class FrameReaderTest {

  private static final long FRAME_BYTES_MAX = 1 << 20;

  private static final HexFormat HEX = HexFormat.of();

  /** Bytes of a client are masked with 00000000, so that the table can be read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // from | bytes                        | close with
        "client | 81 85 00000000 68656c6c6f    | -",
        "origin | 81 05 68656c6c6f             | -",
        "client | 81 80 00000000               | -",
        "origin | 01 01 61 80 01 62            | -",
        "origin | 01 01 61 89 00 00 01 62 80 00 | -",
        "origin | 82 7e 007e                   | -",
        "origin | 82 7f 0000000000010000       | -",
        // A frame from a client is masked, one from an origin is not (5.1).
        "client | 81 05 68656c6c6f             | PROTOCOL_ERROR",
        "client | 89 00                        | PROTOCOL_ERROR",
        "origin | 81 85 00000000 68656c6c6f    | PROTOCOL_ERROR",
        "origin | 88 80 00000000               | PROTOCOL_ERROR",
        // The three bits are for extensions, of which there is none (5.2).
        "origin | c1 00                        | PROTOCOL_ERROR",
        "origin | a1 00                        | PROTOCOL_ERROR",
        "origin | 91 00                        | PROTOCOL_ERROR",
        "client | c1 80 00000000               | PROTOCOL_ERROR",
        "client | c9 80 00000000               | PROTOCOL_ERROR",
        // These opcodes are reserved (5.2).
        "origin | 83 00                        | PROTOCOL_ERROR",
        "origin | 84 00                        | PROTOCOL_ERROR",
        "origin | 85 00                        | PROTOCOL_ERROR",
        "origin | 86 00                        | PROTOCOL_ERROR",
        "origin | 87 00                        | PROTOCOL_ERROR",
        "origin | 8b 00                        | PROTOCOL_ERROR",
        "origin | 8c 00                        | PROTOCOL_ERROR",
        "origin | 8d 00                        | PROTOCOL_ERROR",
        "origin | 8e 00                        | PROTOCOL_ERROR",
        "origin | 8f 00                        | PROTOCOL_ERROR",
        // A length has its shortest form, and its highest bit is 0 (5.2).
        "origin | 82 7e 007d                   | PROTOCOL_ERROR",
        "origin | 82 7e 0000                   | PROTOCOL_ERROR",
        "origin | 82 7f 000000000000ffff       | PROTOCOL_ERROR",
        "origin | 82 7f 0000000000000005       | PROTOCOL_ERROR",
        "origin | 82 7f 8000000000000000       | PROTOCOL_ERROR",
        "origin | 82 7f ffffffffffffffff       | PROTOCOL_ERROR",
        "origin | 82 7f 0000000000100001       | TOO_BIG",
        "origin | 82 7f 7fffffffffffffff       | TOO_BIG",
        // Fragments come one after the other (5.4).
        "origin | 80 01 61                     | PROTOCOL_ERROR",
        "origin | 00 01 61                     | PROTOCOL_ERROR",
        "origin | 81 01 61 80 01 62            | PROTOCOL_ERROR",
        "origin | 01 01 61 81 01 62            | PROTOCOL_ERROR",
        "origin | 01 01 61 02 01 62            | PROTOCOL_ERROR",
        "origin | 02 00 82 00                  | PROTOCOL_ERROR",
        // Control frames are whole and short (5.5).
        "origin | 08 00                        | PROTOCOL_ERROR",
        "origin | 09 00                        | PROTOCOL_ERROR",
        "origin | 0a 00                        | PROTOCOL_ERROR",
        "origin | 88 7e 007e                   | PROTOCOL_ERROR",
        "origin | 89 7e 007e                   | PROTOCOL_ERROR",
        "origin | 8a 7f 0000000000010000       | PROTOCOL_ERROR",
      })
  void rule(String from, String bytes, String closeWith) throws Exception {
    byte[] sent = HEX.parseHex(bytes.replace(" ", ""));
    for (int split = 0; split <= sent.length; split++) {
      FrameReader reader = new FrameReader(from.equals("client"), FRAME_BYTES_MAX);
      int at = split;
      if (closeWith == null) {
        readInTwo(reader, sent, at);
      } else {
        BrokenFrame broken =
            assertThrows(BrokenFrame.class, () -> readInTwo(reader, sent, at), "split at " + split);
        assertEquals(CloseCode.valueOf(closeWith), broken.code());
      }
    }
  }

  private static void readInTwo(FrameReader reader, byte[] bytes, int split) throws BrokenFrame {
    ByteBuf in = Unpooled.buffer();
    try {
      in.writeBytes(bytes, 0, split);
      read(reader, in, new ArrayList<>());
      in.writeBytes(bytes, split, bytes.length - split);
      read(reader, in, new ArrayList<>());
    } finally {
      in.release();
    }
  }

  /** Messages, control frames between fragments, all lengths; a byte at a time too. */
  @Test
  void whatIsSentIsRead() throws Exception {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes(frame(0x01, "one "));
    sent.writeBytes(frame(0x89, "are you there"));
    sent.writeBytes(frame(0x00, ""));
    sent.writeBytes(frame(0x80, "message"));
    sent.writeBytes(frame(0x82, "x".repeat(125)));
    sent.writeBytes(frame(0x82, "y".repeat(126)));
    sent.writeBytes(frame(0x82, "z".repeat(65_536)));
    sent.writeBytes(frame(0x88, ""));
    List<String> expected =
        List.of(
            "(1-",
            "one ",
            ")",
            "[9 are you there]",
            "(0-",
            ")",
            "(0+",
            "message",
            ")",
            "(2+",
            "x".repeat(125),
            ")",
            "(2+",
            "y".repeat(126),
            ")",
            "(2+",
            "z".repeat(65_536),
            ")",
            "[8 ]");
    for (int step : new int[] {1, 2, 3, 7, 1000, 1 << 20}) {
      FrameReader reader = new FrameReader(true, FRAME_BYTES_MAX);
      List<String> heard = new ArrayList<>();
      ByteBuf in = Unpooled.buffer();
      byte[] bytes = sent.toByteArray();
      for (int at = 0; at < bytes.length; at += step) {
        in.writeBytes(bytes, at, Math.min(step, bytes.length - at));
        read(reader, in, heard);
        in.discardReadBytes();
      }
      in.release();
      assertEquals(String.join("", expected), String.join("", heard), "in steps of " + step);
    }
  }

  /** What is written is read again, and the mask begins anew in each frame and nowhere else. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 125, 126, 127, 65_535, 65_536, 100_001})
  void whatIsWrittenIsRead(int length) throws Exception {
    byte[] payload =
        "a long message "
            .repeat(length / 15 + 1)
            .substring(0, length)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuf masked = Unpooled.copiedBuffer(payload);
    int half = length / 3;
    Frames.mask(masked.slice(0, half), 0x37FA213D, 0);
    Frames.mask(masked.slice(half, length - half), 0x37FA213D, half);
    ByteBuf head =
        Frames.head(
            UnpooledByteBufAllocator.DEFAULT,
            new FrameHead(FrameHead.BINARY, true, length, 0x37FA213D),
            true);
    ByteBuf written = Unpooled.wrappedBuffer(head, masked);
    byte[] bytes = new byte[written.readableBytes()];
    written.getBytes(0, bytes);
    written.release();
    assertEquals(HEX.formatHex(RawWebSocket.frame(0x82, true, payload)), HEX.formatHex(bytes));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "''           | -",
        "03e8         | -",
        "03e8 68c3a9  | -",
        "03f6         | -",
        "0bb8         | -",
        "1387         | -",
        "03           | PROTOCOL_ERROR",
        "0000         | PROTOCOL_ERROR",
        "03e7         | PROTOCOL_ERROR",
        "03ec         | PROTOCOL_ERROR",
        "03ed         | PROTOCOL_ERROR",
        "03ee         | PROTOCOL_ERROR",
        "03f7         | PROTOCOL_ERROR",
        "07d0         | PROTOCOL_ERROR",
        "0bb7         | PROTOCOL_ERROR",
        "1388         | PROTOCOL_ERROR",
        "ffff         | PROTOCOL_ERROR",
        "03e8 c3      | NOT_TEXT",
        "03e8 ff      | NOT_TEXT",
      })
  void closing(String payload, String closeWith) throws Exception {
    ByteBuf sent = Unpooled.wrappedBuffer(HEX.parseHex(payload.replace(" ", "")));
    if (closeWith == null) {
      Frames.checkClosing(sent);
    } else {
      BrokenFrame broken = assertThrows(BrokenFrame.class, () -> Frames.checkClosing(sent));
      assertEquals(CloseCode.valueOf(closeWith), broken.code());
    }
  }

  /** RFC 3629, in pieces too; whether it is text is what Java's own decoder says. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "61",
        "c3a9",
        "e282ac",
        "f09f9880",
        "efbbbf",
        "eda080",
        "edbfbf",
        "ed9fbf",
        "ee8080",
        "c080",
        "c1bf",
        "c280",
        "e08080",
        "e09fbf",
        "e0a080",
        "f0808080",
        "f08fbfbf",
        "f0908080",
        "f48fbfbf",
        "f4908080",
        "f5808080",
        "ff",
        "fe",
        "80",
        "bf",
        "c3",
        "e282",
        "f09f98",
        "c361",
        "e26161",
        "e28261",
        "f09f9861",
        "61c3",
        "c3a961",
        "c3c3a9"
      })
  void text(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    boolean good = isText(bytes);
    for (int split = 0; split <= bytes.length; split++) {
      ByteBuf first = Unpooled.wrappedBuffer(bytes, 0, split);
      ByteBuf rest = Unpooled.wrappedBuffer(bytes, split, bytes.length - split);
      Utf8Check check = new Utf8Check();
      boolean passed;
      try {
        check.add(first);
        check.add(rest);
        check.end();
        passed = true;
      } catch (BrokenFrame broken) {
        passed = false;
      }
      assertEquals(good, passed, "split at " + split);
    }
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (java.nio.charset.CharacterCodingException none) {
      return false;
    }
  }

  /** Whatever comes, in whatever pieces: the same is heard, up to the same fault. */
  @Test
  void anyBytesAreHeardTheSameHoweverTheyAreCut() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      boolean fromClient = random.nextBoolean();
      ByteArrayOutputStream sent = new ByteArrayOutputStream();
      int frames = random.nextInt(6);
      for (int i = 0; i < frames; i++) {
        byte[] payload = new byte[random.nextInt(200)];
        random.nextBytes(payload);
        int opcode = random.nextBoolean() ? random.nextInt(16) : random.nextInt(3);
        int first = (random.nextInt(4) == 0 ? 0 : 0x80) | opcode;
        sent.writeBytes(RawWebSocket.frame(first, fromClient, payload));
      }
      byte[] bytes = sent.toByteArray();
      for (int i = 0; bytes.length > 0 && i < random.nextInt(3); i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      String whole = hear(fromClient, bytes, bytes.length);
      assertEquals(whole, hear(fromClient, bytes, 1), "seed " + seed);
      assertEquals(whole, hear(fromClient, bytes, 1 + random.nextInt(50)), "seed " + seed);
    }
  }

  private static String hear(boolean fromClient, byte[] bytes, int step) {
    FrameReader reader = new FrameReader(fromClient, FRAME_BYTES_MAX);
    List<String> heard = new ArrayList<>();
    ByteBuf in = Unpooled.buffer();
    try {
      for (int at = 0; at < bytes.length; at += step) {
        in.writeBytes(bytes, at, Math.min(step, bytes.length - at));
        read(reader, in, heard);
      }
    } catch (BrokenFrame broken) {
      heard.add("<" + broken.code() + ">");
    } finally {
      in.release();
    }
    return String.join("", heard);
  }

  @Test
  void wordsOfOurOwnFitIntoAClose() throws Exception {
    for (CloseCode code : CloseCode.values()) {
      ByteBuf payload = Frames.closing(UnpooledByteBufAllocator.DEFAULT, code);
      assertEquals(2 + code.words().length(), payload.readableBytes());
      assertEquals(true, payload.readableBytes() <= FrameHead.CONTROL_BYTES_MAX, code.words());
      Frames.checkClosing(payload);
      payload.release();
    }
  }

  private static byte[] frame(int first, String payload) {
    return RawWebSocket.frame(first, true, payload.getBytes(StandardCharsets.UTF_8));
  }

  private static void read(FrameReader reader, ByteBuf in, List<String> heard) throws BrokenFrame {
    while (in.isReadable() && reader.read(in, new Heard(heard))) {
      // until more bytes come
    }
  }

  private record Heard(List<String> heard) implements FrameReader.Sink {
    @Override
    public void frame(FrameHead head) {
      heard.add("(" + head.opcode() + (head.last() ? "+" : "-"));
    }

    @Override
    public void payload(ByteBuf part) {
      heard.add(part.toString(StandardCharsets.ISO_8859_1));
      part.release();
    }

    @Override
    public void frameEnd() {
      heard.add(")");
    }

    @Override
    public void control(FrameHead head, ByteBuf payload) {
      heard.add("[" + head.opcode() + " " + payload.toString(StandardCharsets.ISO_8859_1) + "]");
      payload.release();
    }
  }
}
