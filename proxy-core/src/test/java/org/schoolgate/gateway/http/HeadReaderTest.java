package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HeadReaderTest {

  private static final String HEAD =
      "GET http://a/ HTTP/1.1\r\nHost:a\r\nX-One: \t two words \t\r\nX-Empty:\r\n\r\n";

  private final HeadReader reader = new HeadReader(HeadReader.Kind.REQUEST, 8_192, 16_384, 64);

  @Test
  void readsTheSameHoweverItIsCutAndLeavesWhatFollows() throws Exception {
    ByteBuf whole = bytes(HEAD + "body");
    for (int cut = 0; cut < HEAD.length(); cut++) {
      reader.reset();
      assertFalse(reader.begun());
      assertFalse(reader.read(whole.slice(0, cut)));
      assertEquals(cut > 0, reader.begun());
      ByteBuf rest = whole.slice(cut, whole.readableBytes() - cut);
      assertTrue(reader.read(rest));
      assertEquals("body", rest.toString(StandardCharsets.US_ASCII));
      assertEquals(
          "GET http://a/ HTTP/1.1", reader.text(reader.startLineStart(), reader.startLineEnd()));
      assertEquals(3, reader.count());
      assertEquals("a", reader.firstValue(FieldName.HOST));
      assertEquals("two words", reader.value(1));
      assertEquals("", reader.value(2));
      assertNull(reader.firstValue(FieldName.RANGE));
    }
  }

  @Test
  void emptyLineBeforeIsOverlookedAndIsNoBeginning() throws Exception {
    assertFalse(reader.read(bytes("\r\n")));
    assertFalse(reader.begun());
    assertTrue(reader.read(bytes(HEAD)));
  }

  @Test
  void limitsHoldExactly() throws Exception {
    HeadReader small = new HeadReader(HeadReader.Kind.REQUEST, 22, 44, 3);
    assertTrue(small.read(bytes(HEAD.replace("\t two words \t", "two words"))));
    small.reset();
    MalformedMessage line =
        assertThrows(
            MalformedMessage.class, () -> small.read(bytes("GET http://ab/ HTTP/1.1\r\n")));
    assertEquals(414, line.status());
    small.reset();
    MalformedMessage lines =
        assertThrows(
            MalformedMessage.class,
            () -> small.read(bytes("GET http://a/ HTTP/1.1\r\na:\r\nb:\r\nc:\r\nd:\r\n\r\n")));
    assertEquals(431, lines.status());
    small.reset();
    MalformedMessage header =
        assertThrows(
            MalformedMessage.class,
            () -> small.read(bytes("GET http://a/ HTTP/1.1\r\na: " + "b".repeat(50))));
    assertEquals(431, header.status());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-Purpose: prefetch                             | true",
        "Sec-Purpose: prefetch;prerender                   | true",
        "sec-purpose: prefetch;anonymous-client-ip         | true",
        "Purpose: prefetch                                 | true",
        "X-Moz: prefetch                                   | true",
        "X-Purpose: preview                                | true",
        "Sec-Purpose: prefetching                          | false",
        "Sec-Purpose: something                            | false",
        "X-Other: prefetch                                 | false",
      })
  void whatABrowserFetchesAheadIsKnown(String field, boolean ahead) throws Exception {
    reader.read(bytes("GET http://a/ HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n"));
    RequestHead head = new RequestHead(reader);
    head.check();
    assertEquals(ahead, Navigation.isAhead(head));
  }

  @Test
  void listsAndWordsAreFoundWhateverTheirCase() throws Exception {
    reader.read(bytes("GET http://a/ HTTP/1.1\r\nConnection: x , KEEP-alive,\tClose\r\n\r\n"));
    assertTrue(reader.valueLists(0, Hops.CLOSE));
    assertTrue(reader.valueLists(0, Hops.KEEP_ALIVE));
    assertFalse(reader.valueIs(0, Hops.CLOSE));
    assertFalse(reader.valueLists(0, "keep".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void anyBytesAreReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "\r\n\r\n: \tabGET/1.\u0000\u00ff,;";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text =
          new StringBuilder(random.nextBoolean() ? "GET http://a/ HTTP/1.1\r\n" : "");
      for (int n = random.nextInt(40); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      reader.reset();
      try {
        boolean whole = reader.read(bytes(text.toString()));
        assertTrue(!whole || text.indexOf("\r\n\r\n") >= 0, () -> "seed " + seed);
      } catch (MalformedMessage refused) {
        assertTrue(refused.status() >= 400, () -> "seed " + seed);
      } catch (RuntimeException broken) {
        throw new AssertionError("seed " + seed, broken);
      }
    }
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }
}
