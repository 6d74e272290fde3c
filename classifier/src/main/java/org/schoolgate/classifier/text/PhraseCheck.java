package org.schoolgate.classifier.text;

import java.util.Map;
import org.schoolgate.policy.Category;

/**
 * Whether a line could stand in a phrase file, for those who write one.
 *
 * @param key what no other line of the file may say, too; empty if the line cannot stand there
 * @param problem why it cannot, in a sentence; empty if it can
 */
public record PhraseCheck(String key, String problem) {

  /** Checks a line with a phrase that uses no sets. */
  public static PhraseCheck of(Category category, String language, String line) {
    try {
      ListedPhrase phrase = new PhraseLine(category, "", language, Map.of()).read(line);
      return new PhraseCheck(PhraseFiles.key(phrase), "");
    } catch (WrongLineException wrong) {
      return new PhraseCheck("", String.valueOf(wrong.getMessage()));
    }
  }
}
