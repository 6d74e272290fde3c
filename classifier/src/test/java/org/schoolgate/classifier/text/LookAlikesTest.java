package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookAlikesTest {

  /** The table holds what ICU takes for a letter of a to z, but for letters that folding knows. */
  @Test
  void theTableIsWhatTheConfusablesOfUnicodeSay() {
    SpoofChecker checker = new SpoofChecker.Builder().build();
    Map<String, Character> letters = new HashMap<>();
    for (char letter = 'a'; letter <= 'z'; letter++) {
      letters.putIfAbsent(checker.getSkeleton(String.valueOf(letter)), letter);
    }
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      letters.putIfAbsent(
          checker.getSkeleton(String.valueOf(letter)), Character.toLowerCase(letter));
    }
    int seen = 0;
    for (char c = 0x80; c < Character.MAX_VALUE; c++) {
      Character letter = Character.isLetter(c) ? letters.get(checker.getSkeleton("" + c)) : null;
      if (letter != null && TextFold.fold(c) != letter) {
        assertEquals(letter, LookAlikes.letter(c), Integer.toHexString(c));
        seen++;
      }
    }
    assertEquals(true, seen > 200, seen + " look-alikes");
  }

  @ParameterizedTest
  @CsvSource({"а, a", "о, o", "к, k", "ο, o", "Ѕ, s"})
  void lettersThatLookLatinAreRead(char shown, char letter) {
    assertEquals(letter, LookAlikes.letter(shown));
  }

  @ParameterizedTest
  @CsvSource({"a", "é", "я", "ж", "中", "1"})
  void lettersThatLookLikeThemselvesAreNot(char shown) {
    assertEquals(0, LookAlikes.letter(shown));
  }
}
