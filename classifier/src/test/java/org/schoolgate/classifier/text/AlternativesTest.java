package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Category;

/** What a part's alternatives find around a place is what comparing each of them there finds. */
class AlternativesTest {

  /** Of two letters the lower eight bits are those of a space, or become so. */
  private static final String LETTERS = "aab\u0444\u0424\u0120\u4e20\u062b";

  private static final Category DRUGS = TextFixtures.phrase("drugs", 1, "weed").category();

  private static final int TEXT_WORDS = 120;

  @ParameterizedTest
  @CsvSource({
    "' weed ', true",
    "' i ', true",
    "' i want ', true",
    "' photograph', true",
    "' photogra', true",
    "' photogr', false",
    "' photo', false",
    "' \u0424a', true",
  })
  void theKeyOfAFirstWordIsKnownIfItEndsOrGoesOnBeyondTheKey(String pattern, boolean known) {
    assertEquals(known, FirstWords.isKnown(pattern));
  }

  @RepeatedTest(200)
  void allThatStandThereAreToldInTheirOrder() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<ListedPhrase> phrases = new ArrayList<>();
    for (String pattern : randomPatterns(random)) {
      phrases.add(new ListedPhrase(DRUGS, pattern, "drugs.en", pattern, 1, 1));
    }
    StringBuilder written = new StringBuilder(" ");
    for (int i = 0; i < TEXT_WORDS; i++) {
      written.append(random.nextInt(40) == 0 ? TextLane.RUN_END : word(random)).append(' ');
    }
    String text = written.toString();
    int place = text.indexOf(' ', random.nextInt(text.length() - 1));
    assertEquals(
        naive(phrases, text, place, 1), found(phrases, text, place, 1), "after, seed " + seed);
    assertEquals(
        naive(phrases, text, place, -1), found(phrases, text, place, -1), "before, seed " + seed);
  }

  @ParameterizedTest
  @CsvSource({
    "' ab cd ef ', 3, 4, 4",
    "' ab cd ef ', 3, 7, 8",
    "' ab c d e f ', 3, 8, 6",
    "' ab / cd ', 3, 4, 4",
    "' ab / cd ', 3, 6, 2147483647",
  })
  void whatStandsBehindTheEndOfARunIsTooFarAway(String text, int from, int index, int letters) {
    String folded = text.replace('/', TextLane.RUN_END);
    Boundaries after = new Boundaries(1);
    after.begin(folded.toCharArray(), bitsOf(folded.toCharArray()), folded.length(), from);
    assertEquals(letters, after.lettersTo(index));
    String reversed = new StringBuilder(folded).reverse().toString();
    Boundaries before = new Boundaries(-1);
    int last = folded.length() - 1;
    before.begin(
        reversed.toCharArray(), bitsOf(reversed.toCharArray()), folded.length(), last - from);
    assertEquals(letters, before.lettersTo(last - index));
  }

  private static Set<String> randomPatterns(Random random) {
    Set<String> patterns = new TreeSet<>();
    int words = 1 + random.nextInt(3);
    for (int i = 0; i < 1 + random.nextInt(30); i++) {
      StringBuilder pattern = new StringBuilder(" ");
      for (int word = 0; word < words; word++) {
        pattern.append(word(random)).append(' ');
      }
      boolean isOpen = random.nextInt(8) == 0;
      patterns.add(isOpen ? pattern.toString().stripTrailing() : pattern.toString());
    }
    patterns.removeIf(each -> each.length() < 4);
    patterns.add(" a ");
    return patterns;
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int length = random.nextInt(10) == 0 ? 7 + random.nextInt(5) : 1 + random.nextInt(3);
    for (int i = 0; i < length; i++) {
      word.append(LETTERS.charAt(random.nextInt(random.nextInt(4) == 0 ? LETTERS.length() : 3)));
    }
    return word.toString();
  }

  /** Each boundary from a place on, up to where a run ends, with what stands there. */
  private static List<String> naive(List<ListedPhrase> phrases, String text, int place, int step) {
    List<String> found = new ArrayList<>();
    int boundaries = 0;
    for (int at = place;
        at >= 0
            && at < text.length()
            && text.charAt(at) != TextLane.RUN_END
            && Math.abs(at - place) < Surroundings.REACH_CHARS;
        at += step) {
      if (text.charAt(at) == ' ') {
        boundaries++;
        for (ListedPhrase each : phrases) {
          if (text.startsWith(each.pattern(), at)) {
            found.add(at + each.pattern() + (at + each.pattern().length()));
          }
        }
      }
    }
    found.add(boundaries + " boundaries");
    return found;
  }

  private static List<String> found(List<ListedPhrase> phrases, String text, int place, int step) {
    char[] chars = text.toCharArray();
    Boundaries boundaries = new Boundaries(step);
    boundaries.begin(chars, bitsOf(chars), chars.length, place);
    List<String> found = new ArrayList<>();
    int nearest = boundaries.find(10);
    int count = boundaries.find(Integer.MAX_VALUE);
    assertEquals(Math.min(10, count), nearest);
    new Alternatives(phrases)
        .findAt(
            boundaries,
            count,
            chars,
            chars.length,
            (phrase, start, end) -> found.add(start + phrase.pattern() + end));
    found.add(count + " boundaries");
    return found;
  }

  private static byte[] bitsOf(char[] chars) {
    byte[] bits = new byte[chars.length + 1 + WordKeys.BITS_BEYOND];
    for (int i = 0; i < chars.length; i++) {
      bits[i + 1] = Patterns.bits(chars[i]);
    }
    return bits;
  }
}
