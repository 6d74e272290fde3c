package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.schoolgate.classifier.source.Fixtures.utf8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.TextFindings;

/** Phrases of several parts, in one text that may come in pieces. */
class CombinationsTest {

  private static final PhraseBook FREE =
      TextFixtures.book(
          TextFixtures.line("adult-content", "100 free >3 videos|clips"),
          TextFixtures.line("adult-content", "60 free|cheap >3 videos|clips >3 now|today"),
          TextFixtures.line("adult-content", "-40 family videos"),
          TextFixtures.line("adult-content", "30 today & clips"));

  private static final String[] WORDS = {
    "free", "cheap", "videos", "clips", "now", "today", "family", "the", "of", "a"
  };

  /** No word is two parts, on whichever sides of the one that is looked for they stand. */
  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "60 sir &6 zebra &6 sir, zebra sir, 0",
    "60 sir &6 zebra &6 sir, sir zebra, 0",
    "60 sir &6 zebra &6 sir, sir zebra sir, 60",
    "60 sir &6 zebra &6 sir, zebra sir sir, 60",
    "60 sir|miss &6 zebra &6 miss|sir, zebra miss, 0",
    "60 sir|miss &6 zebra &6 miss|sir, miss zebra sir, 60",
    "60 head sir|sir &6 zebra &6 sir, head sir zebra sir, 60",
    "60 head sir|sir &6 zebra &6 sir, head sir zebra, 0",
  })
  void noWordIsTwoParts(String line, String text, int weight) {
    PhraseBook book = TextFixtures.book(TextFixtures.line("weapons", line));

    TextFindings found = TextFixtures.scan(book, "text/plain", utf8(text));

    assertEquals(weight, found.noticed().values().stream().mapToInt(each -> each).sum());
  }

  /** What follows may complete a family otherwise, so an answer in between settles nothing. */
  @Test
  void askingInBetweenChangesNothing() {
    assertSameWhenAsked("free family videos", " and clips of it now today");
    assertSameWhenAsked("cheap videos free videos", " now");
  }

  @RepeatedTest(100)
  void askingInBetweenChangesNothingWhateverComes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int words = 1 + random.nextInt(random.nextBoolean() ? 30 : 3_000); words > 0; words--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(9) > 0 ? " " : ". ");
    }
    int cut = random.nextInt(text.length());
    try {
      assertSameWhenAsked(text.substring(0, cut), text.substring(cut));
    } catch (AssertionError different) {
      throw new AssertionError("seed " + seed, different);
    }
  }

  private static void assertSameWhenAsked(String begin, String end) {
    TextFindings whole = TextFixtures.scan(FREE, "text/plain", utf8(begin + end));
    try (BodyScan asked = TextFixtures.open(FREE, BodyFormat.of("text/plain", null))) {
      asked.accept(ByteBuffer.wrap(utf8(begin)));
      long counted = asked.foundCount();
      TextFindings first = asked.findings();
      assertEquals(first, asked.findings());
      assertEquals(counted, asked.foundCount());
      asked.accept(ByteBuffer.wrap(utf8(end)));
      asked.finish();
      List<Match.Phrase> matches = asked.findings().matches();
      assertEquals(whole.matches(), matches);
      assertEquals(whole, asked.findings());
      assertFalse(asked.foundCount() < counted, "counted down");
    }
  }
}
