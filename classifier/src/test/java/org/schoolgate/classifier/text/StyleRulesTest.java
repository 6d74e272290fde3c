package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which elements the style sheets of a page hide. */
class StyleRulesTest {

  /** Whether a rule means this element: {@code <i id=r class="p q">} in a {@code <div>}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x, .q ,#y {display:none} | true",
        ".x, .y,i.q{display:none} | true",
        "i{display:none} | true",
        "I.q{display:none} | true",
        "*.q{display:none} | true",
        ".q.p{display:none} | true",
        "i#r.p.q{display:none} | true",
        "#r.q{display:none} | true",
        "html body .q{display:none} | true",
        "body>.q{display:none} | true",
        "b.q{display:none} | false",
        ".q.z{display:none} | false",
        "#z.q{display:none} | false",
        ".qq, .Q{display:none} | false",
        "*{display:none} | false",
        "body .x .q{display:none} | false",
        "div>.q{display:none} | false",
        "div + .q, .a~.q{display:none} | false",
        ".q:hover, .q::before, .q[title]{display:none} | false",
        ":not(.x,.q,.y){display:none} | false",
        "}.q{display:none} | true",
        "<!-- .x{} --> .q{display:none} | true",
        "@import 'x'; .q{display:none} | true",
        ".q{color:red;display:none;&b{color:blue}} | true",
        ".q{&b{display:none}} | false",
        ".q{background:url(data:;{);display:none} | true",
        ".q{display:none}i.q{display:block} | true",
        "i.q{display:none}.x,i.q{display:block} | false",
        ".q.p{display:none}.p.q{display:block} | false",
        "@media print{.q{display:none}} | false",
        "@media (max-width:600px){i.q,i{display:none}} | false",
        "@media print{.x{color:red}display:none} | false",
        "@media print{.x{}}.q{display:none} | true",
        "@media screen{.x{}.q{display:none}} | true",
        "@media ALL {.q{display:none}} | true",
        "@media only screen and (min-width:9em){.q{display:none}} | false",
        "@layer x{.q{display:none}} | true",
        "@layer x{@media print{.q{display:none}}} | false",
        "@supports not (display:grid){.q{display:none}} | false",
      })
  void aRuleHidesWhatATagAloneSaysThatItMeans(String css, boolean hides) {
    String page = "<style>" + css + "</style><div>su<i id=r class='p q'>x</i>icide";
    assertEquals(
        hides ? "suicide|x/suxicide" : "suxicide", TextFixtures.folded("text/html", page).strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "html,body,main,.all{display:none}",
        "main, body.all{opacity:0}",
        "html.all{display:none}",
      })
  void aWholePageIsNotHidden(String css) {
    String page = "<style>" + css + "</style><html class=all><body class=all><main>one</main>two";
    assertEquals("one two", TextFixtures.folded("text/html", page));
  }

  @Test
  void longRulesHideToo() {
    String names = ".some-name,".repeat(300);
    String colours = "color:red;".repeat(200);
    for (String css :
        new String[] {
          names + ".q{display:none}",
          ".q," + names.repeat(3) + ".y{display:none}",
          ".q{display:none;" + colours + "}",
          ".q{display:none;" + "x".repeat(2000) + "}",
        }) {
      String page = "<style>" + css + "</style>su<i class=q>x</i>icide";
      assertEquals("suicide|x/suxicide", TextFixtures.folded("text/html", page));
    }
  }

  @Test
  void manySelectorsAreReadInBoundedMemory() {
    StringBuilder css = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      css.append(".n").append(i).append(",b.n").append(i).append("{display:none}");
    }
    String page = "<style>" + css + "</style>su<i class=n%d>x</i>icide";
    assertEquals("suicide|x/suxicide", TextFixtures.folded("text/html", String.format(page, 500)));
    assertEquals("suxicide", TextFixtures.folded("text/html", String.format(page, 4_999)));
  }
}
