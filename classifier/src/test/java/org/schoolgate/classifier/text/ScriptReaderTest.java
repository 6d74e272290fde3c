package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.TextFindings;

class ScriptReaderTest {

  /** What is read of a script, runs divided by slashes; the table's {@code ^} is a backslash. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // literals that are read, and those that nobody reads
        "x = 'kill myself'                                     ~ kill myself",
        "x = \"kill myself\"; y = `some one`                   ~ kill myself/some one",
        "x = 'kill'; y = ['porn','weed'];                      ~ ",
        "x = 'weed,porn,gun'.split(',')                        ~ ",
        "x = 'btn-primary'                                     ~ ",
        "x = 'zabić'                                           ~ zabic",
        "x = '<b>kill</b>'                                     ~ kill",
        "document.write('kill'); a.innerHTML = 'weed'          ~ kill/weed",
        "e.textContent=\"kill\"; ({title: 'weed'})             ~ kill/weed",
        "alert ( 'kill' )                                      ~ kill",
        // pieces
        "x = 'su' + 'icide'                                    ~ suicide",
        "x = 'su'+\"ic\"+`ide`                                 ~ suicide",
        "x = 'su'.concat('icide')                              ~ suicide",
        "x = 'su' /* y */ + 'icide'                            ~ suicide",
        "x = 'btn-' + 'primary'                                ~ ",
        "x = ['kill','myself']                                 ~ ",
        "x = f('kill me', 'kill you')                          ~ kill me/kill you",
        // escapes
        "x = '^x6bill'; y = '^u006Bill'; z = '^u{6b}ill'       ~ kill/kill/kill",
        "x = '^153ill'; y = 'ki^ll me'                         ~ kill/kill me",
        "x = 'say ^'kill me^' ^\"now^\"'                       ~ say kill me now",
        "x = 'one^ntwo'                                        ~ one two",
        "x = '^x3cdiv^x3e^x3c/div^x3e'                         ~ ",
        "x = 'kill^u00a0me'                                    ~ kill me",
        "x = '^u{1d424}ill'                                    ~ kill",
        // what has to be undone
        "unescape('%6b%69%6c%6c')                              ~ kill",
        "x = 'kill%20me'                                       ~ kill me",
        "decodeURIComponent('kill%20m%C3%A9')                  ~ kill me",
        "unescape('%u006bill')                                 ~ kill",
        "x = String.fromCharCode(107,105,108, 0x6c)            ~ kill",
        "x = String.fromCharCode.apply(null,[107,105])+'ll'    ~ kill",
        "x = 'ki' + String.fromCharCode(108) + 'l'             ~ kill",
        "x = atob('a2lsbCBteXNlbGY=')                          ~ kill myself",
        "x = 'data:text/plain,kill'                            ~ kill",
        "f.src = 'data:text/html;base64,PGI+a2k8L2I+bGw='      ~ kill",
        "x = 'data:image/png;base64,a2lsbCBteXNlbGY='          ~ ",
        // markup that it writes
        "document.write('ki<b>ll</b> &#109;e')                 ~ kill me",
        "x = '<img alt=\"kill me\"> see it'                    ~ kill me/see it",
        // what is no literal
        "// it's 'kill me' 'kill you'                          ~ ",
        "/* 'kill me' */ x = 'one two'                         ~ one two",
        "x = /'/; y = 'one two'                                ~ one two",
        "x = /[/']/.test(y) ? 'one two' : 0                    ~ one two",
        "x = a / b; y = 'one two' / 2; z = 'three four'        ~ one two/three four",
        "return /^'/; y = 'one two'                            ~ one two",
        "typeof /^'/; y = 'one two'                            ~ one two",
        "case /^'/; y = 'one two'                              ~ one two",
        "in /^'/; y = 'one two'                                ~ one two",
        "of /^'/; y = 'one two'                                ~ one two",
        "void /^'/; y = 'one two'                              ~ one two",
        "delete /^'/; y = 'one two'                            ~ one two",
        "throw /^'/; y = 'one two'                             ~ one two",
        "new /^'/; y = 'one two'                               ~ one two",
        "do /^'/; y = 'one two'                                ~ one two",
        "else /^'/; y = 'one two'                              ~ one two",
        "instanceof /^'/; y = 'one two'                        ~ one two",
        "yield /^'/; y = 'one two'                             ~ one two",
        "await /^'/; y = 'one two'                             ~ one two",
        "if (a) /^'/.test(b); y = 'one two'                    ~ one two",
        "while (a) /^'/.test(b); y = 'one two'                 ~ one two",
        "for (a) /^'/.test(b); y = 'one two'                   ~ one two",
        "with (a) /^'/.test(b); y = 'one two'                  ~ one two",
        "x = f(a)/'1'; y = 'one two'                           ~ one two",
        "x = /[/*]/; y = 'one two' /* 'no more' */             ~ one two",
        "x = {}/1; y = 'one two'/1                             ~ one two",
        "x = {a: 1}/2; y = 'one two'; z = 3/4                  ~ one two",
        "f({})/2; y = f({a: '', b: {}}/1, 'one two')/3         ~ one two",
        "if (a) /'/.test(b); y = 'one two'                     ~ one two",
        "if ((a) / (b)) { c } /'/.test(b); y = 'one two'       ~ one two",
        "function f() { return {} } /'/g.test(b); y = 'one two' ~ one two",
        "x = (a) / 2; y = 'one two'; z = 1 / 2                 ~ one two",
        "while (f(x)) /[']/g.exec(y); z = 'one two'            ~ one two",
        "else { a } /'/; y = 'one two'                         ~ one two",
        "x = a ? {} / 1 : 'one two' / 1                        ~ one two",
        "x = `${ {} / 1 + 'one two' / 1 }`                     ~ one two",
        // templates
        "x = `one ${a + 'kill me' + {b: 1}} two`               ~ one kill me two",
        "x = `one ${`kill ${me} now`} two`                     ~ one kill now two",
        // what is broken
        "x = 'one two                                          ~ one two",
        "x = '^x6                                              ~ ",
        "x = `one two ${                                       ~ one two",
      })
  void literalsAreReadAsAPageWouldShowThem(String script, String expected) {
    String source = script.replace('^', '\\');
    String read = expected == null ? "" : expected;
    String inPage = TextFixtures.folded("text/html", "<script>" + source + "\n</script>");
    assertEquals(read.isEmpty() ? "" : "|" + read, inPage);
    String alone = TextFixtures.folded("text/javascript", source);
    assertEquals(read.isEmpty() ? "" : "|" + read, alone);
  }

  @Test
  void aLineOrALineContinuationEndsWhatItEnds() {
    assertEquals(
        "|one two/three four",
        TextFixtures.folded("text/javascript", "x = 'one two\ny = 'three four'\n"));
    assertEquals(
        "|kill me", TextFixtures.folded("text/javascript", "x = 'ki\\\nll m\\\r\ne'; y = 'z'"));
  }

  @Test
  void whiteSpaceBetweenPiecesPartsThemNotHoweverLong() {
    for (String space : List.of(" ".repeat(100), "\n\t ".repeat(40))) {
      for (String script : List.of("x='su'+" + space + "'icide'", "x='su'" + space + "+'icide'")) {
        assertEquals("|suicide", TextFixtures.folded("text/javascript", script));
        assertEquals("|suicide", TextFixtures.folded("text/html", "<script>" + script));
      }
    }
    assertEquals(
        "", TextFixtures.folded("text/javascript", "x='su'; y=f(" + "z,".repeat(40) + "'icide')"));
  }

  @Test
  void scriptsOfOtherTypesAndOfHandlersAreReadToo() {
    assertEquals(
        "x|one two/three four",
        TextFixtures.folded(
            "text/html",
            "<script type=module>a='one two'</script><a onclick=\"f(&quot;three four&quot;)\">x"));
    assertEquals(
        "x|one two",
        TextFixtures.folded("text/html", "<a href=\"javascript:alert('one two')\">x</a>"));
    assertEquals(
        "x", TextFixtures.folded("text/html", "<script type=importmap>a='one two'</script>x"));
  }

  @Test
  void whereAScriptIsCutChangesNothing() {
    PhraseBook book =
        TextFixtures.book(
            TextFixtures.phrase("suicide", 100, "kill myself"),
            TextFixtures.phrase("drugs", 40, "suicide"));
    String page =
        "<script>/* it's */ if (a < b && c) { document.write('su' + \"ic\" +\r\n  `ide`);"
            + " x = /['\"]/g; y = 'k\\x69ll \\\r\nmyself'; z = `kill ${a + `b${1}`} myself`;"
            + " w = String.fromCharCode(107, 105) + 'll%20myself' }</script>"
            + "<a style=\"background:url(data:text/plain;base64,a2lsbCBteXNlbGY=)\""
            + " href='data:text/html,%3Cscript%3Ealert(\"kill myself\")%3C/script%3E'>x</a>";
    for (String type : List.of("text/html", "text/javascript", "text/css", "application/json")) {
      byte[] body = Fixtures.utf8(page);
      BodyFormat format = BodyFormat.of(type, null);
      TextFindings whole = TextFixtures.scan(book, format, body);
      for (int cut = 0; cut <= body.length; cut++) {
        try (BodyScan stream = TextFixtures.open(book, format)) {
          stream.accept(ByteBuffer.wrap(body, 0, cut));
          stream.accept(ByteBuffer.wrap(body, cut, body.length - cut));
          stream.finish();
          assertEquals(whole, stream.findings(), type + " cut at " + cut);
        }
      }
    }
  }

  @Test
  void aMatchInAScriptStandsWhereItIsWritten() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));
    String page = "<p>x</p><script>y = 'I k\\x69ll ' + 'myself';</script>";

    var found = TextFixtures.scan(book, "text/html", Fixtures.utf8(page)).matches();

    assertEquals(1, found.size());
    assertEquals(page.indexOf("k\\x69ll"), found.get(0).offset());
    assertEquals("k\\x69ll ' + 'myself".length(), found.get(0).length());
    assertEquals("I kill myself", found.get(0).excerpt());
  }
}
