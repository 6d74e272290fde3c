package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PronunciationTest {

  @ParameterizedTest
  @CsvSource({
    "nife, knife",
    "nyf, knife",
    "kut, cut",
    "koke, coke",
    "brij, bridge",
    "wead, weed",
    "skwirt, squirt",
    "bottul, bottle",
    "peopul, people",
    "sok, sock",
    "blud, blood",
    "luk, look",
    "fayk, fake",
    "stoopid, stupid",
    "lissen, listen",
    "fone, phone",
    "rong, wrong",
    "thort, thought",
    "makin, making",
  })
  void soundsTheSame(String typed, String meant) {
    assertEquals(Pronunciation.of(meant), Pronunciation.of(typed));
  }

  @ParameterizedTest
  @CsvSource({"naff, knife", "cat, cut", "cake, coke", "bog, bridge", "wide, weed", "sack, sock"})
  void soundsDifferent(String typed, String other) {
    assertNotEquals(Pronunciation.of(other), Pronunciation.of(typed));
  }
}
