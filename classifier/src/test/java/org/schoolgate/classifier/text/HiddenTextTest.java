package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.TextFindings;

/** What a page hides, shows by its style sheets, and embeds. */
class HiddenTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "su<span style='display:none'>xyz</span>icide              ~ suicide|xyz/suxyzicide",
        "su<span style='color:red; DISPLAY : NONE !important'>x</span>icide  ~ suicide|x/suxicide",
        "su<span style=visibility:hidden>x</span>icide             ~ suicide|x/suxicide",
        "su<i style='font-size:0'>x</i>icide                       ~ suicide|x/suxicide",
        "su<i style='font-size:0.0em'>x</i>icide                   ~ suicide|x/suxicide",
        "su<i style='opacity:0'>x</i>icide                         ~ suicide|x/suxicide",
        "su<i style='font-size:0.9em;opacity:0.5'>x</i>icide       ~ suxicide",
        "su<div hidden>x<b>y</b></div>icide                        ~ suicide|xy/su xy icide",
        "su<span hidden>x<span>y</span>z</span>icide               ~ suicide|xyz/suxyzicide",
        "<style>.q,#r{display:none}</style>su<i class='p q'>x</i>ic<i id=r>y</i>ide ~"
            + " suicide|x/y/suxicyide",
        "<style>.q{display:none}.q{display:block}</style>su<i class=q>x</i>icide   ~ suxicide",
        "<style>@media print{.q{display:none}}</style>su<i class=q>x</i>icide      ~ suxicide",
        "<style>p .q{display:none}</style>su<i class=q>x</i>icide  ~ suxicide",
        "<p hidden>one<p>two                                       ~ two|one/one two",
        "<div><p hidden>one</div>two                               ~ two|one/one two",
        "<ul><li hidden>one<ul><li>two</ul><li>three</ul>four      ~ three four|one two/one two"
            + " three four",
        "<table><tr><td hidden>one<td>two</table>three             ~ two three|one/one two three",
        "<ul><li hidden>one</ul>two                                ~ two|one/one two",
        "<img hidden>one<br style='display:none'>two               ~ one two",
        "<div hidden>one</body>two                                 ~ two|one/one two",
        "<div hidden>one                                           ~ |one/one",
        "<p aria-hidden=true>one                                   ~ one",
        // style sheets
        "<style>p::before{content:'kill me'}</style>x              ~ x|kill me",
        "<style>p:after{content:'kill' ' me' attr(x);y:'no'}</style>x      ~ x|kill me",
        "<style>p:after{content:'k^69 ll^20 me'}</style>x          ~ x|kill me",
        "<style>/* content:'no' */p{font-family:'kill me'}</style>x        ~ x",
        "<style>p{background:url(data:text/plain,kill)}</style>x   ~ x|kill",
        "<style>p{background:url('data:text/plain;base64,a2lsbA==')}</style>x ~ x|kill",
        "<style>p{background:url(data:image/png;base64,a2lsbA==)}</style>x    ~ x",
        "<style>p{background:url(data:image/svg+xml,%3Csvg%3Eone%3C/svg%3E)}</style>x ~ x|one",
        // addresses that are pages
        "<iframe src='data:text/html,ki<b>ll</b>%20m%65'></iframe>x        ~ x|kill me",
        "<iframe src='data:text/html;charset=utf-8;base64,PGI+a2k8L2I+bGw='></iframe> ~ |kill",
        "<iframe srcdoc='ki&lt;b>ll&lt;/b> me'></iframe>x          ~ x|kill me",
        "<object data=' data:,kill%20me'></object>x                ~ x",
        "<object data='data:,kill%20me'></object>x                 ~ x|kill me",
        "<a href='data:text/html,<script>a(`kill me`)</script>'>x</a>      ~ x|kill me",
        "<img src='data:image/svg+xml;utf8,<svg><text>one</text></svg>'>x  ~ x|one",
        "<img src='data:image/png;base64,a2lsbCBteXNlbGY='>x       ~ x",
      })
  void whatIsHiddenNeitherCutsNorIsLost(String html, String expected) {
    assertEquals(expected, TextFixtures.folded("text/html", html.replace('^', '\\')));
  }

  @Test
  void pagesInPagesAreReadFourDeep() {
    String page = "ki<b>ll</b> me";
    for (int depth = 1; depth <= 5; depth++) {
      page = page.replace("&", "&amp;").replace("\"", "&quot;");
      page = "<iframe srcdoc=\"" + page + "\"></iframe>x";
      String inner = (depth > 4 ? "" : "kill me") + " x".repeat(depth - 1);
      String read = TextFixtures.folded("text/html", page).replace('/', ' ');
      assertEquals("x|" + inner.strip(), read, "depth " + depth);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "application/json ~ {\"a\":\"su<b>ic</b>ide\"}             ~ su b ic b ide|suicide",
        "application/json ~ {\"a\":\"k&#105;ll\",\"b\":\"one two\"} ~ k 105 ll/one two|kill",
        "application/json ~ [\"5 < 6 & 7\",\"100% of\"]            ~ 5 6 7/100 of",
        "text/plain       ~ su<b>ic</b>ide                         ~ su b ic b ide|suicide",
        "text/vtt         ~ <c.red>su</c>icide                     ~ c red su c icide|suicide",
        "application/rss+xml ~ <description>su&lt;b>icide&lt;/b></description>x  ~ su b icide b"
            + " x|suicide",
        "application/rss+xml ~ <d><![CDATA[ki<b>ll</b>]]></d><d>&lt;b>me</d>     ~ ki b ll b b"
            + " me|kill/me",
        "application/x-www-form-urlencoded ~ a=kill%2520me         ~ kill 20me|kill me",
        "application/x-www-form-urlencoded ~ a=<b>ki</b>ll&b=x     ~ b ki b ll/x|kill",
      })
  void whatIsMarkupOrEscapedOnceMoreIsReadOnceMore(String type, String body, String expected) {
    assertEquals(expected, TextFixtures.folded(type, body));
  }

  @Test
  void whatIsReadTwiceCountsOnce() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 60, "kill myself"));
    for (String body :
        new String[] {
          "[\"kill myself <b>now</b>\"]", "[\"<b>kill</b> myself\"]", "[\"kill myself\"]"
        }) {
      var found = TextFixtures.scan(book, "application/json", Fixtures.utf8(body));
      assertEquals(60, found.weights().get(Fixtures.category("suicide")), body);
      assertEquals(1, found.matches().size(), body);
    }
  }

  @Test
  void whatIsHiddenMakesATextWorseAndNeverBetter() {
    Category suicide = Fixtures.category("suicide");
    PhraseBook book =
        TextFixtures.book(
            TextFixtures.phrase("suicide", 100, "kill myself"),
            TextFixtures.phrase("suicide", -80, "theatre"));
    String bad = "<p>kill myself</p>";
    String good = "<p>theatre</p>";
    String hiddenBad = "<p hidden>kill myself</p>";
    String hiddenGood = "<p hidden>theatre</p>";

    assertEquals(20, weight(book, suicide, bad + good));
    assertEquals(100, weight(book, suicide, bad + hiddenGood));
    assertEquals(100, weight(book, suicide, hiddenBad));
    assertEquals(20, weight(book, suicide, hiddenBad + hiddenGood));
    assertEquals(20, weight(book, suicide, good + hiddenBad));
    assertEquals(150, weight(book, suicide, bad + hiddenBad));
  }

  private static int weight(PhraseBook book, Category category, String page) {
    return TextFixtures.scan(book, "text/html", Fixtures.utf8(page))
        .weights()
        .getOrDefault(category, 0);
  }

  /** A word or a phrase that goes across the edge of what is hidden, each in its own way shown. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<style>.q{display:none}b.q{display:inline}</style>ki<b class=q>ll my</b>self",
        "<style>b.q{display:inline}.q{display:none}</style>ki<b class=q>ll my</b>self",
        "<style>.q{display:none}</style>ki<b class=q style='display:inline'>ll my</b>self",
        "<style>b{display:inline}</style>ki<b hidden>ll my</b>self",
        "<b hidden>kill</b> myself",
        "kill <div hidden>myself</div>",
        "<p hidden>kill</p><b>myself</b>",
        "kill m<i hidden>y</i>s<i hidden>e</i>lf",
        "<i hidden>k</i><i hidden>i</i>ll<i hidden> mys</i>elf",
        "k&#105;ll&nbsp;<i hidden>my</i>s\u00ADelf",
        "k1ll <i hidden>my</i>self",
        "ki<i style=display:none>ll my</i>self",
      })
  void whatMayBeShownAllTheSameIsReadWhereItStands(String html) {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));
    for (String around : new String[] {"", " word", "x<p hidden>y<p>z"}) {
      String page = around.repeat(50) + " " + html + " " + around.repeat(500);
      var found = TextFixtures.scan(book, "text/html", Fixtures.utf8(page));

      assertEquals(100, found.weights().get(Fixtures.category("suicide")), page);
      assertEquals(1, found.matches().size(), page);
    }
  }

  @Test
  void whatIsReadWhereItStandsCountsOnlyAcrossAnEdge() {
    Category suicide = Fixtures.category("suicide");
    PhraseBook book =
        TextFixtures.book(
            TextFixtures.phrase("suicide", 40, "kill myself"),
            TextFixtures.phrase("suicide", -20, "in a play"));

    assertEquals(40, weight(book, suicide, "kill myself <i hidden>x</i> kill"));
    assertEquals(40, weight(book, suicide, "x <i hidden>kill myself</i> myself"));
    assertEquals(40, weight(book, suicide, "kill myself<i hidden>kill</i>"));
    assertEquals(40, weight(book, suicide, "kill myself in <i hidden>a play</i>"));
    assertEquals(0, weight(book, suicide, "kill " + "x".repeat(300) + "<i hidden>myself</i>"));
  }

  /** The parts of a combination on both sides of an edge of what may be shown all the same. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "sell weed                                             ~ 60",
        "sell <i hidden>weed</i>                               ~ 60",
        "<i hidden>sell</i> weed                               ~ 60",
        "<i hidden>sell all weed</i>                           ~ 60",
        "sell <i hidden>all</i> weed                           ~ 60",
        "sell <i hidden>a b c d e f g h</i> some weed          ~ 60",
        "<style>i{display:none}.y i{display:inline}</style><b class=y>sell <i>weed</i></b> ~ 60",
        "sell some <i hidden>x</i> of <i hidden>weed</i>       ~ 60",
        "sell. <p hidden>weed</p>                              ~ 60",
        "weed <i hidden>x</i> garden                           ~ 0",
        "sell one two three four five six seven <i hidden>weed</i> ~ 0",
        "grow <i hidden>x</i> and sell                         ~ 0",
        "sell <i hidden>weed</i> in a play                     ~ 40",
        "sell weed in a <i hidden>play</i>                     ~ 60",
      })
  void partsStandOnBothSidesOfAnEdge(String html, int expected) {
    PhraseBook book =
        TextFixtures.book(
            TextFixtures.line("drugs", "60 sell >3 weed|pills"),
            TextFixtures.line("drugs", "-20 in a >2 play"));
    assertEquals(expected, weight(book, Fixtures.category("drugs"), html));
  }

  /** Whenever somebody asks: a hidden one in front must not stand for the one that is shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "sell weed                                                      ~ 60",
        "sell weed <p>garden</p>                                        ~ 40",
        "sell weed <p hidden>garden</p>                                 ~ 60",
        "<p hidden>sell weed</p>                                        ~ 60",
        "<p hidden>sell weed garden</p>                                 ~ 40",
        "<p hidden>sell weed. sell weed</p>                             ~ 60",
        "<p hidden>sell weed garden</p><p>sell weed</p>                 ~ 60",
        "sell <i hidden>weed garden</i><p>sell weed</p>                 ~ 60",
        "<p hidden>sell weed in a play, garden</p><p>sell weed</p>      ~ 60",
      })
  void aCombinationThatIsHiddenMakesATextWorseAndNeverBetter(String html, int expected) {
    PhraseBook book =
        TextFixtures.book(
            TextFixtures.line("drugs", "60 sell >3 weed|pills"),
            TextFixtures.line("drugs", "-20 garden"));
    Category drugs = Fixtures.category("drugs");
    assertEquals(expected, weight(book, drugs, html));
    try (BodyScan stream = TextFixtures.open(book, BodyFormat.of("text/html", null))) {
      for (byte each : Fixtures.utf8(html)) {
        stream.accept(ByteBuffer.wrap(new byte[] {each}));
        assertEquals(stream.foundCount(), stream.foundCount());
      }
      stream.finish();
      assertEquals(expected, stream.findings().weights().get(drugs), "asked after each letter");
    }
  }

  @Test
  void manyEdgesAreReadAndWhereTheyAreCutChangesNothing() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));
    byte[] body =
        Fixtures.utf8(
            "k<i hidden>i</i>ll myself."
                + "<i hidden>a</i>b".repeat(3000)
                + " kill <i hidden>myself");
    TextFindings whole = TextFixtures.scan(book, "text/html", body);
    assertEquals(2, whole.matches().size());
    for (int piece : new int[] {1, 100, 9000}) {
      try (BodyScan stream = TextFixtures.open(book, BodyFormat.of("text/html", null))) {
        for (int at = 0; at < body.length; at += piece) {
          stream.accept(ByteBuffer.wrap(body, at, Math.min(piece, body.length - at)));
          stream.foundCount();
        }
        stream.finish();
        assertEquals(whole, stream.findings(), "pieces of " + piece);
      }
    }
  }
}
