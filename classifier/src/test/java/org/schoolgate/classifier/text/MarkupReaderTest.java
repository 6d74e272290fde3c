package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Match;

class MarkupReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "<p>Hello <b>world</b></p>                                   ~ hello world",
        "ki<b></b>ll                                                 ~ kill",
        "ki<wbr>ll, ki<SPAN class='x'>ll</SPAN>                      ~ kill kill",
        "ki<!-- x -->ll                                              ~ kill",
        "ki<unknown>ll                                               ~ kill",
        "xan\0ax we\1<b>e\2</b>d &#1;o&#x7f;n                          ~ xanax weed on",
        "one<br>two<p>three<td>four<my-tag>five                      ~ one two three four five",
        "one<img src=x>two                                           ~ one two",
        "a<script>if (a<b) kill('</b>')</script>b                    ~ a b",
        "a<SCRIPT type=x>kill</Script >b                             ~ a b",
        "a<style>p{color:red}</style>b                               ~ a b",
        "a<script>x</scriptx>kill</script>b                          ~ a b",
        "a<script type=application/json>{'k':[\"one\",\"two\"]}</script>b  ~ a b|k/one/two",
        "<script type='application/LD+json'>[\"o<b>ne\"</script>b        ~ b|o b ne/one",
        "<script type=importmap>[\"one\"]</script>b                      ~ b",
        "<style type=text/json>[\"one\"]</style>b                        ~ b",
        "<script type=text/json>[\"one                                  ~ |one",
        "<script type=text/json></script><script>[\"one\"]</script>b     ~ b",
        "<title>The title</title>text                                ~ text|the title",
        "<title>a<b>c</title>text                                    ~ text|a b c",
        "one <img alt='kill me'> two                                 ~ one two|kill me",
        "<a title=word href=kill>x</a>                               ~ x|word",
        "<img ALT=\"a>b\" title=c>d                                  ~ d|a b/c",
        "<meta name=description content=`hello`>x                    ~ x|hello",
        "<meta content='one two' name=KEYWORDS>x                     ~ x|one two",
        "<meta name=viewport content='width'>x                       ~ x",
        "<meta property=og:title content='one'>x                     ~ x|one",
        "<input placeholder='say it' value=yes>                      ~ |say it/yes",
        "<input type=submit value='kill &quot;me'><input type=text value=two> ~ |kill me/two",
        "<input value=one type=none><input type=HIDDEN value=two>    ~ |one",
        "<input type=password value=one><button value=two>three      ~ three",
        "<input type=checkbox value=one><option value=two><li value=3> ~ ``",
        "<p title=>x                                                 ~ x",
        "p&#111;rn p&#x6F;rn p&#X6f;rn                                ~ porn porn porn",
        "caf&eacute; caf&eacutes AT&T &unknown; &                    ~ cafe cafes at t unknown",
        "ki&shy;ll ki&ZeroWidthSpace;ll ki&zwj;ll ki&shyll           ~ kill kill kill kill",
        "a&nbsp;b&mdash;c&amp;d&lt;e                                 ~ a b c d e",
        "&#0; &#x110000; &#99999999999; &#; &#x; x                   ~ x x",
        "&#147;x&#148;                                               ~ x",
        "a<!-->b                                                     ~ ab",
        "a<!--->b                                                    ~ ab",
        "a<!--x--!>b                                                 ~ ab",
        "a<!--x-- >y-->b                                             ~ ab",
        "a<!doctype html>b<!>c<?xml x?>d                             ~ abcd",
        "a < b <3 c</ d>e                                            ~ a b 3 ce",
        "a<é>b                                                       ~ a e b",
        "a<!---->b<!----->c                                          ~ abc",
        "<a href='>'>x</a href=\">\">y                               ~ xy",
        "<p a='x'b=\"y\"c=z/>w                                       ~ w",
        "<p/title=x>w                                                ~ w|x",
        "<p =title=x>w                                               ~ w",
        "<textarea><b>x</textarea>y                                  ~ b x y",
        "<noscript><p>x</noscript>y                                  ~ p x y",
        "<noscript><!--</noscript>y                                  ~ y",
        "<iframe><!--</iframe>y                                      ~ y",
        "<xmp><b>x</xmp>y<plaintext>a</plaintext>                    ~ b x y a plaintext",
        "<svg><style/>x</svg>y                                       ~ x y",
        "<svg><style><p>x</style></svg>                              ~ x",
        "<svg><![CDATA[x <b> y]]></svg>z                             ~ x b y z",
        "a<![CDAT>b                                                  ~ ab",
        "x<                                                          ~ x",
        "x<p                                                         ~ x",
        "x<!--                                                       ~ x",
        "x&am                                                        ~ x am",
        "x&amp                                                       ~ x",
        "<select><option>one<option>two</select>                     ~ one two",
        "<ruby>ki<rt>x</rt></ruby>                                   ~ ki x",
      })
  void htmlIsReadAsBrowsersShowIt(String html, String expected) {
    assertEquals(expected, TextFixtures.folded("text/html", html));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "<?xml version='1.0'?><rss><title>one</title>two</rss>        ~ one two",
        "<html:p>one</html:p><html:p>two</html:p>                     ~ one two",
        "<a><city>one</city><name>two</name></a>                       ~ one two",
        "<p>k<b>il</b>l</p>                                           ~ kill",
        "<script src='x'/>text                                        ~ text",
        "<script>hidden</script>text                                  ~ text",
        "<title/>text                                                 ~ text",
        "<d><![CDATA[one <b>two</b>]]]]><![CDATA[>]]></d>             ~ one b two b|one two",
        "<noscript><p>x</p></noscript>                                ~ x",
      })
  void xmlIsReadAsXml(String xml, String expected) {
    assertEquals(expected, TextFixtures.folded("application/xhtml+xml", xml));
  }

  @Test
  void offsetsCountCharactersOfTheSource() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));
    String html = "<p title='I kill myself'>€ K&#105;ll <i>my</i>self&excl;</p>";

    List<Match.Phrase> found = TextFixtures.scan(book, "text/html", Fixtures.utf8(html)).matches();

    assertEquals(2, found.size());
    assertEquals(html.indexOf("kill"), found.get(0).offset());
    assertEquals("kill myself".length(), found.get(0).length());
    assertEquals(html.indexOf("K&#105;ll"), found.get(1).offset());
    assertEquals("K&#105;ll <i>my</i>self".length(), found.get(1).length());
    assertEquals("Kill myself!", found.get(1).excerpt().strip());
  }

  /** A script's data is mostly what the page shows, so the same words count once. */
  @Test
  void whatIsShownAndInTheDataOfAScriptCountsOnce() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 60, "kill myself"));
    String shown = "<p>kill myself</p>";
    String data = "<script type=application/json>{\"text\":\"kill myself\"}</script>";

    for (String page : List.of(shown, data, shown + data)) {
      assertEquals(
          60,
          TextFixtures.scan(book, "text/html", Fixtures.utf8(page))
              .weights()
              .get(Fixtures.category("suicide")),
          page);
    }
  }

  @Test
  void phrasesDoNotCrossFromOneAttributeIntoTheNext() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));

    assertEquals(
        0,
        TextFixtures.scan(
                book, "text/html", Fixtures.utf8("<p title=kill alt=myself><p title=kill>"))
            .matches()
            .size());
    assertEquals(
        1,
        TextFixtures.scan(book, "text/html", Fixtures.utf8("<p>kill<p alt='x y'>myself"))
            .matches()
            .size());
  }

  @Test
  void endlessNamesAndValuesAreBounded() {
    String huge = "x".repeat(300_000);

    assertEquals(
        "end",
        TextFixtures.folded(
            "text/html",
            "<" + huge + " " + huge + "=" + huge + " title='" + " ".repeat(9000) + "'>end"));
    assertEquals("x", TextFixtures.folded("text/html", "<p></" + huge + ">x<!" + huge));
  }
}
