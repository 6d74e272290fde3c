package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.console.report.Table.Column;

class TableTest {

  @Test
  void headingsHaveTheirScope() {
    Table table = new Table("Sums", List.of(Column.words("What"), Column.numbers("Sum")));
    table.row("a", List.of(Table.number(1234)));
    String html = table.orElse("none").html();

    assertTrue(html.contains("<caption>Sums</caption>"));
    assertTrue(html.contains("<th scope=\"col\">What</th>"));
    assertTrue(html.contains("<th scope=\"col\" class=\"n\">Sum</th>"));
    assertTrue(html.contains("<th scope=\"row\">a</th>"));
    assertTrue(html.contains("<td class=\"n\">1,234</td>"));
    assertTrue(html.contains("<table class=\"narrow\">"));
    assertTrue(html.contains("tabindex=\"0\" aria-label=\"Sums\""));
  }

  @Test
  void aTimeIsAsWideAsItIs() {
    Table table = new Table("Times", List.of(Column.when("When"), Column.words("What")));
    table.row("5 Oct", List.of(Table.words("a")));

    assertTrue(table.orElse("").html().contains("<th scope=\"row\" class=\"when\">5 Oct</th>"));
  }

  @Test
  void oneWithWordsTakesTheWidth() {
    Table table = new Table("Words", List.of(Column.words("What"), Column.words("Why")));
    table.row("a", List.of(Table.words("<b>")));

    assertTrue(table.orElse("none").html().contains("<table>"));
    assertFalse(table.orElse("none").html().contains("<b>"));
  }

  @Test
  void anEmptyOneIsASentence() {
    assertEquals(
        "<p>None &amp; nothing.</p>\n",
        new Table("Sums", List.of(Column.words("What"))).orElse("None & nothing.").html());
  }
}
