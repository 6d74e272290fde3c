package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Origin;

/**
 * The readers take what stands whole in the characters at hand by shorter ways than what comes one
 * character at a time. Both ways read the same, at the same offsets.
 */
class ReadInPiecesTest {

  private static final PhraseBook NO_PHRASES = TextFixtures.book();

  private static final int TEXTS = 400;
  private static final int BITS_MAX = 40;

  private static final List<String> MARKUP =
      List.of(
          "<",
          "</",
          ">",
          "\"",
          "'",
          "=",
          "/",
          " ",
          "\n",
          "\t",
          "\f",
          "\0",
          "\u00A0",
          "é",
          "word ",
          "kill",
          "&",
          "&amp;",
          "&lt",
          "&#65;",
          "&#x41;",
          "&nbsp;",
          "&copy",
          "&#",
          "<!--",
          "-->",
          "<![CDATA[",
          "]]>",
          "<script>",
          "</script>",
          "<SCRIPT type=text/json>",
          "<style>",
          "</style>",
          "<title>",
          "</title>",
          "<title/>",
          "<p hidden>",
          "<div style='display:none'>",
          "<div style=\"color:red;Opacity : 0\">",
          "</div>",
          "<b class='a b'>",
          "<i id=x>",
          "</i>",
          " class='q'",
          " id=' x '",
          " title=\"x &amp; y\"",
          " alt=y",
          " hidden",
          " on=z",
          " onclick=\"f('a b')\"",
          " href='javascript:f(\"x y\")'",
          " src=data:text/html,<b>x</b>",
          " srcdoc='<p>x y'",
          " STYLE=' Display : None'",
          "<svg>",
          "</svg>",
          "<math>",
          "</math>",
          "<h1>",
          "</h1>",
          "<br/>",
          "<br / >",
          "<img/alt=x/>",
          "<a href=x/>",
          "<input value='x &lt;y' type=text>",
          "<input type=hidden value=x>",
          "<meta name=description content='x y'>",
          "<x-y>",
          "<é>",
          "<a:b c:d=e>",
          "</a:b>",
          "<plaintext>",
          "<textarea>",
          "</textarea>",
          "<noscript>",
          "<body>",
          "<li>",
          "<ul>",
          "</ul>",
          "<td>",
          "\uD83D\uDE00",
          "\u0130",
          "\u212A",
          ".a{display:none}",
          "#x,i.q{visibility:hidden}",
          "<p =title=x>",
          "<b title='",
          "<b title=\"",
          "<b a",
          "<averyveryveryveryverylongnameofanelement-and-more title=x>");

  private static final List<String> CODE =
      List.of(
          "\"",
          "'",
          "`",
          "${",
          "{",
          "}",
          "(",
          ")",
          "\\",
          "\\x41",
          "\\u0041",
          "\\u{41}",
          "\\101",
          "\\n",
          "//",
          "/*",
          "*/",
          "/",
          "[",
          "]",
          ":",
          ";",
          ",",
          "+",
          ".",
          "=",
          "\n",
          "\r",
          " ",
          "\"a b\"+'c'",
          "'one two'",
          "\"<b>x</b>\"",
          "String.fromCharCode(65,0x42)",
          ".concat(",
          "atob('YWJj')",
          "unescape('%41')",
          "document.write('",
          "x.innerHTML=\"",
          "content:\"x y\"",
          "url(data:text/plain,x)",
          "url('",
          ".a{display:none}",
          "@media screen{",
          "@media print{",
          "if(x)/y z'/",
          "return/a b\"/",
          "{\"a\":\"b c\"}",
          "{\"password\":\"x\"}",
          "%41",
          "%u0041",
          "data:text/html,a%20b",
          "word ",
          "kill",
          "é",
          "\uD83D\uDE00",
          "<b>",
          "&amp;",
          "\0",
          "null",
          "12");

  private enum Kind {
    HTML,
    XML,
    SCRIPT,
    STYLE,
    JSON,
    PLAIN;

    CharSink reader(TextScan scan) {
      return switch (this) {
        case HTML -> new MarkupReader(true, MarkupText.ofPage(true, scan));
        case XML -> new MarkupReader(false, MarkupText.ofPage(false, scan));
        case SCRIPT -> new CodeReader(new ScriptReader(scan, 0), scan);
        case STYLE -> new CodeReader(new StyleReader(scan, 0, null), scan);
        case JSON -> new OffsetReader(PlainReader.ofJson(scan.main(), new SecondReading(scan)), 0);
        case PLAIN -> OffsetReader.plain(scan.main(), new SecondReading(scan), 0);
      };
    }

    List<String> bits() {
      return this == HTML || this == XML ? MARKUP : CODE;
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void whatIsReadIsTheSameWhereverItIsCut(Kind kind) {
    long seed = new Random().nextLong();
    for (int i = 0; i < TEXTS; i++) {
      isTheSame(kind, seed + i);
    }
  }

  /** Scripts and style sheets are read in pages too, and pages in them. */
  @Test
  void codeInPages() {
    long seed = new Random().nextLong();
    for (int i = 0; i < TEXTS; i++) {
      Random random = new Random(seed + i);
      boolean script = random.nextBoolean();
      String page =
          (script ? "<script>" : "<style>")
              + soup(CODE, random)
              + (script ? "</script>" : "</style>")
              + soup(MARKUP, random);
      isTheSame(Kind.HTML, page, random, "seed " + (seed + i));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p title='x'>y",
        "<p title=x>y</p title=z>",
        "<a title=\"a&amp;b\" title=c title='' title>d",
        "<p/title=x/>y",
        "<p title = x >y",
        "<p title= >y",
        "<p title=x/>y",
        "<p =title=x>y",
        "<p a'b=c title=d>y",
        "<p hidden>x</p>y",
        "<p x hidden/>y</p>z",
        "<p HIDDEN=no>x</p>y",
        "<p style='display:none' style='color:red'>x</p>y",
        "<p style='color:red' style='font-size:0'>x</p>y",
        "<p style='\u00A0display\u00A0:none'>x</p>y",
        "<style>.q{display:none}</style><p class='p\u00A0q'>x</p><p class='p\u000Bq'>x</p>y",
        "<style>#r{display:none}</style><p id=' r '>x</p><p id='r s'>y</p>z",
        "<style>tr{display:none}</style><table><tr><td>x<tr/><td>y</table>z",
        "<script>x</script x>y",
        "<script>'a b<c d'</scripts>'e f</script>g",
        "<title>a</b>c</title>d",
        "<textarea>a<b>&lt;c</textarea>d",
        "<meta content='x y' name='Keywords '><meta name=x content=y>z",
        "<input value=x type=' TEXT'><input type=text type=hidden value=y>",
        "<b onclick='alert(\"a b\")'>x</b onclick='alert(\"c d\")'>y<i>z",
        "<a href='JavaScript:alert(\"a b\")'>x",
        "<a href=' javascript:alert(\"a b\")'>x",
        "<a href='javascr\u0130pt:alert(\"a b\")'>x",
        "<img src=data:text/plain,a%20b alt=c>d",
        "<iframe srcdoc='&lt;p>a b'>c</iframe>d",
        "<nothing-known title=x>y</nothing-known>z",
        "<p \u00E9=x t\u0131tle=y>z",
      })
  void aTagReadsTheSameInOnePieceAndInMany(String page) {
    for (Kind kind : List.of(Kind.HTML, Kind.XML)) {
      isTheSame(kind, page, new Random(1), page);
    }
  }

  private static void isTheSame(Kind kind, long seed) {
    Random random = new Random(seed);
    isTheSame(kind, soup(kind.bits(), random), random, "seed " + seed);
  }

  private static void isTheSame(Kind kind, String text, Random random, String message) {
    String inOne = read(kind, text, text.length(), random);
    assertEquals(inOne, read(kind, text, 1, random), message);
    assertEquals(inOne, read(kind, text, 12, random), message);
  }

  private static String soup(List<String> bits, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(BITS_MAX); i >= 0; i--) {
      text.append(bits.get(random.nextInt(bits.size())));
    }
    return text.toString();
  }

  /** All lanes, each letter with its offset. */
  private static String read(Kind kind, String text, int pieceMax, Random random) {
    TextScan scan = new TextScan(NO_PHRASES, OPAQUE_IDS, Origin.SHOWN);
    CharSink reader = kind.reader(scan);
    char[] buffer = new char[text.length()];
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(pieceMax));
      int length = text.length() <= pieceMax ? text.length() : to - from;
      text.getChars(from, from + length, buffer, 0);
      reader.accept(buffer, length);
      from += length;
    }
    reader.finish();
    StringBuilder all = new StringBuilder();
    List.of(scan.main(), scan.aside(), scan.data(), scan.again(), scan.hidden())
        .forEach(lane -> show(lane, all));
    show(scan.inPlace().lane(), all);
    return all.toString();
  }

  private static void show(TextLane lane, StringBuilder all) {
    for (long at = lane.firstPosition(); at < lane.endPosition(); at++) {
      all.append(lane.foldedAt(at));
      if (lane.foldedAt(at) > ' ') {
        all.append(lane.shownOrFoldedAt(at)).append(lane.offsetAt(at));
      }
    }
    all.append("|\n");
  }
}
