package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;
import static org.schoolgate.classifier.text.TextFixtures.phrase;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

final class TypedWordsTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          phrase("suicide", 60, "suicide"),
          phrase("suicide", 100, "how to kill myself"),
          phrase("suicide", 100, "want to die"),
          phrase("suicide", 60, "kill myself"),
          phrase("self-harm", 60, "hurt myself"),
          phrase("self-harm", 60, "keep cutting myself"),
          phrase("eating-disorders", 60, "anorexia tips"),
          phrase("drugs", 60, "paracetamol overdose"),
          phrase("bullying", 60, "everyone hates me"),
          phrase("pornography", 60, "porn"),
          phrase("adult-content", 60, "shit"));

  @ParameterizedTest
  @CsvSource({
    "i want to comit suiside, suicide",
    "sewerside, suicide",
    "suwiside, suicide",
    "sucide notes, suicide",
    "i wnt 2 dye i wanna die, want to die",
    "how 2 kil miself, how to kill myself",
    "hw to kill mysef, how to kill myself",
    "i wana hrt maself, hurt myself",
    "i keep cuttin myself, keep cutting myself",
    "i kep cuting mysellf, keep cutting myself",
    "anarexia tips, anorexia tips",
    "parasetamol overdos, paracetamol overdose",
    "evry1 everyone haets me, everyone hates me",
    "#howtokillmyself, how to kill myself",
    "#HowToKillMyself now, how to kill myself",
    "iwanttodie, want to die",
    "iwant todie, want to die",
    "h0wt0k1llmys3lf, how to kill myself",
    "kiiiillmyself now, kill myself",
    "k*ll mys*lf, kill myself",
    "flesym llik ot woh, how to kill myself",
    "woh ot llik flesym, how to kill myself",
    "how to llik flesym, how to kill myself",
    "i want to k1l mysl3f, kill myself",
    "how 2 kil mysylf, kill myself",
    "parasetamole overdoce, paracetamol overdose",
    "howdoikillmyselfandnotfailthistime, kill myself",
    "idontwannadie ihate it iwannadie, want to die",
    "h o w t o k i l l m y s e l f, how to kill myself",
    "i w a n t  t o  d i e, want to die",
    "i.w.a.n.n.a.d.i.e, want to die",
    "k i l l  m.y.s.e.l.f, kill myself",
    "i w4nt 2 d13, want to die",
    "i wnt to k1ll miself, kill myself",
    "u suck y do i want 2 die, want to die",
    "free-porn-videos, porn",
    "iwanttokilmyself, kill myself",
    "howtokillmyslef, how to kill myself",
    "howtokilmysefl, how to kill myself",
    "iwantodietoday, want to die",
    "iwanttokillmiself, kill myself",
    "hurrtmyself, hurt myself",
    "how-to-kil-miself-now, how to kill myself",
    "i-wanttodie-so-much, want to die",
  })
  void whatIsMeantIsFound(String typed, String found) {
    assertTrue(phrases(BOOK, typed).contains(found), () -> typed + ": " + phrases(BOOK, typed));
  }

  @ParameterizedTest
  @CsvSource({
    "a shirt on the short beach",
    "seaside holiday",
    "prawn and corn and pore and prong",
    "prn mode",
    "shiit is not quite a word",
    "2 2 4",
    "the suicides of caesar and brutus",
    "ich will diese neue hose haben und dann spielen wir fussball im garten",
    "chce isc do domu i zjesc obiad z mama",
    "penistone church",
    "skill my selfie",
    "live on time saw no evil",
    "the colour #p03n51 and #5h17aa",
    "s k i l l m y s e l f i e",
    "kashitake mushrooms in mashitup",
    "the pornographicon of tophorn",
    "pepa pig songz",
    "how to kiln my shelf",
    "przy miself kil",
    "a sewersíde view",
    "shit-for-tat",
    "howtokilnmyshelf",
    "pornpornpornnppornporon",
    "kindergartenfreund und wantodean",
    "shit-a-leekie soup",
  })
  void whatIsSomethingElseIsNot(String typed) {
    assertEquals(List.of(), phrases(BOOK, typed));
  }

  @Test
  void theWordsOfAnotherLanguageAreNoReasonToCorrectTheirNeighbours() {
    ListedPhrase english = phrase("suicide", 60, "suicide");
    ListedPhrase welsh = phrase("bullying", 60, "ei gilydd hyll");
    PhraseBook book =
        TextFixtures.book(
            english,
            new ListedPhrase(
                welsh.category(),
                welsh.text(),
                "bullying.cy",
                welsh.pattern(),
                60,
                60,
                new Terms(false, false, null, Set.of(), "cy"),
                null,
                null));

    assertEquals(List.of(), phrases(book, "hyll gilydd suicid yw"));
    assertEquals(List.of("suicide"), phrases(book, "this is suicid yw"));
  }

  @Test
  void aMatchStandsWhereTheWordsStand() {
    Match.Phrase match = scan(BOOK, "help, i wnt 2 kil miself today").matches().get(0);

    assertEquals("kill myself", match.phrase());
    assertEquals(14, match.offset());
    assertEquals("kil miself".length(), match.length());
  }

  @Test
  void aPageIsReadAsItIsSpelt() {
    TextFindings page =
        TextFixtures.scan(
            BOOK,
            BodyFormat.of("text/plain", null),
            "sewerside".getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertTrue(page.isEmpty());
  }

  @Test
  void whereTheTextIsCutChangesNothing() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] words = {
      "how",
      "2",
      "kil",
      "miself",
      "sewerside",
      "i",
      "wana",
      "die",
      "haus",
      "hrt",
      "-",
      ".",
      "#iwanttodie"
    };
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 40; i++) {
        text.append(words[random.nextInt(words.length)]).append(' ');
      }
      assertEquals(
          told(text.toString(), 1000),
          told(text.toString(), 1 + random.nextInt(9)),
          "seed " + seed);
    }
  }

  private static List<String> told(String text, int pieceChars) {
    TextScan scan = new TextScan(BOOK, OPAQUE_IDS, Origin.TYPED);
    for (int at = 0; at < text.length(); at++) {
      scan.main().append(text.charAt(at), at);
      if (at % pieceChars == 0) {
        scan.foundCount();
      }
    }
    scan.finish(text.length());
    List<String> told = new ArrayList<>();
    scan.findings().matches().forEach(match -> told.add(match.offset() + match.phrase()));
    return told;
  }

  /** Ordinary words take a shorter way, where no symbol before them makes them odd. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "i want to kill myselfnow<title>-*/kill myself and that is all",
        "i want to kill miself.w4/want to dye and go home early",
        "hello there, kil myself)*(hurt miself and then (5,kil) myself",
      })
  void whereWordsAreCutChangesNothing(String typed) {
    List<String> whole = read(typed, typed.length());
    for (int cut = 0; cut < typed.length(); cut++) {
      assertEquals(whole, read(typed, cut), "cut at " + cut);
    }
  }

  private static List<String> read(String typed, int cut) {
    TextScan scan = new TextScan(BOOK, OPAQUE_IDS, Origin.TYPED);
    char[] chars = typed.toCharArray();
    scan.main().append(chars, 0, cut, 0);
    scan.main().append(chars, cut, chars.length - cut, cut);
    scan.finish(chars.length);
    return scan.findings().matches().stream()
        .map(match -> match.offset() + "+" + match.length() + match.phrase())
        .toList();
  }

  @Test
  void aLongTextIsLookedAtInItsBeginning() {
    String filler = "word ".repeat(TypedWords.CHARS_MAX / 5);

    assertEquals(List.of("suicide"), phrases(BOOK, "sewerside " + filler));
    assertEquals(List.of(), phrases(BOOK, filler + "sewerside"));
  }

  @Test
  void theIndexOfManyWordsIsBounded() {
    Random random = new Random(7);
    List<ListedPhrase> many = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      char[] word = new char[12];
      for (int k = 0; k < word.length; k++) {
        word[k] = (char) ('a' + random.nextInt(26));
      }
      many.add(phrase("drugs", 60, new String(word)));
    }

    assertTrue(new Misspellings(many).entryCount() <= Misspellings.ENTRIES_MAX);
  }

  private static List<String> phrases(PhraseBook book, String typed) {
    return scan(book, typed).matches().stream().map(Match.Phrase::phrase).toList();
  }

  private static TextFindings scan(PhraseBook book, String typed) {
    return new TextClassifier(book, OPAQUE_IDS).scanTyped(typed);
  }
}
