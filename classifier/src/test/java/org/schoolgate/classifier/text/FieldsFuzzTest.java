package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What somebody wrote is read the same, whatever a browser or a script packs it into. */
class FieldsFuzzTest {

  private static final String BOUNDARY = "xy";

  /** A text is sent as a field of each kind, and once more under a name that keeps it from us. */
  @FuzzTest
  @DictionaryFile(resourcePath = "body.dict")
  void aFieldIsReadAsTheTextThatWasPutIn(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    String plain = TextFixtures.folded("text/plain; charset=utf-8", "x " + text);
    for (String name : new String[] {"story", "password"}) {
      String expected = name.equals("story") ? plain : "";
      String value = "x " + text;
      assertEquals(expected, folded("application/x-www-form-urlencoded", form(name, value)));
      assertEquals(expected, folded("application/json", json(name, value)));
      if (!text.contains("--" + BOUNDARY)) {
        assertEquals(
            expected, folded("multipart/form-data; boundary=" + BOUNDARY, multipart(name, value)));
      }
    }
  }

  private static String folded(String type, String body) {
    return TextFixtures.folded(type, body);
  }

  private static String form(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&other=";
  }

  private static String multipart(String name, String value) {
    return "--xy\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n--xy--\r\n";
  }

  private static String json(String name, String value) {
    StringBuilder body = new StringBuilder("{\"" + name + "\":\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        body.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || c % 3 == 0) {
        body.append(String.format("\\u%04x", (int) c));
      } else {
        body.append(c);
      }
    }
    return body.append("\",\"other\":\"\"}").toString();
  }
}
