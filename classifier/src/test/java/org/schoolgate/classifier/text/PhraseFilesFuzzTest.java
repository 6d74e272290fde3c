package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.Fixtures;

/** Phrase files of any bytes. */
class PhraseFilesFuzzTest {

  private static final int PHRASES_TRIED_MAX = 8;

  @TempDir Path folder;

  /**
   * A file is refused with a sentence for each problem, or it is taken, and then each of its
   * phrases is found in a text that holds it.
   */
  @FuzzTest
  @DictionaryFile(resourcePath = "phrases.dict")
  void aFileIsRefusedOrItsPhrasesAreFound(byte[] input) throws IOException {
    Files.write(folder.resolve("fuzz.phrases"), input);
    Collection<ListedPhrase> phrases;
    try {
      phrases = PhraseFiles.phrases(List.of(folder), Fixtures.CATEGORIES);
    } catch (PhraseFileException refused) {
      assertFalse(refused.problems().isEmpty());
      for (String problem : refused.problems()) {
        assertEquals(1, problem.lines().count(), problem);
      }
      return;
    }
    PhraseBook book = PhraseBook.of(phrases);
    phrases.stream().limit(PHRASES_TRIED_MAX).forEach(phrase -> assertFound(book, phrase));
  }

  private static void assertFound(PhraseBook book, ListedPhrase phrase) {
    if (phrase.shownWeight() <= 0 || phrase.combination() != null) {
      return;
    }
    String text = phrase.text().replace("*", "");
    assertTrue(
        TextFixtures.scan(book, "text/plain", Fixtures.utf8(text)).matches().stream()
            .anyMatch(match -> match.phrase().equals(phrase.text())),
        phrase::toString);
  }
}
