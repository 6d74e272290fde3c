package org.schoolgate.classifier.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Letters of other scripts that a reader takes for one of a to z (Unicode UTS #39, confusables).
 *
 * <p>The table is made once from the data of ICU; {@code LookAlikesTest} holds it against them. A
 * few small Cyrillic letters stand here besides, which nobody confuses in print and everybody uses
 * as disguise.
 */
final class LookAlikes {

  /** Small ve, em, en, te and ka, written for the capital that they belong to. */
  private static final String USED_AS_DISGUISE = "вbмmнhтtкk";

  private static final char[] LETTERS = read();

  private LookAlikes() {}

  /** The letter that a character looks like; 0 if it looks like none but itself. */
  static char letter(char shown) {
    return LETTERS[shown];
  }

  private static char[] read() {
    char[] letters = new char[Character.MAX_VALUE + 1];
    for (int i = 0; i < USED_AS_DISGUISE.length(); i += 2) {
      letters[USED_AS_DISGUISE.charAt(i)] = USED_AS_DISGUISE.charAt(i + 1);
    }
    try (InputStream in = LookAlikes.class.getResourceAsStream("look-alikes.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          for (String code : line.substring(3).split(" ", -1)) {
            letters[Integer.parseInt(code, 16)] = line.charAt(0);
          }
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return letters;
  }
}
