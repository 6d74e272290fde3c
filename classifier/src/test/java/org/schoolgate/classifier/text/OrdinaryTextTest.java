package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Origin;

class OrdinaryTextTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("suicide", 60, "kill myself"),
          TextFixtures.phrase("drugs", 60, "weed"),
          TextFixtures.phrase("pornography", 60, "cock"));

  /** A text is taken up to the bar, and folds to what stands beside it; # is the end of a line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Ordinary words stand here |and~ordinary words stand here ",
        "Well, he (who else?) said: \"No.\" |~well he who else said no ",
        "It isn't the dogs' bowl |~it isnt the dogs bowl ",
        "It isn\u2019t \u201Ca\u201D bowl \u2014 no |~it isnt a bowl no ",
        "He said 'tis so, ''tis |~he said tis so tis ",
        "It is ' and '' and ' , so |~it is and and so ",
        "na\u00EFve caf\u00E9s and \u017Eluva |~naive cafes and zluva ",
        "lines#end#here#|~lines end here ",
        "    many     spaces    |~many spaces ",
        "     |~``",
        "a well-known - and good - word |~a well known and good word ",
        "in 2024 or 1.5 of 1,000 and 2000 |~in 2024 or 1 5 of 1 000 and 2000 ",
        "plain words and |k1ll them all ~plain words and ",
        "plain words |www.4u.example are gone ~plain words ",
        "plain words |and-more-of words ~plain words ",
        "plain words |hanging- words ~plain words ",
        "plain words are |sooo plain that ~plain words are ",
        "plain words are |s p e l t out ~plain words are ",
        "plain words or a b two |~plain words or a b two ",
        "plain words 1 2 3 4 five |~plain words 1 2 3 4 five ",
        "plain words 1 |2 3 d five ~plain words 1 ",
        "plain words |stra\u00DFe and ~plain words ",
        "plain words |\u043F\u0440\u0438 and ~plain words ",
        "plain words |\u6F22 and ~plain words ",
        "plain words |\u202E and ~plain words ",
        "plain words |c*ts and ~plain words ",
        "plain words are so! and! they are |~plain words are so and they are ",
        "plain words cost |$5 or so ~plain words cost ",
        "a line of words so |long-that-it-goes-over-several-eights ~a line of words so ",
        "|k1ll them all ~``",
        "|one~``",
      })
  void textIsTakenUpToTheFirstWordThatIsNotOrdinary(String text, String folded) {
    char[] chars = text.replace("|", "").replace("#", "\r\n").toCharArray();
    byte[] bits = new byte[1 + chars.length + OrdinaryText.BYTES_BEYOND];
    OrdinaryText ordinary = new OrdinaryText();

    int next = ordinary.fold(chars, 0, chars.length, bits, 1);

    assertEquals(text.replace("#", "\r\n").indexOf('|'), ordinary.end());
    assertEquals(folded, new String(bits, 1, next - 1, StandardCharsets.US_ASCII));
  }

  private static final String[] PIECES = {
    "kill ",
    "myself ",
    "weed",
    "cock",
    "a",
    "b ",
    "I ",
    "ordinary",
    "Words ",
    " ",
    " ",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u00A0",
    "  ",
    ", ",
    ". ",
    "; ",
    ": ",
    "? ",
    "! ",
    " (",
    ") ",
    "\"",
    " \"",
    "\" ",
    "'",
    "\u2019",
    " '",
    "' ",
    "''",
    "\u2018",
    "\u201C",
    "\u201D ",
    " \u2014 ",
    "\u2026",
    "\u2022 ",
    "-",
    " - ",
    "- ",
    "--",
    "1",
    "0",
    "2024 ",
    "3.5 ",
    "s",
    "ss",
    "e ",
    "ee",
    "zz ",
    "$",
    "@",
    "*",
    "+",
    "|",
    "/",
    "_",
    "=",
    "#",
    "\u00E9",
    "\u00EF",
    "\u017E",
    "\u00DF",
    "\u0435",
    "\u043F\u0440",
    "\u6F22",
    "\u200B",
    "\u202E",
    "\u202C",
    "\0",
    "\u0001",
    "\uD835\uDC24",
    "\uD83D\uDE00",
    "\uD83D"
  };

  /** Letters, what was shown, and where it stood are the same one by one and all at once. */
  @RepeatedTest(300)
  void nobodyCanTellWhichWayTextTook() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    int plainOf = 1 + random.nextInt(40);
    for (int n = 1 + random.nextInt(3000); n > 0; n--) {
      boolean isPlain = random.nextInt(plainOf) != 0;
      text.append(
          isPlain
              ? random.nextInt(3) == 0 ? "plain " : "ordinary words are plain, mostly; "
              : PIECES[random.nextInt(PIECES.length)]);
    }
    char[] chars = text.toString().toCharArray();
    Origin origin = random.nextBoolean() ? Origin.SHOWN : Origin.TYPED;
    Heard oneByOne = new Heard();
    Heard atOnce = new Heard();
    TextLane slow = new TextLane(BOOK, origin, 100, oneByOne);
    TextLane quick = new TextLane(BOOK, origin, 100, atOnce);
    for (int at = 0; at < chars.length; ) {
      int count = Math.min(chars.length - at, 1 + random.nextInt(2000));
      for (int i = at; i < at + count; i++) {
        slow.append(chars[i], i);
      }
      quick.append(chars, at, count, at);
      at += count;
      if (random.nextInt(4) == 0) {
        slow.endRun(at);
        quick.endRun(at);
      }
    }
    slow.scan();
    quick.scan();

    oneByOne.found.addAll(keptBy(slow));
    atOnce.found.addAll(keptBy(quick));
    oneByOne.found.sort(null);
    atOnce.found.sort(null);
    for (int i = 0; i < Math.min(oneByOne.found.size(), atOnce.found.size()); i++) {
      assertEquals(oneByOne.found.get(i), atOnce.found.get(i), "seed " + seed);
    }
    assertEquals(oneByOne.found.size(), atOnce.found.size(), "seed " + seed);
  }

  private static List<String> keptBy(TextLane lane) {
    List<String> kept = new ArrayList<>();
    for (long at = lane.firstPosition(); at < lane.endPosition(); at++) {
      kept.add(at + ":" + lane.foldedAt(at) + lane.shownAt(at) + lane.offsetAt(at));
    }
    return kept;
  }

  /** Each character, wherever it may stand in a word and in eight characters. */
  @Test
  void everyCharacterIsReadAsOneByOne() {
    for (int c = 0; c < 0x3000; c++) {
      StringBuilder text = new StringBuilder();
      for (String around :
          List.of(
              "a# ", "#a ", "a#b ", "1#2 ", "a#1 ", "#1 ", "'#' ", "a-#b ", "a#-b ", "a'#'b ",
              "a##b ", "a # b ", "a,#,b ", "!#b ", "aa#a ", "a #")) {
        text.append("words ").append(around.replace('#', (char) c));
      }
      char[] chars = text.toString().toCharArray();
      TextLane slow = new TextLane(BOOK, Origin.TYPED, 100, new Heard());
      TextLane quick = new TextLane(BOOK, Origin.TYPED, 100, new Heard());
      for (int i = 0; i < chars.length; i++) {
        slow.append(chars[i], i);
      }
      // The first makes room for what is taken at once.
      quick.append(chars[0], 0);
      quick.append(chars, 1, chars.length - 1, 1);

      assertEquals(keptBy(slow), keptBy(quick), "character " + c);
    }
  }

  /** What a lane told. */
  private static final class Heard implements TextLane.Sink {
    private final List<String> found = new ArrayList<>();

    @Override
    public void found(TextLane lane, Meanings meanings, long start, long end) {
      meanings.forEach(phrase -> add(lane, phrase, start, end, false));
    }

    @Override
    public void foundAgain(TextLane lane, ListedPhrase phrase, long start, long end) {
      add(lane, phrase, start, end, true);
    }

    private void add(TextLane lane, ListedPhrase phrase, long start, long end, boolean reread) {
      found.add(
          phrase.text()
              + reread
              + start
              + "-"
              + end
              + "/"
              + lane.offsetAt(start)
              + lane.shownAt(start)
              + lane.isPartOfWord(phrase, start, end));
    }

    @Override
    public void beforeForgetting(TextLane lane) {
      found.addAll(keptBy(lane));
    }
  }
}
