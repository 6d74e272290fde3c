package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain|plain",
        "<b>|&lt;b&gt;",
        "a & b|a &amp; b",
        "\"x'|&quot;x&#39;",
        "&lt;|&amp;lt;",
        "a\u0000b\u001b\u009f|a\ufffdb\ufffd\ufffd",
        "a\u202eb\u2066|a\ufffdb\ufffd",
        "a\u200eb\u200fc\u061cd|a\ufffdb\ufffdc\ufffdd",
        "a\u2028b\u2029c|a\ufffdb\ufffdc",
        "lone \ud83e and \udd89|lone \ufffd and \ufffd",
        "a\u200bb\ufeff\udb40\udc41|a\ufffdb\ufffd\ufffd",
        "`a\tb\nc`|`a\tb\nc`",
        "Zo\u00eb \ud83d\ude00|Zo\u00eb \ud83d\ude00"
      })
  void textIsEscaped(String text, String html) {
    assertEquals(html, Markup.text(text).html());
  }

  @Test
  void attributesAreEscaped() {
    assertEquals(
        "<a title=\"&quot;&gt;&lt;script&gt;\">x</a>\n",
        Markup.element("a", List.of("title", "\"><script>"), List.of(Markup.text("x"))).html());
  }

  @Test
  void inlineStaysInItsLine() {
    assertEquals("<code>a&lt;b</code>", Markup.inline("code", "a<b").html());
  }
}
