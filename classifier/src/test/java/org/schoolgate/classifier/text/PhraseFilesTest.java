package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.TextFindings;

class PhraseFilesTest {

  private @TempDir Path folder;

  @Test
  void filesAddToEachOther() throws Exception {
    Fixtures.write(
        folder,
        "suicide.en.phrases",
        "# Plainest words",
        "category: suicide",
        "language: en",
        "",
        "100 kill myself",
        "typed 60 suicide",
        "20 suicide",
        "-100 suicide prevention");
    Fixtures.write(
        folder, "suicide.cy.phrases", "category: suicide", "language: cy", "100 lladd fy hun");
    Fixtures.write(folder, "README.md", "no phrases");

    PhraseBook book = read();

    assertEquals(Map.of("suicide", 4L), book.countByCategory());
    assertEquals(100, weight(book, "I may kill myself"));
    assertEquals(20, weight(book, "suicide"));
    assertEquals(-80, weight(book, "suicide prevention"));
    assertEquals(100, weight(book, "am lladd fy hun"));
  }

  @Test
  void theStrongerWeightOfTwoFilesCounts() throws Exception {
    Fixtures.write(folder, "a.phrases", "category: drugs", "language: en", "10 weed", "-5 hemp");
    Fixtures.write(folder, "b.phrases", "category: drugs", "language: en", "30 weed", "-50 hemp");

    TextFindings found = TextFixtures.scan(read(), "text/plain", Fixtures.utf8("weed, hemp"));

    assertEquals(-20, found.weights().get(Fixtures.category("drugs")));
  }

  @Test
  void allProblemsAreToldAtOnceUpToFifty() throws Exception {
    List<String> lines = new ArrayList<>(List.of("category: suicide", "language: en"));
    for (int i = 0; i < 80; i++) {
      lines.add("nothing " + i);
    }
    Fixtures.write(folder, "a.phrases", lines.toArray(String[]::new));

    List<String> problems = problems();

    assertEquals(PhraseFileException.PROBLEMS_MAX, problems.size());
    assertEquals("and 31 more", problems.get(49));
  }

  @Test
  void anEmptyFileIsAProblemAndGiganticLinesAreToo() throws Exception {
    Path empty = Fixtures.write(folder, "a.phrases");
    Path gigantic =
        Fixtures.write(
            folder,
            "b.phrases",
            "category: suicide",
            "language: en",
            "50 " + "kill ".repeat(100_000));

    assertEquals(
        List.of(
            empty
                + ":0: the file must start with 'category: ' and a category id, such as 'category:"
                + " bullying'",
            gigantic + ":3: the line is too long; write it as several"),
        problems());
  }

  @Test
  void noFolderIsNoPhrases() throws Exception {
    Files.delete(folder);

    assertEquals(Map.of(), read().countByCategory());
    Files.createDirectory(folder);
  }

  private PhraseBook read() throws IOException, PhraseFileException {
    return PhraseFiles.read(List.of(folder), Fixtures.CATEGORIES);
  }

  private List<String> problems() {
    return assertThrows(PhraseFileException.class, this::read).problems();
  }

  private static int weight(PhraseBook book, String text) {
    return TextFixtures.scan(book, "text/plain", Fixtures.utf8(text))
        .weights()
        .getOrDefault(Fixtures.category("suicide"), 0);
  }
}
