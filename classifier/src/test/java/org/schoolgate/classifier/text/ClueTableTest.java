package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Origin;

class ClueTableTest {

  private static ClueTable read(String... lines) {
    return ClueTable.of("clues.tsv", Stream.of(lines), ClueTable.keyOf(Origin.TYPED));
  }

  @Test
  void whatStandsInItIsKnownByItsKey() {
    ClueTable table =
        read("# a comment", "#\t-200\tsuicide\tbullying", "fox\t-50\t1:300", "hen\t7");

    assertEquals(2, table.count());
    assertEquals(-200, table.bias());
    int fox = table.number(WordSet.hash("fox"));
    assertEquals(-50, table.weight(fox));
    assertEquals(300, table.kindWeight(fox, 1));
    assertEquals(0, table.kindWeight(fox, 0));
    assertEquals(7, table.weight(table.number(WordSet.hash("hen"))));
    assertTrue(table.number(WordSet.hash("cat")) < 0);
  }

  /** Asked for many words at once it says the same, whichever of them share a place. */
  @Test
  void manyAreFoundAsOneIs() {
    Stream<String> lines = IntStream.range(0, 3_000).mapToObj(each -> "fox" + each + "\t" + each);
    ClueTable table =
        ClueTable.of(
            "clues.tsv", Stream.concat(Stream.of("#\t-200\tsuicide"), lines), WordKeys::key);
    long[] keys = IntStream.range(0, 9_000).mapToLong(i -> WordKeys.key("fox" + i)).toArray();
    int[] found = new int[keys.length];

    table.find(keys.clone(), keys.length, found, new int[keys.length]);

    for (int i = 0; i < keys.length; i++) {
      assertEquals(table.number(keys[i]) + 1, found[i]);
      assertEquals(i < 3_000 ? i : 0, table.weightOf(found[i]));
    }
  }

  /** In the table of the test a bar is a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          fox                 ; a clue, a tab and its weight are read
          |50                 ; a clue, a tab and its weight are read
          fox|                ; a weight is a whole number from -32768 to 32767
          fox|40000           ; a weight is a whole number from -32768 to 32767
          fox|5|300           ; a category's number, a colon and a weight are read
          fox|5|a:300         ; a category's number is a whole number from -32768 to 32767
          fox|5|2:300         ; there are the categories 0 to 1
          fox|5|-1:300        ; there are the categories 0 to 1
          fox|5|1:            ; a weight is a whole number from -32768 to 32767
          #|-200|suicide      ; a second line of categories, or one behind clues
          """)
  void whatIsNoLineIsSaidWithFileAndLineAndRemedy(String line, String problem) {
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> read("#\t-200\tsuicide\tbullying", "hen\t7", line.replace('|', '\t')));

    assertEquals(
        "clues.tsv:3: "
            + problem
            + "; the table is made by ClueLearningTest, not by hand: put back the one that ships,"
            + " or make it anew",
        wrong.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          #|-200      ; 1 to 127 categories are read
          #|x|suicide ; what all add up from is a whole number from -32768 to 32767
          fox|5       ; no line says what the categories are
          """)
  void withoutCategoriesThereIsNoTable(String line, String problem) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> read(line.replace('|', '\t')));

    assertTrue(wrong.toString().contains("clues.tsv:1: " + problem), wrong::toString);
  }
}
