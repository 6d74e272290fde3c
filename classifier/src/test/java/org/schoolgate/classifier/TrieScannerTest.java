package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TrieScannerTest {

  private static final String ALPHABET = "ab éß'-.\n";

  @Test
  void noPhrasesFindNothing() {
    new TrieScanner(List.of()).scan("text", (phrases, start, end) -> found(phrases));
  }

  private static void found(List<ListedPhrase> phrases) {
    throw new AssertionError("found " + phrases);
  }

  /** Against looking for each phrase by itself, in texts where nearly everything matches. */
  @RepeatedTest(20)
  void findsWhatLookingForEachPhraseFinds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<ListedPhrase> phrases = randomPhrases(random);
    String text = randomText(random, 1 + random.nextInt(30_000));
    String folded = " " + Fixtures.folded("text/plain", text.replace('-', '.')) + " ";

    Set<String> expected = new TreeSet<>();
    for (ListedPhrase phrase : phrases) {
      for (int at = folded.indexOf(phrase.pattern());
          at >= 0;
          at = folded.indexOf(phrase.pattern(), at + 1)) {
        expected.add(at + phrase.pattern());
      }
    }

    assertEquals(expected, found(phrases, folded), "seed " + seed);
    assertEquals(expected, foundInLane(phrases, text.replace('-', '.'), random), "seed " + seed);
  }

  private static Set<String> found(List<ListedPhrase> phrases, String folded) {
    Set<String> found = new TreeSet<>();
    new TrieScanner(phrases)
        .scan(
            folded,
            (all, start, end) -> {
              assertEquals(all.get(0).pattern(), folded.substring(start, end));
              found.add(start + all.get(0).pattern());
            });
    return found;
  }

  /** Through a lane that is told to scan at random places. */
  private static Set<String> foundInLane(List<ListedPhrase> phrases, String text, Random random) {
    List<String> found = new ArrayList<>();
    TextLane lane =
        new TextLane(
            new TrieScanner(phrases),
            10,
            new TextLane.Sink() {
              @Override
              public void found(TextLane in, ListedPhrase phrase, long start, long end) {
                found.add(start + phrase.pattern());
              }

              @Override
              public void beforeForgetting(TextLane in) {}
            });
    for (int i = 0; i < text.length(); i++) {
      lane.append(text.charAt(i), i);
      if (random.nextInt(500) == 0) {
        lane.scan();
      }
    }
    lane.endRun(text.length());
    lane.scan();
    Set<String> once = new TreeSet<>(found);
    assertEquals(once.size(), found.size(), "something was told twice");
    return once;
  }

  private static List<ListedPhrase> randomPhrases(Random random) {
    Set<String> texts = new LinkedHashSet<>();
    while (texts.size() < 40) {
      String text = randomText(random, 2 + random.nextInt(12)).strip();
      String stars = (random.nextBoolean() ? "*" : "") + text + (random.nextBoolean() ? "*" : "");
      if (PhrasePattern.of(stars).problem() == null) {
        texts.add(stars);
      }
    }
    List<ListedPhrase> phrases = new ArrayList<>();
    Set<String> patterns = new LinkedHashSet<>();
    for (String text : texts) {
      ListedPhrase phrase = Fixtures.phrase("drugs", 1, text);
      if (patterns.add(phrase.pattern())) {
        phrases.add(phrase);
      }
    }
    return phrases;
  }

  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  /** The same findings wherever a body is cut. */
  @RepeatedTest(5)
  void whereTheBodyIsCutChangesNothing() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    PhraseBook book = PhraseBook.of(randomPhrases(random));
    byte[] body = Fixtures.utf8(randomText(random, 40_000));
    BodyFormat format = BodyFormat.of("text/plain", null);
    Object whole = Fixtures.scan(book, format, body);
    try (BodyScan stream = Fixtures.open(book, format)) {
      int at = 0;
      while (at < body.length) {
        int length = Math.min(body.length - at, 1 + random.nextInt(3000));
        stream.accept(ByteBuffer.wrap(body, at, length));
        at += length;
        if (random.nextBoolean()) {
          assertEquals(stream.findings().origin(), stream.findings().origin());
        }
      }
      stream.finish();
      assertEquals(whole, stream.findings(), "seed " + seed);
    }
  }
}
