package org.schoolgate.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\n",
        "\t",
        "\u007f",
        "\u0085",
        "\u00ad",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u2028",
        "\u2029",
        "\u202a",
        "\u202e",
        "\u2060",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\ud83e",
        "\udd89",
        "\ud83ex",
        "\udb40\udc41"
      })
  void whatNobodySees(String text) {
    assertEquals(true, Unseen.isIn("a" + text), () -> Integer.toHexString(text.codePointAt(0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain text", "Zo\u00eb", "\u6f22", "\ud83e\udd89", "\u00a0", "e\u0301"})
  void whatIsSeen(String text) {
    assertEquals(false, Unseen.isIn(text));
  }
}
