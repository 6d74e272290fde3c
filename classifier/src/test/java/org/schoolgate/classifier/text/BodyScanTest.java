package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.TextFindings;

class BodyScanTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("suicide", 100, "kill myself"),
          TextFixtures.phrase("drugs", 40, "weed"),
          TextFixtures.phrase("drugs", -10, "garden*"));

  private static final String HTML =
      "<!DOCTYPE html><html><head><title>My garden</title><meta name=description content='I"
          + " k&#105;ll myself'></head><body><p>Ki<b>ll</b> my\u00ADself &amp; caf\u00e9<!-- weed"
          + " --><script>weed</script><img alt=\"gardening\"> we<i>ed</i></p></body></html>";

  static Stream<Arguments> codings() throws IOException {
    byte[] html = Fixtures.utf8(HTML);
    return Stream.of(
        Arguments.of("identity", html),
        Arguments.of("gzip", Fixtures.gzip(html)),
        Arguments.of("gzip", gzipWithEveryField(html)),
        Arguments.of("gzip", twoMembers(html)),
        Arguments.of("deflate", deflate(html, false)),
        Arguments.of("deflate", deflate(html, true)),
        Arguments.of("br", brotli(html)));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void everyWayToCutABodyGivesTheSameFindings(String coding, byte[] body) {
    BodyFormat format = BodyFormat.of("text/html", coding);
    TextFindings whole = TextFixtures.scan(BOOK, format, body);

    assertEquals(
        List.of("garden*", "kill myself", "kill myself", "garden*", "weed"),
        TextFixtures.phrases(whole));
    for (int cut = 0; cut <= body.length; cut++) {
      assertEquals(whole, scanCut(BOOK, format, body, cut), coding + " cut at " + cut);
    }
    assertEquals(whole, scanBytewise(format, body));
  }

  @ParameterizedTest
  @MethodSource("codings")
  void aTruncatedBodyIsReadAsFarAsItGoes(String coding, byte[] body) {
    BodyFormat format = BodyFormat.of("text/html", coding);
    for (int length = 0; length < body.length; length++) {
      try (BodyScan stream = TextFixtures.open(BOOK, format)) {
        stream.accept(ByteBuffer.wrap(body, 0, length));
        stream.finish();
        assertFalse(stream.undecodable(), coding + " cut at " + length);
        assertTrue(stream.findings().matches().size() <= 5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("codings")
  void damagedBodiesNeverThrow(String coding, byte[] body) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (String type : List.of("text/html", "application/json", "text/plain; charset=utf-16")) {
      BodyFormat format = BodyFormat.of(type, coding);
      for (int round = 0; round < 100; round++) {
        byte[] damaged = body.clone();
        for (int i = 0; i < 1 + round / 10; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }
        TextFindings found = TextFixtures.scan(BOOK, format, damaged);
        assertTrue(found.matches().size() <= PageTally.MATCHES_MAX, "seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "compress", "gzip, gzip"})
  void rubbishIsUndecodable(String coding) {
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/html", coding))) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8("this is no compressed data: kill myself")));
      stream.accept(ByteBuffer.wrap(Fixtures.utf8("nor is this")));
      stream.finish();

      assertTrue(stream.undecodable());
      assertTrue(stream.findings().isEmpty());
    }
  }

  @Test
  void anEmptyBodyIsNoFault() {
    for (String coding : List.of("identity", "gzip", "deflate", "br", "zstd")) {
      try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/html", coding))) {
        stream.accept(ByteBuffer.allocate(0));
        stream.finish();
        assertFalse(stream.undecodable(), coding);
      }
    }
  }

  @Test
  void bytesAfterTheEndAreBytesThatNobodyRead() throws IOException {
    byte[] html = Fixtures.utf8(HTML);
    for (String coding : List.of("gzip", "deflate", "br")) {
      byte[] body =
          switch (coding) {
            case "gzip" -> Fixtures.gzip(html);
            case "deflate" -> deflate(html, false);
            default -> brotli(html);
          };
      BodyFormat format = BodyFormat.of("text/html", coding);
      try (BodyScan stream = TextFixtures.open(BOOK, format)) {
        stream.accept(ByteBuffer.wrap(body));
        stream.accept(ByteBuffer.wrap(Fixtures.utf8("12345678 more")));
        stream.finish();
        assertTrue(stream.undecodable(), coding);
        assertEquals(5, stream.findings().matches().size(), coding);
      }
    }
  }

  @Test
  void whatFollowsAPictureIsReadByNobodyHoweverItIsCut() throws IOException {
    byte[] picture = Fixtures.gzip(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1});
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(picture);
    body.write(Fixtures.utf8("rubbish"));
    for (int first : new int[] {picture.length, picture.length + 3, body.size()}) {
      try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("", "gzip"))) {
        stream.accept(ByteBuffer.wrap(body.toByteArray(), 0, first));
        stream.accept(ByteBuffer.wrap(body.toByteArray(), first, body.size() - first));
        stream.finish();
        assertFalse(stream.undecodable(), "cut at " + first);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br"})
  void bombsAreStopped(String coding) throws IOException {
    byte[] zeros = new byte[40 << 20];
    byte[] bomb = coding.equals("gzip") ? Fixtures.gzip(zeros) : brotli(zeros);
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/plain", coding))) {
      stream.accept(ByteBuffer.wrap(bomb));
      stream.finish();

      assertTrue(stream.undecodable());
    }
  }

  @Test
  void aLongHonestPageIsNoBomb() {
    byte[] page = Fixtures.utf8("<p>one of many lines of a long table</p>\n".repeat(30_000));
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/html", "gzip"))) {
      stream.accept(ByteBuffer.wrap(Fixtures.gzip(page)));
      stream.finish();

      assertFalse(stream.undecodable());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
  void asciiOfWideTextThatDoesNotSaySoIsRead(String charset) {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));
    for (String type : List.of("text/html", "text/plain", "text/html; charset=utf-8")) {
      byte[] body = "<p>I kill myself".getBytes(Charset.forName(charset));
      for (int cut = 0; cut <= body.length; cut++) {
        assertEquals(1, scanCut(book, BodyFormat.of(type, null), body, cut).matches().size());
      }
    }
  }

  /** What begins like something else is read to its end as what a browser takes it for. */
  @ParameterizedTest
  @ValueSource(strings = {"x\0y ", "\0x\0y\0 ", "<\0p\0>\0"})
  void zerosAtTheBeginningDoNotSwitchTheCharset(String beginning) {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "чтобы умереть"));
    byte[] body = Fixtures.utf8(beginning + " чтобы умереть");
    for (String type : List.of("text/html", "text/plain", "text/html; charset=utf-8")) {
      assertEquals(1, TextFixtures.scan(book, type, body).matches().size(), type);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7 kill myself", "%!PS-Adobe-3.0 kill myself", "a\0 kill myself"})
  void whatProvesBinaryIsReadNoFurther(String body) {
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of(null, null))) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8(body)));
      assertFalse(stream.readsOn());
      stream.finish();
      assertTrue(stream.findings().isEmpty());
    }
  }

  @Test
  void whatHasNoTypeIsReadAsWhatItBeginsLike() {
    assertEquals(
        List.of("kill myself", "weed"),
        TextFixtures.phrases(
            TextFixtures.scan(
                BOOK,
                BodyFormat.of("x/y", null).undeclared(),
                Fixtures.utf8(" \n[\"k\\u0069ll myself\",\"weed\"]"))));
    assertEquals(
        List.of("kill myself"),
        TextFixtures.phrases(
            TextFixtures.scan(
                BOOK, BodyFormat.of("", null), Fixtures.utf8("  k<b>ill</b> myself"))));
  }

  @Test
  void aBodyWithoutATypeIsReadUnlessItIsBinary() {
    byte[] text = Fixtures.utf8("<p>kill myself");
    byte[] binary = Arrays.copyOf(new byte[] {'G', 'I', 'F', 1}, 100);

    assertEquals(1, TextFixtures.scan(BOOK, BodyFormat.of(null, null), text).matches().size());
    System.arraycopy(text, 0, binary, 20, text.length);
    assertTrue(TextFixtures.scan(BOOK, BodyFormat.of(null, null), binary).isEmpty());
    assertTrue(TextFixtures.scan(BOOK, BodyFormat.of("image/gif", null), text).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html>",
        "<!DOCTYPE HTML>",
        "<html>",
        "<head>",
        "<script></script>",
        "<body>",
        "<div>",
        "<p>",
        "<!-- x -->",
        "<table>",
        "<iframe></iframe>",
        "<title>x</title>",
        "<b >",
        "<h1>",
        "<a>",
        "<br>",
        "<?xml version='1.0'?>",
        "\r\n\t\f <HTML>",
        "\uFEFF<html>",
        "\uFEFFsome words ",
      })
  void noByteMakesBinaryWhatBrowsersShow(String start) {
    byte[] page = Fixtures.utf8(start + "\1\0" + "<p>kill myself</p>");
    BodyFormat format = BodyFormat.of(null, null);

    assertEquals(
        List.of("kill myself"), TextFixtures.phrases(TextFixtures.scan(BOOK, format, page)));
    assertEquals(List.of("kill myself"), TextFixtures.phrases(scanBytewise(format, page)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\1<html>", "GIF <html>\1", "<\1", "<<html>\1", "\u00EF\u00BB\1<p>"})
  void whatBrowsersDoNotShowIsBinary(String start) {
    byte[] body = (start + "<p>kill myself</p>").getBytes(StandardCharsets.ISO_8859_1);
    BodyFormat format = BodyFormat.of(null, null);

    assertTrue(TextFixtures.scan(BOOK, format, body).isEmpty());
    assertTrue(scanBytewise(format, body).isEmpty());
  }

  @Test
  void wideTextWithAMarkOfItsOrderIsNotBinary() {
    for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      byte[] body = "\uFEFFI kill myself.".getBytes(wide);
      BodyFormat format = BodyFormat.of(null, null);

      assertEquals(
          List.of("kill myself"), TextFixtures.phrases(TextFixtures.scan(BOOK, format, body)));
      assertEquals(List.of("kill myself"), TextFixtures.phrases(scanBytewise(format, body)));
    }
  }

  @Test
  void findingsGrowAsTheBodyComes() {
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/html", null))) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8("<p>kill my")));
      assertTrue(stream.findings().isEmpty());
      stream.accept(ByteBuffer.wrap(Fixtures.utf8("self. And then")));
      assertEquals(1, stream.findings().matches().size());
      assertEquals("kill myself. And then", stream.findings().matches().get(0).excerpt());
      stream.accept(ByteBuffer.wrap(Fixtures.utf8(" weed")));
      stream.finish();
      stream.finish();
      assertEquals(2, stream.findings().matches().size());
    }
  }

  @Test
  void whatWasFoundStaysReadableAfterTheEnd() throws IOException {
    byte[] page = brotli(Fixtures.utf8(HTML));
    BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/html", "br"));
    stream.accept(ByteBuffer.wrap(page));
    stream.finish();
    stream.close();
    stream.close();
    stream.accept(ByteBuffer.wrap(page));

    assertEquals(5, stream.findings().matches().size());
    assertFalse(stream.undecodable());
  }

  @Test
  void giganticLinesAndNulsAreOnlyText() {
    byte[] body = new byte[3_000_000];
    Arrays.fill(body, (byte) 'x');
    body[1_000_000] = 0;
    System.arraycopy(Fixtures.utf8(" kill my\0self "), 0, body, 2_000_000, 14);
    for (String type :
        List.of(
            "text/plain",
            "text/html",
            "application/json",
            "text/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=y")) {
      assertEquals(1, TextFixtures.scan(BOOK, type, body).matches().size(), type);
    }
  }

  private static TextFindings scanCut(PhraseBook book, BodyFormat format, byte[] body, int cut) {
    try (BodyScan stream = TextFixtures.open(book, format)) {
      stream.accept(ByteBuffer.wrap(body, 0, cut));
      TextFindings soFar = stream.findings();
      stream.accept(ByteBuffer.wrap(body, cut, body.length - cut).asReadOnlyBuffer());
      stream.finish();
      TextFindings all = stream.findings();
      assertTrue(all.matches().size() >= soFar.matches().size());
      assertFalse(stream.undecodable());
      return all;
    }
  }

  private static TextFindings scanBytewise(BodyFormat format, byte[] body) {
    try (BodyScan stream = TextFixtures.open(BOOK, format)) {
      ByteBuffer one = ByteBuffer.allocateDirect(1);
      for (byte b : body) {
        one.clear();
        one.put(b).flip();
        stream.accept(one);
        assertFalse(one.hasRemaining());
        stream.findings();
      }
      stream.finish();
      return stream.findings();
    }
  }

  private static byte[] deflate(byte[] plain, boolean bare) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, bare);
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      out.write(plain);
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  /** A gzip member with extra field, name, comment and header check sum. */
  private static byte[] gzipWithEveryField(byte[] plain) {
    byte[] simple = Fixtures.gzip(plain);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(simple, 0, 3);
    bytes.write(2 | 4 | 8 | 16);
    bytes.write(simple, 4, 6);
    bytes.writeBytes(new byte[] {3, 0, 'a', 'b', 'c', 'n', 0, 'c', 'o', 0, 1, 2});
    bytes.write(simple, 10, simple.length - 10);
    return bytes.toByteArray();
  }

  private static byte[] twoMembers(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(Fixtures.gzip(Arrays.copyOf(plain, 150)));
    bytes.writeBytes(Fixtures.gzip(Arrays.copyOfRange(plain, 150, plain.length)));
    bytes.writeBytes(new byte[20]);
    return bytes.toByteArray();
  }

  private static byte[] brotli(byte[] plain) throws IOException {
    assertTrue(BrotliDecoder.isAvailable());
    return Encoder.compress(plain);
  }
}
