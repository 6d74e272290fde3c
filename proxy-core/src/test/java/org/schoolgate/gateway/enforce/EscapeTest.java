package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EscapeTest {

  static Object[][] texts() {
    return new Object[][] {
      {"", ""},
      {"plain \u00e9 \u6f22 \ud83e\udd89", "plain \u00e9 \u6f22 \ud83e\udd89"},
      {"<b onclick='x(\"&\")'>", "&lt;b onclick=&#39;x(&quot;&amp;&quot;)&#39;&gt;"},
      {"&amp;", "&amp;amp;"},
      {"a\r\nb\tc\u0000d", "a\ufffd\ufffdb\ufffdc\ufffdd"},
      {"cod.\u202egpj.exe", "cod.\ufffdgpj.exe"},
      {"\u2066x\u2069\u200b\ufeff", "\ufffdx\ufffd\ufffd\ufffd"},
      {"a\u200eb\u200fc\u061cd\udb40\udc41", "a\ufffdb\ufffdc\ufffdd\ufffd"},
      {"a\u2028b\u2029c", "a\ufffdb\ufffdc"},
      {"lone \ud83e and \udd89", "lone \ufffd and \ufffd"},
    };
  }

  @ParameterizedTest
  @MethodSource("texts")
  void htmlIsSafe(String text, String expected) {
    assertEquals(expected, Escape.html(text));
  }

  @Test
  void whatIsEndlessIsCutBetweenCharacters() {
    String cut = Escape.controls("a" + "\ud83e\udd89".repeat(1000));
    assertTrue(cut.length() <= Escape.CHARS_MAX + 2, cut::toString);
    assertTrue(cut.endsWith("\ud83e\udd89\u2026"), "an owl is not cut in half");
  }

  @Test
  void noTextOfAnyKindBreaksOut() {
    long seed = 20261121;
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
      }
      String html = Escape.html(text.toString());
      String message = "seed " + seed + ", text " + i;
      assertFalse(html.matches("(?s).*[<>\"'\\x00-\\x1f].*"), message);
      assertTrue(html.matches("(?s)([^&]|&(amp|lt|gt|quot|#39);)*"), message);
      assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(html), message);
    }
  }
}
