package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{\"text\":\"kill myself\",\"n\":5}                         ~ kill myself/5",
        "[\"one\",\"two\",{\"a\":[\"three\"]}]                      ~ one/two/three",
        "\"just a string\"                                          ~ just a string",
        ")]}'⏎{\"a\":\"one\"}                                      ~ one",
        "{\"a\":\"k\\u0069ll\\nm\\u00fc\\/\\\"x\\\\\"}              ~ kill mu x",
        "{\"a\":\"\\ud835\\udc24ill\"}                              ~ kill",
        "{\"a\":\"bad \\u00g escape\\\"}                            ~ bad g escape",
        "{\"password\":\"secret1\",\"a\":\"one\"}                   ~ one",
        "{\"a\":\"one\",\"csrf_token\":\"secret1\"}                 ~ one",
        "{\"card\":{\"number\":\"4111\",\"x\":[\"y\"]},\"a\":\"b\"} ~ b",
        "{\"pin\":1234,\"a\":\"b\"}                                 ~ b",
        "{\"otp\" : [1,2,\"3\"], \"a\" : \"b\"}                     ~ b",
        "{\"a\":{\"password\":\"x\"},\"b\":\"one\"}                 ~ one",
        "{\"a\":\"{\\\"password\\\":\\\"x\\\",\\\"t\\\":\\\"one\\\"}\"} ~ one",
        "{\"i kill myself\":true}                                   ~ i kill myself/true",
        "[not json at all, kill myself                              ~ not json at all/kill myself",
        "{broken \"key\" : \"one\" \"two\"                          ~ broken/one/two",
        "]]]}}}\"one\"                                              ~ one",
        "data: {\"a\":\"one\"}⏎⏎data: {\"a\":\"two\"}             ~ data/one/data/two",
      })
  void valuesAreRuns(String json, String expected) {
    assertEquals(expected, TextFixtures.folded("application/json", json.replace('⏎', '\n')));
  }

  @Test
  void plainTextThatIsJsonKeepsItsSecrets() {
    assertEquals("one", TextFixtures.folded("text/plain", " {\"password\":\"x\",\"a\":\"one\"}"));
    assertEquals("password x", TextFixtures.folded("text/plain", "password: x"));
  }

  @Test
  void depthAndNestingAreBounded() {
    assertEquals("x", TextFixtures.folded("application/json", "[".repeat(100_000) + "\"x\""));
    assertEquals(
        "x",
        TextFixtures.folded(
            "application/json", "{\"a\":".repeat(100_000) + "\"x\"" + "}".repeat(100_000)));
    String nested = "x";
    for (int i = 0; i < 8; i++) {
      nested = "[\"" + nested.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
    assertEquals("x", TextFixtures.folded("application/json", nested));
  }
}
