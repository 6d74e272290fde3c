package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * Bodies that were made to hurt, in every layout: nothing is ever thrown, and where a body is cut
 * into pieces changes nothing in what is found. {@code -Dschoolgate.long=true} plays a hundred
 * times as many.
 */
class HostileBodyTest {

  private static final int CASES = Boolean.getBoolean("schoolgate.long") ? 60_000 : 300;
  private static final int BODY_BYTES_MAX = 6_000;

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("suicide", 100, "kill myself"),
          TextFixtures.phrase("suicide", -20, "garden*"),
          TextFixtures.phrase("drugs", 40, "weed"));

  /** What each of the readers changes its mind at. */
  private static final String[] PIECES = {
    "kill myself",
    "ki",
    "ll my",
    "self",
    "weed",
    "garden",
    " ",
    "\n",
    "\r\n",
    "\0",
    "\u0001",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "--!>",
    "<![CDATA[",
    "]]>",
    "<!",
    "<?",
    "&",
    "&#",
    "&#x6b;",
    "&amp;",
    "&lt;b>",
    ";",
    "<b>",
    "</b>",
    "<p>",
    "<p hidden>",
    "<i style='display:none'>",
    "</i>",
    "<title>",
    "</title>",
    "<script>",
    "</script>",
    "<style>",
    "</style>",
    "<svg>",
    "</svg>",
    "<script type=application/json>",
    "<a href='data:text/html,",
    "<iframe srcdoc=\"",
    "<plaintext>",
    "onclick=\"",
    "javascript:",
    "data:text/plain;base64,a2lsbCBteXNlbGY=",
    "url(data:text/html,",
    ".q{display:none}",
    "class=q",
    "content:'",
    "@media{",
    "'",
    "\"",
    "`",
    "${",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    ":",
    "=",
    "+",
    "/",
    "//",
    "/*",
    "*/",
    "\\",
    "\\u006b",
    "\\x6b",
    "\\u{6b}",
    "\\153",
    "\\\n",
    "String.fromCharCode(",
    "107,",
    "atob(",
    "unescape('",
    "%",
    "%6b",
    "%u006b",
    "%25",
    "+",
    "a=",
    "&b=",
    "--xy",
    "--xy--",
    "Content-Disposition: form-data; name=\"a\"\r\n\r\n",
    "password",
    "\u200B",
    "\u00AD",
    "\u202E",
    "\u202C",
    "ż",
    "漢",
    "ｋ",
    "𝐤",
    "\uFEFF",
    "\uD835",
    "return /",
  };

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whereAHostileBodyIsCutChangesNothing(boolean coded) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < CASES; round++) {
      String type = FuzzedBody.TYPES.get(random.nextInt(FuzzedBody.TYPES.size()));
      BodyFormat format = BodyFormat.of(type, coded ? "gzip" : null);
      byte[] plain = body(random);
      byte[] body = coded ? Fixtures.gzip(plain) : plain;
      Origin origin = random.nextInt(4) == 0 ? Origin.TYPED : Origin.SHOWN;
      TextFindings whole = scan(format, origin, body, body.length + 1, random);
      int pieceMax = 1 << random.nextInt(10);
      TextFindings pieces = scan(format, origin, body, pieceMax, random);
      assertEquals(
          whole, pieces, () -> "seed " + seed + ", " + type + ", " + origin + ": " + shown(plain));
    }
  }

  private static String shown(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).replace("\n", "\\n").replace("\r", "\\r");
  }

  private static byte[] body(Random random) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int pieces = 1 << random.nextInt(9);
    for (int i = 0; i < pieces && body.size() < BODY_BYTES_MAX; i++) {
      switch (random.nextInt(20)) {
        case 0 -> body.write(random.nextInt(256));
        case 1 -> repeat(body, PIECES[random.nextInt(PIECES.length)], random.nextInt(200));
        default -> body.writeBytes(Fixtures.utf8(PIECES[random.nextInt(PIECES.length)]));
      }
    }
    byte[] bytes = body.toByteArray();
    return random.nextInt(8) == 0 ? widened(bytes) : bytes;
  }

  private static void repeat(ByteArrayOutputStream body, String piece, int times) {
    for (int i = 0; i < times && body.size() < BODY_BYTES_MAX; i++) {
      body.writeBytes(Fixtures.utf8(piece));
    }
  }

  private static byte[] widened(byte[] bytes) {
    byte[] wide = new byte[bytes.length * 2];
    for (int i = 0; i < bytes.length; i++) {
      wide[2 * i] = bytes[i];
    }
    return wide;
  }

  private static TextFindings scan(
      BodyFormat format, Origin origin, byte[] body, int pieceMax, Random random) {
    try (BodyScan stream = BodyScan.open(format, new TextScan(BOOK, OPAQUE_IDS, origin))) {
      int at = 0;
      while (at < body.length) {
        int length = Math.min(body.length - at, 1 + random.nextInt(pieceMax));
        stream.accept(ByteBuffer.wrap(body, at, length));
        at += length;
      }
      stream.finish();
      assertFalse(stream.undecodable());
      return stream.findings();
    }
  }

  /** What never ends, nests without end or matches everywhere is read in bounded memory. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "x", "\0", "\"", "\\", "{", "[", "<p>", "<p hidden>", "<i style=display:none>", "&#1", "&",
            "%6",
        "%6b", "<svg>", "<b ", "kill myself ", "`${", "\"+\"", "'a' + ", "/*", "(", "{\"a\":",
            "url(", "w.e.e.d ",
        "<a href=data:text/html,", "\\u{6", "data:", "<!--", "&lt;b>", "<![CDATA[", "--xy\r\n",
            "a=1&",
      })
  void whatNeverEndsIsBounded(String piece) {
    byte[] chunk = Fixtures.utf8(piece.repeat(1 + 4096 / piece.length()));
    for (String type : FuzzedBody.TYPES) {
      try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of(type, null))) {
        for (int i = 0; i < 6; i++) {
          stream.accept(ByteBuffer.wrap(chunk));
        }
        stream.finish();
        assertFalse(stream.undecodable(), type);
        assertEquals(
            0, stream.findings().matches().stream().filter(m -> m.offset() < 0).count(), type);
      }
    }
  }

  @Test
  void aBodyOfEveryByteIsReadAsText() {
    byte[] every = new byte[256];
    for (int i = 0; i < every.length; i++) {
      every[i] = (byte) i;
    }
    for (String type : FuzzedBody.TYPES) {
      TextFindings found = TextFixtures.scan(BOOK, BodyFormat.of(type, null), every);
      assertEquals(List.of(), found.matches(), type);
    }
  }
}
