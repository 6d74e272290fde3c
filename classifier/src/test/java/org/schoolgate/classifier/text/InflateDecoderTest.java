package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.classifier.source.Fixtures;

class InflateDecoderTest {

  private static final String TEXT = "volcanoes erupt, ".repeat(2_000);
  private static final byte[] ANY_TRAILER = new byte[8];

  private static byte[] deflated(boolean bare, byte[] dictionary) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
    if (dictionary.length > 0) {
      deflater.setDictionary(dictionary);
    }
    deflater.setInput(Fixtures.utf8(TEXT));
    deflater.finish();
    byte[] out = new byte[TEXT.length()];
    int length = deflater.deflate(out);
    deflater.end();
    return java.util.Arrays.copyOf(out, length);
  }

  private static byte[] bare() {
    return deflated(true, new byte[0]);
  }

  private static byte[] zlib() {
    return deflated(false, new byte[0]);
  }

  /** A gzip header (RFC 1952 section 2.3) with those flags and what belongs to them. */
  private static byte[] header(int flags, String belonging) {
    byte[] fixed = {0x1F, (byte) 0x8B, 8, (byte) flags, 1, 2, 3, 4, 0, 3};
    return joined(fixed, belonging.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] member(int flags, String belonging) {
    return joined(header(flags, belonging), bare(), ANY_TRAILER);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] cut(byte[] bytes, int by) {
    return java.util.Arrays.copyOf(bytes, bytes.length - by);
  }

  static Stream<Arguments> readable() {
    return Stream.of(
        Arguments.of("gzip with a false check sum", true, member(0, ""), 1),
        Arguments.of("with an extra field", true, member(4, "\3\0abc"), 1),
        Arguments.of("with an empty extra field", true, member(4, "\0\0"), 1),
        Arguments.of("with a long extra field", true, member(4, "\0\1" + "x".repeat(256)), 1),
        Arguments.of("with a name", true, member(8, "page.html\0"), 1),
        Arguments.of("with a comment", true, member(16, "\0"), 1),
        Arguments.of("with a check sum of the header", true, member(2, "xx"), 1),
        Arguments.of("with all of them", true, member(31, "\1\0aname\0comment\0xx"), 1),
        Arguments.of("two members", true, joined(member(0, ""), member(8, "b\0")), 2),
        Arguments.of("padded with zeros", true, joined(member(0, ""), new byte[9]), 1),
        Arguments.of(
            "padded between members", true, joined(member(0, ""), new byte[3], member(0, "")), 2),
        Arguments.of("gzip without its trailer", true, cut(member(0, ""), 8), 1),
        Arguments.of("zlib", false, zlib(), 1),
        Arguments.of("bare deflate", false, bare(), 1),
        Arguments.of("zlib padded with zeros", false, joined(zlib(), new byte[5]), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("readable")
  void whatABrowserReadsIsRead(String name, boolean gzip, byte[] bytes, int times)
      throws ContentDecoder.UndecodableException {
    for (int chunkBytes : new int[] {1, 2, 7, 4_096, 1 << 20}) {
      assertEquals(TEXT.repeat(times), decoded(gzip, bytes, chunkBytes), "in " + chunkBytes);
    }
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(
        Arguments.of("plain text as gzip", true, Fixtures.utf8(TEXT)),
        Arguments.of("one right byte", true, new byte[] {0x1F, 0x1F}),
        Arguments.of("another method", true, new byte[] {0x1F, (byte) 0x8B, 7}),
        Arguments.of("a reserved flag", true, member(32, "")),
        Arguments.of("rubbish after a member", true, joined(member(0, ""), new byte[] {'x'})),
        Arguments.of("half a member after one", true, joined(member(0, ""), new byte[] {0x1F, 1})),
        Arguments.of("broken in the middle", true, joined(header(0, ""), new byte[] {7, 7, 7, 7})),
        Arguments.of("rubbish after zlib", false, joined(zlib(), new byte[] {0, 0, 0, 0, 'x'})),
        Arguments.of("a dictionary that nobody sent", false, deflated(false, new byte[] {'v'})),
        Arguments.of("plain text as deflate", false, Fixtures.utf8(TEXT)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unreadable")
  void whatNobodyReadsIsUndecodable(String name, boolean gzip, byte[] bytes) {
    for (int chunkBytes : new int[] {1, 3, 1 << 20}) {
      assertThrows(
          ContentDecoder.UndecodableException.class, () -> decoded(gzip, bytes, chunkBytes));
    }
  }

  private static String decoded(boolean gzip, byte[] bytes, int chunkBytes)
      throws ContentDecoder.UndecodableException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    InflateDecoder decoder = gzip ? InflateDecoder.gzip() : InflateDecoder.deflate();
    try {
      for (int at = 0; at < bytes.length; at += chunkBytes) {
        decoder.decode(
            ByteBuffer.wrap(bytes, at, Math.min(chunkBytes, bytes.length - at)),
            out -> {
              byte[] piece = new byte[out.remaining()];
              out.get(piece);
              text.writeBytes(piece);
            });
      }
    } finally {
      decoder.close();
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
