package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

class TextScanTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("pornography", 40, "sex"),
          TextFixtures.phrase("pornography", 40, "cock"),
          TextFixtures.phrase("pornography", 40, "cunt"),
          TextFixtures.phrase("pornography", 30, "tit"),
          TextFixtures.phrase("suicide", 100, "kill myself"),
          TextFixtures.phrase("suicide", 30, "suicid*"),
          TextFixtures.phrase("suicide", -50, "suicide squad"),
          TextFixtures.phrase("self-harm", 60, "self harm"),
          TextFixtures.phrase("drugs", 31, "*weed"),
          TextFixtures.phrase("hate-speech", 50, "自殺"),
          TextFixtures.phrase("iwf-keywords", 150, "opaque words"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Essex, Sussex and Middlesex hospital  | ``",
        "cock-a-leekie soup                    | ``",
        "Scunthorpe                            | ``",
        "a tit-for-tat, a tit‑bit              | ``",
        "a cock - or a hen                     | cock",
        "a cock -and hen                       | cock",
        "cock--hen                             | cock",
        "sex.                                  | sex",
        "(sex)                                 | sex",
        "sex_education                         | sex",
        "I want to kill-myself                 | kill myself",
        "how-to-kill-myself-now                | kill myself",
        "kill, my-self                         | ``",
        "self-harm or self harm or selfharm    | self harm/self harm",
        "suicide-bomber, suicidal, unsuicidal  | suicid*/suicid*",
        "seaweed weeds                         | *weed",
        "次は自殺です                            | 自殺",
        "skill myself                          | ``",
        "KILL\tMY\u00ADSELF                    | kill myself",
      })
  void boundariesAreKept(String text, String expected) {
    TextFindings found = scan(text);

    assertEquals(expected, String.join("/", TextFixtures.phrases(found)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 40", "2, 60", "3, 70", "4, 70", "100, 70",
  })
  void repeatsCountLessAndLess(int times, int weight) {
    TextFindings found = scan("sex, ".repeat(times));

    assertEquals(Map.of(Fixtures.category("pornography"), weight), found.weights());
    assertEquals(Math.min(3, times), found.matches().size());
  }

  @Test
  void weightsAddUpByCategoryAndNegativeOnesExcuse() {
    TextFindings found = scan("The Suicide Squad had sex");

    assertEquals(-20, found.weights().get(Fixtures.category("suicide")));
    assertEquals(40, found.weights().get(Fixtures.category("pornography")));
  }

  @Test
  void aMatchTellsWhereAndInWhichWords() {
    Match.Phrase match = scan("Dear diary, today I’ll KILL  my­self! Bye.").matches().get(0);

    assertEquals("suicide.en", match.source());
    assertEquals(100, match.weight());
    assertEquals(23, match.offset());
    assertEquals(13, match.length());
    assertEquals(Origin.SHOWN, match.origin());
    assertEquals("Dear diary, today Ill KILL myself! Bye.", match.excerpt());
  }

  @Test
  void theExcerptIsBoundedOnBothSidesAndWhereTheTextIsLong() {
    String text = "before ".repeat(5000) + "kill myself " + "after ".repeat(5000);

    String excerpt = scan(text).matches().get(0).excerpt();

    assertTrue(excerpt.length() <= Match.Phrase.EXCERPT_MAX, excerpt);
    assertTrue(excerpt.length() > Match.Phrase.EXCERPT_MAX - 10, excerpt);
    assertTrue(excerpt.matches(".*before kill myself after.*"), excerpt);
  }

  @Test
  void theExcerptOfTextFullOfMarksStillHoldsTheMatch() {
    String excerpt = scan("a! ".repeat(200) + "kill myself").matches().get(0).excerpt();

    assertTrue(excerpt.endsWith("kill myself"), excerpt);
    assertTrue(excerpt.length() <= Match.Phrase.EXCERPT_MAX, excerpt);
  }

  @Test
  void illegalPhrasesAreNamedByAnOpaqueId() {
    Match.Phrase match = scan("some opaque words here").matches().get(0);

    assertTrue(match.phrase().matches("[0-9a-f]{12}"), match.phrase());
    assertEquals("", match.excerpt());
    assertEquals(150, match.weight());
  }

  @Test
  void theWeightiestMatchesAreKept() {
    ListedPhrase[] many = new ListedPhrase[200];
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < many.length; i++) {
      many[i] = TextFixtures.phrase("drugs", i + 1, "word" + i);
      text.append("word").append(i).append(' ');
    }

    TextFindings found =
        TextFixtures.scan(TextFixtures.book(many), "text/plain", Fixtures.utf8(text.toString()));

    assertEquals(PageTally.MATCHES_MAX, found.matches().size());
    assertEquals(
        200 - PageTally.MATCHES_MAX + 1,
        found.matches().stream().mapToInt(Match.Phrase::weight).min().orElseThrow());
    List<Long> offsets = found.matches().stream().map(Match.Phrase::offset).toList();
    assertEquals(offsets.stream().sorted().toList(), offsets);
    assertEquals(200 * 201 / 2, found.weights().get(Fixtures.category("drugs")));
  }

  @Test
  void whatIsCountedGrowsBeyondWhatIsKept() {
    StringBuilder menu = new StringBuilder();
    ListedPhrase[] many = new ListedPhrase[PageTally.MATCHES_MAX + 1];
    for (int i = 1; i < many.length; i++) {
      many[i] = TextFixtures.phrase("drugs", 50, "word" + i);
      menu.append("word").append(i).append(' ');
    }
    many[0] = TextFixtures.phrase("suicide", 100, "kill myself");
    try (BodyScan stream =
        TextFixtures.open(TextFixtures.book(many), BodyFormat.of("text/plain", null))) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8(menu.toString())));
      assertEquals(PageTally.MATCHES_MAX, stream.foundCount());
      assertEquals(PageTally.MATCHES_MAX, stream.findings().matches().size());

      stream.accept(ByteBuffer.wrap(Fixtures.utf8("nothing. ")));
      assertEquals(PageTally.MATCHES_MAX, stream.foundCount());

      stream.accept(ByteBuffer.wrap(Fixtures.utf8("kill myself ")));
      assertEquals(PageTally.MATCHES_MAX + 1, stream.foundCount());
      assertEquals(PageTally.MATCHES_MAX, stream.findings().matches().size());
      assertEquals(100, stream.findings().weights().get(Fixtures.category("suicide")));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "3, 3", "100, 3"})
  void onlyRepeatsThatWeighAreCounted(int times, int counted) {
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/plain", null))) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8("sex, ".repeat(times) + "seaweeds")));
      stream.finish();

      assertEquals(counted, stream.foundCount());
    }
  }

  @Test
  void typedWordsMayWeighOtherwise() {
    ListedPhrase typed =
        new ListedPhrase(Fixtures.category("drugs"), "weed", "drugs.en", " weed ", 60, 0);
    TextScan scan = new TextScan(TextFixtures.book(typed), Fixtures.OPAQUE_IDS, Origin.TYPED);
    for (char c : "weed".toCharArray()) {
      scan.main().append(c, 0);
    }
    scan.finish(4);

    assertEquals(60, scan.findings().weights().get(Fixtures.category("drugs")));
    assertTrue(
        TextFixtures.scan(TextFixtures.book(typed), "text/plain", Fixtures.utf8("weed")).isEmpty());
  }

  private static TextFindings scan(String text) {
    return TextFixtures.scan(BOOK, "text/plain", Fixtures.utf8(text));
  }

  @Test
  void whateverAddsWeightIsCountedAsFound() {
    String repeats = "<p>suicidal, suicidal, suicidal</p>";
    try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("text/html", null))) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8(repeats)));
      long before = stream.foundCount();
      int weight = stream.findings().weights().getOrDefault(Fixtures.category("suicide"), 0);

      stream.accept(ByteBuffer.wrap(Fixtures.utf8("<h1>suicidal</h1>")));

      assertTrue(stream.foundCount() > before);
      assertEquals(weight + 30, stream.findings().weights().get(Fixtures.category("suicide")));
    }
  }

  @Test
  void ofWhatIsReadTwiceTheExcerptIsThatOfTheTextWhenever() {
    byte[] body = Fixtures.utf8("[\"how to kill myself <b>now</b> in a garden\"]");
    TextFindings whole = TextFixtures.scan(BOOK, "application/json", body);
    assertEquals(
        List.of("how to kill myself b now b in a garden"),
        whole.matches().stream().map(Match.Phrase::excerpt).toList());
    for (int piece = 1; piece < body.length; piece++) {
      try (BodyScan stream = TextFixtures.open(BOOK, BodyFormat.of("application/json", null))) {
        for (int at = 0; at < body.length; at += piece) {
          stream.accept(ByteBuffer.wrap(body, at, Math.min(piece, body.length - at)));
          stream.findings();
        }
        stream.finish();
        assertEquals(whole, stream.findings(), "pieces of " + piece);
      }
    }
  }
}
