package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

class TypedTallyTest {

  private static final Category SUICIDE = Fixtures.category("suicide");
  private static final String FAR = " and then we all went home for tea ";

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("suicide", 60, "kill myself"),
          TextFixtures.phrase("suicide", 60, "suicide"),
          TextFixtures.phrase("suicide", -60, "suicide squad"),
          TextFixtures.phrase("suicide", -60, "kill myself laughing"),
          TextFixtures.phrase("suicide", -40, "cinderella"),
          TextFixtures.phrase("drugs", 60, "weed"));

  private static TextFindings typed(String text, int charsAtOnce) {
    TextScan scan = new TextScan(BOOK, Fixtures.OPAQUE_IDS, Origin.TYPED);
    for (int at = 0; at < text.length(); at++) {
      scan.main().append(text.charAt(at), at);
      if (at % charsAtOnce == 0) {
        scan.findings();
      }
    }
    scan.finish(text.length());
    return scan.findings();
  }

  private static int of(Map<Category, Integer> weights) {
    return weights.getOrDefault(SUICIDE, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "kill myself, 60, 60",
    "the suicide squad, 0, 0",
    "i could kill myself laughing, 0, 0",
    "kill myself cinderella, 20, 60",
    "cinderella: did she kill myself, 20, 60",
    "kill myself*cinderella, 60, 60",
    "suicide squad*kill myself, 60, 60",
    "cinderella*suicide squad*suicide*kill myself, 120, 120",
    "suicide squad suicide squad suicide squad suicide, 0, 60",
    "cinderella cinderella weed, 0, 0",
    "kill myself kill myself kill myself kill myself, 105, 105",
    "kill myself*kill myself cinderella, 70, 90",
  })
  void anExcuseCountsForWhatItStandsBy(String text, int counted, int noticed) {
    for (int charsAtOnce : new int[] {1, 3, 1000}) {
      TextFindings found = typed(text.replace("*", FAR), charsAtOnce);

      assertEquals(counted, of(found.weights()), text);
      assertEquals(noticed, of(found.noticed()), text);
    }
  }

  private static final String LESSON =
      "The lesson is about the law, and about friends who look after each other. ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "The leaflet says that suicide is never the only way. ~ 36 ~ 60",
        "the leaflet says that suicide is never the only way. ~ 60 ~ 60",
        "The leaflet says to me that suicide is the only way. ~ 60 ~ 60",
        "I want it: suicide is never going to leave my head. ~ 60 ~ 60",
        "It must be suicide. ~ 60 ~ 60",
        "THE LEAFLET SAYS THAT SUICIDE IS NEVER THE ONLY WAY. ~ 60 ~ 60",
        "how to kill myself ~ 60 ~ 60",
        "The leaflet says what it means to kill myself and all. ~ 60 ~ 60",
        "The leaflet says that s.u.i.c.i.d.e is never the only way. ~ 60 ~ 60",
        "Suicide is not what Cinderella thinks of in the attic, nor ever was. ~ 0 ~ 60",
        "Suicide is what she thinks of in the attic, but Cinderella sings. ~ 0 ~ 60",
        "suicide is what she thinks of in the attic, but cinderella sings ~ 60 ~ 60",
        "The leaflet says that suicide is never the only way, and suicide is told. ~ 54 ~ 90",
      })
  void aWrittenOutSentenceOfALongTextCountsAsOnAPage(String text, int counted, int noticed) {
    for (String whole : new String[] {LESSON + LESSON + text, text + " " + LESSON + LESSON}) {
      for (int charsAtOnce : new int[] {1, 3, 1000}) {
        TextFindings found = typed(whole, charsAtOnce);

        assertEquals(counted, of(found.weights()), whole);
        assertEquals(noticed, of(found.noticed()), whole);
      }
    }
  }

  @Test
  void inAShortTextAndUntilItEndsASentenceCountsWhole() {
    assertEquals(60, of(typed("The leaflet says that suicide is the only way.", 1).weights()));
    assertEquals(60, of(typed(LESSON + LESSON + "The leaflet says that suicide is", 1).weights()));
  }

  @Test
  void howManySentencesAreRememberedIsBounded() {
    String sentence = "The leaflet says a lot about the law of the land. ";
    TextFindings found =
        typed(sentence.repeat(5_000) + "It says that suicide is a sin too.", 4_096);

    assertEquals(60, of(found.weights()));
  }

  @Test
  void whatItIsThatMakesItCountLessIsTold() {
    TextFindings found = typed(LESSON + LESSON + "The leaflet says that suicide is no way.", 7);

    assertEquals(Set.of(Counting.Why.PROSE), found.matches().get(0).counting().why());
  }

  @Test
  void aFloodOfExcusesHidesNothing() {
    TextFindings found = typed("cinderella, ".repeat(5_000) + "kill myself", 4_096);

    assertEquals(60, of(found.weights()));
    assertEquals(
        1,
        found.matches().stream()
            .filter(match -> match.phrase().equals("kill myself") && match.weight() == 60)
            .count());
  }

  @Test
  void aFloodOfWhatIsExcusedIsExcusedNoMore() {
    TextFindings found = typed("suicide squad, ".repeat(5_000) + "kill myself", 4_096);

    assertEquals(105 + 60, of(found.weights()));
    assertTrue(TextFixtures.phrases(found).contains("kill myself"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "application/json ~ {\"a\":\"<b>kill</b> myself\"}",
        "application/json ~ {\"a\":\"kill myself <b>now</b>\"}",
        "application/x-www-form-urlencoded ~ a=kill+myself+%3Cb>now",
        "text/plain ~ kill myself &amp; <p>go</p>",
      })
  void whatIsReadInTwoWaysCountsOnce(String type, String body) {
    TextScan scan = new TextScan(BOOK, Fixtures.OPAQUE_IDS, Origin.TYPED);
    try (BodyScan stream = BodyScan.open(BodyFormat.of(type, null), scan)) {
      stream.accept(ByteBuffer.wrap(Fixtures.utf8(body)));
      stream.finish();

      assertEquals(60, of(stream.findings().weights()), body);
      assertEquals(1, stream.findings().matches().size(), body);
    }
  }

  @Test
  void onPagesWhatStandsElsewhereExcusesToo() {
    TextFindings shown =
        TextFixtures.scan(BOOK, "text/plain", Fixtures.utf8("kill myself" + FAR + "cinderella"));

    assertEquals(20, of(shown.weights()));
    assertEquals(20, of(shown.noticed()));
  }
}
