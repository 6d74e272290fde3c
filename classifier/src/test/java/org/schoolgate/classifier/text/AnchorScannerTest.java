package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Origin;

class AnchorScannerTest {

  private static final String ALPHABET = "ab éß'-.\n";

  /** The last but one has the eight bits of a space, one of those before it those of a letter. */
  private static final String[] ALPHABETS = {
    "ab", "ab é", "kil mysef", "あ漢字 ab", "the cat sat on a mat", "abأئ "
  };

  @Test
  void noPhrasesFindNothing() {
    char[] text = "text".toCharArray();
    new AnchorScanner(List.of()).begin().scan(text, 0, 4, (phrases, start, end) -> found(phrases));
    new WordScanner(List.of()).begin().scan(text, 0, 4, (phrases, start, end) -> found(phrases));
  }

  private static void found(List<ListedPhrase> phrases) {
    throw new AssertionError("found " + phrases);
  }

  static List<Arguments> shapes() {
    return List.of(
        arguments("shorter than an anchor", List.of("漢", "字漢", "*abc*"), "字漢字 xabcx 漢"),
        arguments("exactly an anchor", List.of("ab", "*abcd*"), " ab abcd ab "),
        arguments(
            "one in the other", List.of("kill", "kill myself", "*kill*"), " kill myself kill"),
        arguments("the same anchor", List.of("xyzzy one", "xyzzy two", "a xyzzy"), " a xyzzy two "),
        arguments("at the very ends", List.of("ab", "yz"), " ab yz "),
        arguments("overlapping itself", List.of("*aaaa*", "*aaaaaa*"), "aaaaaaaa"),
        arguments("the null character in no pattern", List.of("kms"), " kms \0\0\0\0\0 kms "));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void agreesWithTheAutomaton(String name, List<String> phrases, String text) {
    List<ListedPhrase> listed =
        phrases.stream().map(each -> TextFixtures.phrase("drugs", 1, each)).toList();
    List<String> expected = found(new TrieScanner(listed), text.toCharArray(), 0, text.length());
    assertFalse(expected.isEmpty(), name);
    assertEquals(expected, found(new AnchorScanner(listed), text.toCharArray(), 0, text.length()));
    assertEquals(expected, found(new WordScanner(listed), text.toCharArray(), 0, text.length()));
  }

  /**
   * Random patterns in random text and in parts of it; of few letters, so that nearly everything
   * matches, whole and in pieces. With {@code -Dschoolgate.long=true} a million cases. How frequent
   * runs are, which says where the anchors stand and nothing else, is learnt anew for every
   * thousandth.
   */
  @Test
  void agreesWithTheAutomatonOnWhateverComes() {
    long seed = new Random().nextLong();
    int cases = Boolean.getBoolean("schoolgate.long") ? 1_000_000 : 3_000;
    RunFrequency frequency = new RunFrequency(Patterns.of(List.of()));
    for (int i = 0; i < cases; i++) {
      Random random = new Random(seed + i);
      String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
      List<ListedPhrase> phrases = new ArrayList<>();
      for (int n = 1 + random.nextInt(30); n > 0; n--) {
        String pattern =
            randomOf(alphabet, random, 1 + random.nextInt(1 << (2 + random.nextInt(4))));
        phrases.add(new ListedPhrase(Fixtures.category("drugs"), pattern, "test", pattern, 1, 1));
      }
      if (i % 1_000 == 0) {
        frequency = new RunFrequency(Patterns.of(phrases));
      }
      char[] text = randomOf(alphabet, random, random.nextInt(400)).toCharArray();
      int from = random.nextInt(text.length + 1);
      int to = from + random.nextInt(text.length - from + 1);
      List<String> expected = found(new TrieScanner(phrases), text, from, to);
      int chars = 4 + random.nextInt(4);
      String which = "seed " + (seed + i);
      for (PhraseScanner scanner :
          List.of(
              new AnchorScanner(Patterns.of(phrases), frequency, chars),
              new WordScanner(phrases, frequency))) {
        assertEquals(expected, found(scanner, text, from, to), which);
        assertEquals(expected, foundInPieces(scanner, text, from, to, random), which);
      }
    }
  }

  /**
   * The same as a lane finds it: piece by piece, each with the last characters of the one before,
   * and beside bits that are known, with whatever else around them.
   */
  private static List<String> foundInPieces(
      PhraseScanner scanner, char[] text, int from, int to, Random random) {
    byte[] bits = new byte[1 + text.length + WordKeys.BITS_BEYOND];
    random.nextBytes(bits);
    for (int i = 0; i < text.length; i++) {
      bits[1 + i] = Patterns.bits(text[i]);
    }
    List<String> found = new ArrayList<>();
    PhraseScanner.Scan scan = scanner.begin();
    int pieceMax = 1 + random.nextInt(1 + to - from);
    for (int at = from; at < to; ) {
      int fresh = at;
      int first = Math.max(from, fresh - Math.max(0, scanner.patternCharsMax() - 1));
      at = Math.min(to, at + 1 + random.nextInt(pieceMax));
      scan.scan(
          text,
          bits,
          first,
          at,
          (phrases, start, end) -> {
            if (end > fresh) {
              found.add(start + "-" + end + " " + phrases);
            }
          });
    }
    Collections.sort(found);
    return found;
  }

  private static List<String> found(PhraseScanner scanner, char[] text, int from, int to) {
    List<String> found = new ArrayList<>();
    scanner
        .begin()
        .scan(
            text, from, to, (phrases, start, end) -> found.add(start + "-" + end + " " + phrases));
    Collections.sort(found);
    return found;
  }

  private static String randomOf(String alphabet, Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** Against looking for each phrase by itself, through lanes that are told to scan anywhere. */
  @RepeatedTest(200)
  void findsInLanesWhatLookingForEachPhraseFinds() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<ListedPhrase> phrases = randomPhrases(random);
    String text = randomText(random, 1 + random.nextInt(30_000));
    String folded = " " + TextFixtures.folded("text/plain", text.replace('-', '.')) + " ";

    Set<String> expected = new TreeSet<>();
    for (ListedPhrase phrase : phrases) {
      for (int at = folded.indexOf(phrase.pattern());
          at >= 0;
          at = folded.indexOf(phrase.pattern(), at + 1)) {
        expected.add(at + phrase.pattern());
      }
    }

    assertEquals(expected, foundInLane(phrases, text.replace('-', '.'), random), "seed " + seed);
  }

  /** Through a lane that is told to scan at random places. */
  private static Set<String> foundInLane(List<ListedPhrase> phrases, String text, Random random) {
    List<String> found = new ArrayList<>();
    TextLane lane =
        new TextLane(
            PhraseBook.of(phrases),
            Origin.SHOWN,
            10,
            new TextLane.Sink() {
              @Override
              public void found(TextLane in, Meanings meanings, long start, long end) {
                meanings.forEach(phrase -> found.add(start + phrase.pattern()));
              }

              @Override
              public void foundAgain(TextLane in, ListedPhrase phrase, long start, long end) {}

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
      ListedPhrase phrase = TextFixtures.phrase("drugs", 1, text);
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
    cutAnywhere(new Random().nextLong());
  }

  /**
   * Of the first, one of two phrases of one place ends after a cut, and disguised words are told
   * before it; of the others, a word is asked about of which two readings overlap.
   */
  @ParameterizedTest
  @ValueSource(
      longs = {
        1331760004345380436L,
        5682419674823291297L,
        -6875841187244967918L,
        8399709915128228790L,
        4471012606307520747L,
        6078996191396149580L,
        -4270092336221896074L
      })
  void whatWasCutWronglyOnceChangesNothing(long seed) {
    cutAnywhere(seed);
  }

  private static void cutAnywhere(long seed) {
    Random random = new Random(seed);
    PhraseBook book = PhraseBook.of(randomPhrases(random));
    byte[] body = Fixtures.utf8(randomText(random, 40_000));
    BodyFormat format = BodyFormat.of("text/plain", null);
    Object whole = TextFixtures.scan(book, format, body);
    try (BodyScan stream = TextFixtures.open(book, format)) {
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
