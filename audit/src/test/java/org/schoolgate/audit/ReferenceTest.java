package org.schoolgate.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReferenceTest {

  private static final String SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  @ParameterizedTest
  @CsvSource({
    "1, 0, SG-0000-5",
    "1, 327, SG-00A7-6",
    "1, 1048575, SG-ZZZZ-8",
    "1, 1048576, SG-0001-0000-Z",
    "1, 1099511627775, SG-ZZZZ-ZZZZ-S",
    "2, 327, SG-0001-0000-00A7-5",
    "1048576, 1099511627775, SG-ZZZZ-ZZZZ-ZZZZ-4",
  })
  void printsInGroupsAndReadsItselfBack(int epoch, long index, String text) {
    Reference reference = new Reference(epoch, index);
    assertEquals(text, reference.toString());
    assertEquals(Optional.of(reference), Reference.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sg-00d1-p",
        " SG-00D1-P ",
        "00D1P",
        "sg 00d1 p",
        "SG-OOD1-P",
        "SG-00DI-P",
        "00dLp"
      })
  void forgivesHowPeopleWriteAndSayIt(String text) {
    assertEquals(Optional.of(new Reference(417)), Reference.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SG-",
        "SG-P",
        "SG-0D1-P",
        "SG-00D1-",
        "SG-00D1-U",
        "SG-00D1-*",
        "SG-00D!-P",
        "0000000000000000000000000000000000000000000000000",
        "ZZZZZZZZZZZZZ"
      })
  void refusesWhatIsNoReference(String text) {
    assertEquals(Optional.empty(), Reference.parse(text));
  }

  @Test
  void everyWrongSymbolAndEverySwapOfNeighboursIsFound() {
    for (long index : new long[] {0, 1, 417, 99_999, 1_048_575, 123_456_789_012L}) {
      String text = new Reference(index).toString().substring(3).replace("-", "");
      for (int i = 0; i < text.length(); i++) {
        for (int s = 0; s < SYMBOLS.length(); s++) {
          char symbol = SYMBOLS.charAt(s);
          if (symbol != text.charAt(i)) {
            String wrong = text.substring(0, i) + symbol + text.substring(i + 1);
            assertEquals(Optional.empty(), Reference.parse(wrong), wrong + " for " + text);
          }
        }
        if (i + 1 < text.length() && text.charAt(i) != text.charAt(i + 1)) {
          String swapped =
              text.substring(0, i) + text.charAt(i + 1) + text.charAt(i) + text.substring(i + 2);
          assertEquals(Optional.empty(), Reference.parse(swapped), swapped + " for " + text);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0, ST-0000-A", "1, 417, ST-00D1-S", "2, 327, ST-0001-0000-00A7-4"})
  void ofTheTrafficLogHasAPrefixAndACheckSymbolOfItsOwn(int epoch, long index, String text) {
    Reference reference = new Reference(epoch, index, true);
    assertEquals(text, reference.toString());
    assertEquals(Optional.of(reference), Reference.parse(text));
    assertEquals(Optional.empty(), Reference.parse("SG" + text.substring(2)));
    assertEquals(Optional.empty(), Reference.parse(text.substring(3)));
    String ledger = new Reference(epoch, index).toString();
    assertEquals(Optional.empty(), Reference.parse("ST" + ledger.substring(2)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, -1", "1, 1099511627776", "1048577, 0"})
  void refusesNumbersOutOfRange(int epoch, long index) {
    assertThrows(IllegalArgumentException.class, () -> new Reference(epoch, index));
  }
}
