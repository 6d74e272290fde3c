package org.schoolgate.gateway.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HelloReaderTest {

  private static final int BYTES_MAX = 65_536;
  private static final String RANDOM = "00".repeat(32);

  @Test
  void helloOfARealClient() throws Exception {
    ClientHello hello = read(engineHello("www.example.org"));
    assertEquals("www.example.org", hello.serverName());
    assertEquals(List.of("h2", "http/1.1"), hello.alpn());
  }

  @Test
  void helloCutAnywhereIntoRecordsAndSegments() throws Exception {
    byte[] whole = engineHello("www.example.org");
    for (int record = 1; record < 80; record++) {
      byte[] cut = intoRecords(whole, record);
      HelloReader reader = new HelloReader(BYTES_MAX);
      ByteBuf sofar = Unpooled.buffer();
      ClientHello hello = null;
      for (byte b : cut) {
        assertNull(hello, "it was read before it was whole");
        hello = reader.read(sofar.writeByte(b));
      }
      assertNotNull(hello, "it was not read");
      assertEquals("www.example.org", hello.serverName());
      assertEquals(0, sofar.readerIndex(), "bytes were taken");
    }
  }

  static Stream<Arguments> hellos() {
    return Stream.of(
        Arguments.of("no extensions at all", body(""), null, List.of()),
        Arguments.of("no server name", body(extensions(grease())), null, List.of()),
        Arguments.of(
            "GREASE around",
            body(extensions(grease() + name("a.b") + "1a1a000100")),
            "a.b",
            List.of()),
        Arguments.of(
            "GREASE among the protocols",
            body(extensions("00100008" + "0006" + "023a3a" + "026832")),
            null,
            List.of("h2")),
        Arguments.of(
            "another type of name", body(extensions("0000000700050100026162")), null, List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hellos")
  void wellFormed(String name, String body, @Nullable String serverName, List<String> alpn)
      throws Exception {
    ClientHello hello = read(message(body));
    assertEquals(serverName, hello.serverName());
    assertEquals(alpn, hello.alpn());
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("HTTP", "474554202f20485454502f312e310d0a"),
        Arguments.of("an alert", "15030300020232"),
        Arguments.of("a record of version 2", "160201000501000001ff"),
        Arguments.of("an empty record", "1603010000"),
        Arguments.of("a record that is too long", "1603014001"),
        Arguments.of("another message", "160301000502000001ff"),
        Arguments.of("longer than the limit", "160301000401020000"),
        Arguments.of("a second record of another kind", "16030100010117030300010a"),
        Arguments.of("two server names", hex(message(body(extensions(name("a.b") + name("c.d")))))),
        Arguments.of("two names in one", hex(message(body(extensions(twoNames()))))),
        Arguments.of("empty name", hex(message(body(extensions("00000005000300" + "0000"))))),
        Arguments.of("empty list", hex(message(body(extensions("000000020000"))))),
        Arguments.of("name with a space", hex(message(body(extensions(name("a b")))))),
        Arguments.of("name with a zero", hex(message(body(extensions(name("a\0b")))))),
        Arguments.of(
            "bytes after the list", hex(message(body(extensions("00000007000300000161"))))),
        Arguments.of("extension beyond the end", hex(message(body("00040000ffff")))),
        Arguments.of("bytes after the extensions", hex(message(body(extensions("") + "00")))),
        Arguments.of("short body", hex(message("0303" + RANDOM))),
        Arguments.of("session id too long", hex(message("0303" + RANDOM + "21" + "00".repeat(33)))),
        Arguments.of("odd ciphers", hex(message("0303" + RANDOM + "00" + "0003010203" + "0100"))),
        Arguments.of("no ciphers", hex(message("0303" + RANDOM + "00" + "0000" + "0100"))),
        Arguments.of("no compression", hex(message("0303" + RANDOM + "00" + "00021301" + "00"))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void malformedIsRefused(String name, String bytes) {
    assertThrows(NotTlsException.class, () -> read(HexFormat.of().parseHex(bytes)));
  }

  @Test
  void nothingThatHappensToAHelloBreaksTheReader() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] good = engineHello("www.example.org");
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        ClientHello unused = new HelloReader(BYTES_MAX).read(Unpooled.wrappedBuffer(bad));
      } catch (NotTlsException refused) {
        assertNotNull(refused.getMessage());
      } catch (RuntimeException broken) {
        throw new AssertionError("seed " + seed + ": " + HexFormat.of().formatHex(bad), broken);
      }
    }
  }

  @Test
  void alertIsFatalAccessDenied() {
    assertEquals("15030300020231", HexFormat.of().formatHex(Alert.ACCESS_DENIED.record()));
  }

  private static ClientHello read(byte[] bytes) throws NotTlsException {
    ClientHello hello = new HelloReader(BYTES_MAX).read(Unpooled.wrappedBuffer(bytes));
    assertNotNull(hello, "more bytes were wanted");
    return hello;
  }

  private static byte[] engineHello(String serverName) throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine(serverName, 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] intoRecords(byte[] oneRecord, int bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 5; at < oneRecord.length; at += bytes) {
      int length = Math.min(bytes, oneRecord.length - at);
      out.writeBytes(new byte[] {22, 3, 1, (byte) (length >> 8), (byte) length});
      out.write(oneRecord, at, length);
    }
    return out.toByteArray();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A ClientHello with that body in one record. */
  private static byte[] message(String body) {
    int length = body.length() / 2;
    return HexFormat.of().parseHex(String.format("160301%04x01%06x", length + 4, length) + body);
  }

  private static String body(String extensions) {
    return "0303" + RANDOM + "00" + "00021301" + "0100" + extensions;
  }

  private static String extensions(String all) {
    return String.format("%04x", all.length() / 2) + all;
  }

  private static String name(String name) {
    String bytes = hex(name.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    int length = name.length();
    return String.format("0000%04x%04x00%04x", length + 5, length + 3, length) + bytes;
  }

  private static String twoNames() {
    return "0000000a" + "0008" + "00000161" + "00000162";
  }

  private static String grease() {
    return "0a0a0000";
  }
}
