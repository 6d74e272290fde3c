package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;

class CharsetReaderTest {

  /** What the text is written in, what the header says, and what is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "UTF-8        | utf-8        | naïve €       | naïve €",
        "UTF-8        | -            | naïve €       | naïve €",
        "windows-1252 | -            | naïve €       | naïve €",
        "windows-1252 | iso-8859-1   | naïve €       | naïve €",
        "windows-1252 | nonsense     | naïve €       | naïve €",
        "windows-1252 | ' '          | naïve €       | naïve €",
        "windows-1252 | utf-8        | naïve €       | naïve €",
        "UTF-16       | -            | naïve €       | naïve €",
        "UTF-16       | utf-8        | naïve €       | naïve €",
        "UTF-16LE     | utf-16       | naïve €       | naïve €",
        "UTF-16BE     | utf-16be     | naïve €       | naïve €",
        "windows-1251 | windows-1251 | привет        | привет",
        "KOI8-R       | koi8-r       | привет        | привет",
        "GB18030      | gb2312       | 中文           | 中文",
        "windows-31j  | shift_jis    | 日本語         | 日本語",
        "EUC-JP       | euc-jp       | 日本語         | 日本語",
        "ISO-2022-JP  | iso-2022-jp  | 日本語 a       | 日本語 a",
        "Big5-HKSCS   | big5         | 中文           | 中文",
        "EUC-KR       | euc-kr       | 한국어         | 한국어",
        "UTF-8        | utf-7        | plain text    | plain text",
        "UTF-8        | ibm037       | plain text    | plain text",
      })
  void headersAndMarks(String written, String header, String text, String expected) {
    byte[] bytes = text.getBytes(Charset.forName(written));

    assertEquals(expected, read(header, true, bytes, bytes.length));
    assertEquals(expected, read(header, true, bytes, 1));
    assertEquals(expected, read(header, true, bytes, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<meta charset=windows-1251>               | windows-1251 | привет",
        "<META Charset = \"koi8-r\">               | KOI8-R       | привет",
        "<meta http-equiv=content-type content='text/html; charset=big5'> | Big5-HKSCS | 中文",
        "<?xml version='1.0' encoding='windows-1251'?> | windows-1251 | привет",
        "<meta charset=utf-16>                     | UTF-8        | naïve",
        "<meta charset=ibm037>                     | UTF-8        | naïve",
        "<p>                                       | UTF-8        | naïve",
      })
  void theDocumentMayNameItsCharset(String beginning, String written, String text) {
    String document = beginning + "x".repeat(2000) + text;
    byte[] bytes = document.getBytes(Charset.forName(written));

    assertEquals(document, read(null, true, bytes, bytes.length));
    assertEquals(document, read(null, true, bytes, 1));
    assertEquals(document, read(null, true, bytes, 1000));
  }

  @Test
  void theHeaderGoesBeforeTheDocument() {
    byte[] bytes = "<meta charset=koi8-r>привет".getBytes(Charset.forName("windows-1251"));

    assertEquals("<meta charset=koi8-r>привет", read("windows-1251", true, bytes, 7));
  }

  @Test
  void asciiIsReadBeforeTheCharsetIsSettled() {
    StringBuilder text = new StringBuilder();
    CharsetReader reader = new CharsetReader(null, true, new Collector(text));

    reader.accept(ByteBuffer.wrap(Fixtures.utf8("only ascii so far é and more")));

    assertEquals("only ascii so far ", text.toString());
  }

  @Test
  void brokenUtf8LosesNothingAndCutsDoNotMatter() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[random.nextInt(3000)];
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length; i++) {
        if (random.nextInt(3) > 0) {
          bytes[i] = (byte) ('a' + random.nextInt(26));
        }
      }
      for (String label : new String[] {"utf-8", "gb18030", "shift_jis", "iso-2022-jp", "utf-16"}) {
        String whole = read(label, true, bytes, Math.max(1, bytes.length));
        assertEquals(whole, read(label, true, bytes, 1), label + " seed " + seed);
        assertEquals(whole, read(label, true, bytes, 7), label + " seed " + seed);
      }
    }
  }

  /** Bytes come from a network card's memory, or may not be written to. */
  @Test
  void whereTheBytesLieDoesNotMatter() {
    byte[] bytes =
        "Ordinary text, naïve “words” — 中文 \uD83D\uDE00. "
            .repeat(400)
            .getBytes(StandardCharsets.UTF_8);
    String expected = read("utf-8", true, bytes, bytes.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    for (ByteBuffer buffer : List.of(direct, ByteBuffer.wrap(bytes).asReadOnlyBuffer())) {
      StringBuilder text = new StringBuilder();
      CharsetReader reader = new CharsetReader("utf-8", true, new Collector(text));
      reader.accept(buffer);
      reader.finish();

      assertEquals(expected, text.toString());
      assertEquals(0, buffer.remaining());
    }
    assertEquals(new String(bytes, StandardCharsets.UTF_8), expected);
  }

  @Test
  void malformedBytesAreReadAsTheyMostLikelyAre() {
    ByteArrayOutputStream mixed = new ByteArrayOutputStream();
    mixed.writeBytes(Fixtures.utf8("é "));
    mixed.writeBytes(new byte[] {(byte) 0xE9, ' ', (byte) 0x93, 'x', (byte) 0x94, (byte) 0xE2});

    assertEquals("é é “x”â", read(null, false, mixed.toByteArray(), 1));
  }

  private static String read(@Nullable String label, boolean sniffs, byte[] bytes, int cut) {
    StringBuilder text = new StringBuilder();
    CharsetReader reader = new CharsetReader(label, sniffs, new Collector(text));
    for (int at = 0; at < bytes.length; at += cut) {
      reader.accept(ByteBuffer.wrap(bytes, at, Math.min(cut, bytes.length - at)));
    }
    reader.finish();
    return text.toString();
  }

  private record Collector(StringBuilder text) implements CharSink {
    @Override
    public void accept(char[] chars, int length) {
      text.append(chars, 0, length);
    }

    @Override
    public void finish() {}
  }
}
