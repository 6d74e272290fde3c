package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;
import static org.schoolgate.classifier.source.Fixtures.category;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.source.Fixtures;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Counting;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.TextFindings;

/** What a line of a phrase file may say besides a weight and a phrase, and what comes of it. */
final class PhraseTermsTest {

  private @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "60 cut >0 myself; i cut myself; cut … myself",
        "60 cut >0 myself; i cut it myself;",
        "60 cut >1 myself; i cut it myself; cut … myself",
        "60 cut >1 myself; myself i cut;",
        "60 cut &1 myself; myself i cut; myself … cut",
        "60 cut &1 myself; myself and i do cut;",
        "60 bomb & nails; nails for a bird box and no end of words and then a bomb; nails … bomb",
        "60 bomb & nails & instructions; nails bomb;",
        "60 want to|going to >2 die|end it; i am going to just end it; going to … end it",
        "60 want to|going to >2 die|end it; i am going to see a big die;",
        "60 want to die|wish to die; i wish to die; wish to die",
        "60 how >1 make >2 bomb; how to make a bomb; how … make … bomb",
        "60 how >1 make >2 bomb; make a bomb and how to make a cake and a bomb;",
        "60 @self >0 harm; some self harm; self … harm",
        "60 hurt* >3 myself; hurting only myself; hurt … myself",
      })
  void aCombinationIsFoundAsItsGapsSay(String line, String text, String found) throws Exception {
    PhraseBook book = book("set self = self|my self", line);
    List<String> expected = found == null ? List.of() : List.of(found);

    assertEquals(expected, phrases(typed(book, text)), "typed");
    assertEquals(expected, phrases(shown(book, "<p>" + text)), "shown");
  }

  /** A chain of parts is found whichever of the earlier places belongs to it. */
  @Test
  void aPartThatLeadsNowhereHidesNone() throws Exception {
    PhraseBook book = book("60 one >1 two >1 three >1 four");
    String text = "one two a three b two c three d d d one e two f three g four";

    assertEquals(List.of("one … two … three … four"), phrases(shown(book, text)));
    assertEquals(List.of(), phrases(shown(book, text.replace("f three", "three x x f"))));
  }

  /** However many disguised parts follow, the one that stands near is known. */
  @Test
  void manyDisguisedPartsHideNone() throws Exception {
    PhraseBook book = book("80 strangle >3 teacher");
    String text =
        "i will strangle the t3acher today "
            + "and the cat sat there then my t3acher came home ".repeat(20)
            + "quite ordinary words ".repeat(200);

    assertEquals(List.of("strangle \u2026 teacher"), phrases(shown(book, text)));
  }

  /** What stands so far back that it was forgotten is as far away as it was. */
  @Test
  void whatIsForgottenIsNotNear() throws Exception {
    PhraseBook book = book("100 best &5 exit & members");
    String between = "quite ordinary words ".repeat(600);

    String far = "the exit is here. " + between + " which is best. our members agree " + between;
    assertEquals(List.of(), phrases(shown(book, far)));
    String near = "the best exit is here. " + between + " our members agree " + between;
    assertEquals(List.of("best \u2026 exit \u2026 members"), phrases(shown(book, near)));
  }

  /** Whoever writes a page so that parts are compared without end has it refused as unreadable. */
  @Test
  void theWorkThatPartsMakeIsBounded() throws Exception {
    PhraseBook book = book("60 one >0 two >100 three >100 four");
    byte[] page = Fixtures.utf8("one x two three four ".repeat(150_000));
    try (BodyScan stream = TextFixtures.open(book, BodyFormat.of("text/plain", null))) {
      stream.accept(ByteBuffer.wrap(page));
      stream.finish();

      assertEquals(List.of(), phrases(stream.findings()));
      assertTrue(stream.undecodable());
    }
  }

  @ParameterizedTest(name = "{0} in \"{1}\": {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          60 pills >3 die         | pills to die, pills to die    | pills to die
          60 pills >3 die         | the pills to die of           | pills to die
          60 die &3 pills         | the pills to die of           | pills to die
          60 how >2 take >2 pills | say how to take the pills now | how to take the pills
          60 pills & die          | pills, of which some die      | pills, of which some die
          """)
  void aCombinationCountsOnceAndStandsFromItsFirstPartToItsLast(
      String line, String text, String stands) throws Exception {
    TextFindings found = typed(book(line), text);

    assertEquals(60, found.weights().get(category("suicide")));
    assertEquals(text.indexOf(stands), found.matches().get(0).offset());
    assertEquals(stands.length(), found.matches().get(0).length());
  }

  @Test
  void ofACombinationWhosePartsStandFarApartTheLastIsTold() throws Exception {
    for (int between : new int[] {900, 1500, 100_000}) {
      String text = "pills " + "x ".repeat(between / 2) + "die now";
      int from = between < 1024 ? 0 : text.indexOf("die");
      TextFindings found = shown(book("60 pills & die"), text);

      assertEquals(from, found.matches().get(0).offset(), () -> "between " + between);
      assertEquals(text.indexOf("die") + 3 - from, found.matches().get(0).length());
    }
  }

  @Test
  void partsMayStandInTheTitleAndInTheTextUnlessTheyHaveAGap() throws Exception {
    String page = "<title>quiet methods</title><p>choose yours to die";

    assertEquals(List.of("methods … to die"), phrases(shown(book("60 methods & to die"), page)));
    assertEquals(List.of(), phrases(shown(book("60 methods &9 to die"), page)));
  }

  @Test
  void misspeltAndMaskedWordsArePartsToo() throws Exception {
    PhraseBook book = book("typed 60 want to|going to >2 kill >0 myself");

    assertEquals(
        List.of("want to … kill … myself"), phrases(typed(book, "i wanna just kil miself")));
    assertEquals(List.of("want to … kill … myself"), phrases(typed(book, "i want to k*ll myself")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "suicide squad is a film; 0",
        "suicide squad is a film about suicide; 60",
        "suicide; 60",
        "the squad; 0",
      })
  void whatStandsInAnExceptionDoesNotCount(String text, int sum) throws Exception {
    PhraseBook book = book("60 suicide", "except suicide squad");

    assertEquals(sum, typed(book, text).weights().getOrDefault(category("suicide"), 0));
    assertEquals(sum, shown(book, "<p>" + text).weights().getOrDefault(category("suicide"), 0));
  }

  @Test
  void anExceptionHoldsHoweverOftenItComes() throws Exception {
    PhraseBook book = book("60 suicide", "except suicide squad");

    assertEquals(0, sum(shown(book, "<p>suicide squad ".repeat(500))));
    assertEquals(60, sum(shown(book, "<p>suicide squad ".repeat(500) + "suicide")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "20 roulette; 50 roulette|poker; i play roulette; 50",
        "50 roulette|poker; 20 roulette; i play roulette; 50",
        "20 roulette; 20 roulette|poker; i play roulette; 20",
        "20 roulette|dice; 20 roulette|poker; i play roulette; 20",
        "20 roulette*; 30 roulette; i play roulette; 30",
        "20 roulette; 50 roulette|poker; roulette and roulette; 70",
        "20 play roulette; 50 roulette; play roulette; 70",
        "60 roulette &5 online; 40 roulette &9 online; roulette online; 60",
        "60 roulette &5 online; 40 poker &9 online; poker roulette online; 100",
        "-20 roulette; -50 roulette|poker; roulette; -50",
        "-20 roulette; 50 roulette|poker; roulette; 30",
        "noticed 60 roulette; 40 roulette|poker; roulette; 40",
        "60 roulette; noticed 40 roulette|poker; roulette; 60",
        "for:pupil 40 roulette; 60 roulette|poker; roulette; 60",
      })
  void thePlaceOfAPhraseCountsOnce(String one, String other, String text, int sum)
      throws Exception {
    for (PhraseBook book : List.of(book(one, other), book(other, one))) {
      assertEquals(sum, sum(shown(book, "<p>" + text)), "shown");
      assertEquals(Math.max(0, sum), sum(typed(book, text)), "typed");
    }
  }

  @Test
  void oneWordOfTwoLanguagesCountsOnceAndInEachCategory() throws Exception {
    Fixtures.write(folder, "a.phrases", "category: gambling", "language: en", "20 roulette|dice");
    Fixtures.write(folder, "b.phrases", "category: gambling", "language: fr", "50 roulette");
    Fixtures.write(folder, "c.phrases", "category: drugs", "language: en", "30 roulette");
    PhraseBook book = PhraseFiles.read(List.of(folder), Fixtures.CATEGORIES);

    for (TextFindings found : List.of(typed(book, "roulette"), shown(book, "<p>roulette"))) {
      assertEquals(50, found.weights().get(category("gambling")));
      assertEquals(30, found.weights().get(category("drugs")));
      assertEquals(2, found.matches().size());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "gin, 60, 60, 60, ''",
    "i never gin, 60, 60, 0, DENIED",
    "gin and tea, 60, 60, 20, EXCUSED",
    "gin tea-caddy gin, 60, 30, 30, REPEATED",
    "ale, 40, 40, 0, NOTICED",
    "i never ale, 40, 40, 0, 'DENIED, NOTICED'",
  })
  void aMatchSaysHowItCounts(String text, int listed, int noticed, int decided, String why)
      throws Exception {
    PhraseBook book = book("60 gin", "typed -40 and tea", "noticed 40 ale");
    Match.Phrase last =
        typed(book, text).matches().stream()
            .filter(match -> match.weight() > 0)
            .reduce((first, next) -> next)
            .orElseThrow();

    assertEquals(noticed, last.weight());
    assertEquals(listed, last.counting().listed());
    assertEquals(decided, last.counting().decided());
    assertEquals(
        why,
        String.join(", ", new TreeSet<>(last.counting().why()).stream().map(Enum::name).toList()));
  }

  @Test
  void aMatchOfAPageSaysHowItCounts() throws Exception {
    PhraseBook book = book("40 gin", "for:adult 50 ale", "noticed 30 rum");
    String words = "quite ordinary words ".repeat(2 * PageTally.LONG_CHARS / 21);

    assertEquals(
        List.of(
            new Counting(40, 80, Set.of(), Set.of(Counting.Why.HEADING)),
            new Counting(40, 20, Set.of(), Set.of(Counting.Why.REPEATED)),
            new Counting(50, 50, Set.of(Audience.ADULT), Set.of()),
            new Counting(30, 0, Set.of(), Set.of(Counting.Why.NOTICED))),
        shown(book, "<title>gin</title><p>gin ale rum").matches().stream()
            .map(Match.Phrase::counting)
            .toList());
    assertEquals(
        Set.of(Counting.Why.LONG_PAGE),
        shown(book, "<p>" + words + "gin").matches().get(0).counting().why());
  }

  @Test
  void whatIsMoreUrgentIsNotLostInItsPlace() throws Exception {
    PhraseBook book = book("severity:low 60 gin", "severity:high 20 gin|ale");

    assertEquals(Severity.HIGH, severity(typed(book, "gin")));
    assertEquals(Severity.HIGH, severity(shown(book, "<p>gin")));
  }

  @Test
  void whatIsOnlyNoticedBlocksNothing() throws Exception {
    TextFindings found = typed(book("typed noticed 80 kill herself"), "she may kill herself");

    assertEquals(0, found.weights().get(category("suicide")));
    assertEquals(80, found.noticed().get(category("suicide")));
  }

  @Test
  void aPhraseCountsForItsAudiencesAlone() throws Exception {
    TextFindings found = typed(book("for:young-child,pupil 60 vodka", "20 gin"), "vodka and gin");

    assertEquals(80, found.sums(Audience.PUPIL).decided().get(category("suicide")));
    assertEquals(80, found.sums(Audience.YOUNG_CHILD).noticed().get(category("suicide")));
    assertEquals(20, found.sums(Audience.ADULT).decided().get(category("suicide")));
    assertEquals(20, found.weights().get(category("suicide")));
  }

  @Test
  void thePhraseThatIsMostUrgentSaysHowUrgentTheTextIs() throws Exception {
    PhraseBook book = book("severity:low 60 gin", "severity:high 60 vodka", "60 rope");

    assertEquals(Severity.LOW, severity(typed(book, "gin")));
    assertEquals(Severity.HIGH, severity(typed(book, "gin and vodka")));
    assertEquals(Severity.CRITICAL, severity(typed(book, "gin and a rope")));
  }

  @ParameterizedTest
  @CsvSource({
    "i want to kill myself, 60, 60, CRITICAL",
    "i would never kill myself, 0, 60, HIGH",
    "i dont want to kill myself, 0, 60, HIGH",
    "i do not even want to kill myself, 0, 60, HIGH",
    "i dont care i will kill myself, 60, 60, CRITICAL",
    "never mind ill kill myself, 60, 60, CRITICAL",
    "i would never kill myself or will i kill myself, 60, 90, CRITICAL",
  })
  void whatIsDeniedIsNoticedAndNotBlocked(String text, int decided, int noticed, Severity severity)
      throws Exception {
    TextFindings found = typed(book("60 kill myself"), text);

    assertEquals(decided, found.weights().get(category("suicide")));
    assertEquals(noticed, found.noticed().get(category("suicide")));
    assertEquals(severity, severity(found));
  }

  @ParameterizedTest
  @CsvSource({
    "i dont want to live, 80",
    "i really dont even want to wake up, 80",
  })
  void aDenialThatIsAPartOfWhatIsMeantDeniesNothing(String text, int decided) throws Exception {
    PhraseBook book = book("80 dont >2 want to live|want to wake up");

    assertEquals(decided, typed(book, text).weights().get(category("suicide")));
  }

  @Test
  void aTitleOrHeadingCountsDoubleOnce() throws Exception {
    PhraseBook book = book("40 gore");

    assertEquals(40, sum(shown(book, "<title>a page</title><p>gore")));
    assertEquals(80, sum(shown(book, "<title>gore</title><p>a page")));
    assertEquals(80 + 20, sum(shown(book, "<title>gore</title><p>more gore")));
    assertEquals(80 + 20, sum(shown(book, "<h1>gore</h1><h2>gore</h2>")));
    assertEquals(40, sum(shown(book, "<h1>a page</h1><h3>gore</h3>")));
  }

  @Test
  void inALongPageWeakPhrasesCountLess() throws Exception {
    PhraseBook book = book("40 gore", "100 vile gore");
    String words = "quite ordinary words ".repeat(2 * PageTally.LONG_CHARS / 21);

    int weak = sum(shown(book, "<p>" + words + "gore"));
    assertTrue(weak > 15 && weak < 25, () -> String.valueOf(weak));
    assertEquals(100 + weak, sum(shown(book, "<p>" + words + "vile gore")));
    assertEquals(40, sum(typed(book, words + "gore")));
  }

  @Test
  void aPageFullOfStrongPhrasesHidesBehindNoGoodWords() throws Exception {
    PhraseBook book = book("100 ale", "100 gin", "100 rum", "80 rye", "-100 helpline", "-100 tea");

    assertEquals(100, sum(shown(book, "<p>ale gin rum helpline tea")));
    assertEquals(380 - 100, sum(shown(book, "<p>ale gin rum rye helpline")));
    assertEquals(380 / 2, sum(shown(book, "<p>ale gin rum rye helpline tea helpline tea")));
  }

  @Test
  void whereTheTextIsCutChangesNothing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    PhraseBook book =
        book("60 suicide", "except suicide squad", "40 want >3 die", "30 rope & pills");
    List<String> words =
        new ArrayList<>(
            List.of("suicide", "squad", "want", "to", "die", "rope", "pills", "<h1>", "</h1>"));
    for (int round = 0; round < 100; round++) {
      Collections.shuffle(words, random);
      String text = String.join(" ", words).repeat(1 + random.nextInt(3));
      try (TextStream pieces = open(book)) {
        for (byte each : Fixtures.utf8(text)) {
          pieces.accept(ByteBuffer.wrap(new byte[] {each}));
          pieces.foundCount();
        }
        pieces.finish();
        assertEquals(shown(book, text).weights(), pieces.findings().weights(), "seed " + seed);
      }
    }
  }

  private static TextStream open(PhraseBook book) {
    return TextFixtures.open(book, BodyFormat.of("text/html", null));
  }

  private PhraseBook book(String... lines) throws Exception {
    String[] whole = new String[lines.length + 2];
    whole[0] = "category: suicide";
    whole[1] = "language: en";
    System.arraycopy(lines, 0, whole, 2, lines.length);
    Fixtures.write(folder, "suicide.phrases", whole);
    return PhraseFiles.read(List.of(folder), Fixtures.CATEGORIES);
  }

  private static TextFindings typed(PhraseBook book, String text) {
    return new TextClassifier(book, OPAQUE_IDS).scanTyped(text);
  }

  private static TextFindings shown(PhraseBook book, String html) {
    return TextFixtures.scan(book, "text/html", Fixtures.utf8(html));
  }

  private static int sum(TextFindings found) {
    return found.weights().getOrDefault(category("suicide"), 0);
  }

  private static Severity severity(TextFindings found) {
    return found.severity(category("suicide")).orElseThrow();
  }

  private static List<String> phrases(TextFindings found) {
    return found.matches().stream().map(Match.Phrase::phrase).toList();
  }
}
