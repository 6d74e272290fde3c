package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Origin;

class TextLaneTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("suicide", 60, "kill myself"),
          TextFixtures.phrase("drugs", 60, "weed"),
          TextFixtures.phrase("drugs", 60, "*nab*"),
          TextFixtures.phrase("pornography", 60, "cock"));

  /** What a lane told, and what of the text it still had. */
  private static final class Heard implements TextLane.Sink {
    private final List<String> found = new ArrayList<>();
    private int forgotten;

    @Override
    public void found(TextLane lane, Meanings meanings, long start, long end) {
      meanings.forEach(phrase -> foundAgain(lane, phrase, start, end));
    }

    @Override
    public void foundAgain(TextLane lane, ListedPhrase phrase, long start, long end) {
      found.add(phrase.text() + "@" + start + "-" + end + "/" + lane.offsetAt(start + 1));
    }

    @Override
    public void beforeForgetting(TextLane lane) {
      forgotten++;
    }
  }

  /** A bar in the text ends a run, which is a slash in what it is folded to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "Hi, You!~ hi you ~ Hi, You! ",
        "..a~ a~ a",
        "a.,b~ a b~ a. b",
        "a-b~ a b~ a-b",
        "a- b~ a b~ a b",
        "a -b~ a b~ a b",
        "a--b~ a b~ a b",
        "-a-~ a~ a",
        "Straße~ strasse~ Straße",
        "a\u200Bb\0c~ abc~ abc",
        "a\uD83D\uDE00b~ a b~ a b",
        "أنـــا على~ انا علي~ أنا على",
        "\uD835\uDC24ill~ kill~ kill",
        "a\uD83Db~ ab~ ab",
        "a|b~ a / b~ a  b",
        "a||b~ a / b~ a  b",
        "|a~ a~ a",
        "a-|b~ a / b~ a  b",
        "a\uD835|\uDC24b~ a / b~ a  b",
      })
  void textIsFoldedAndKeptAsItWasShown(String text, String folded, String shown) {
    StringBuilder scanned = new StringBuilder();
    PhraseScanner probe =
        new PhraseScanner() {
          @Override
          public Scan begin() {
            return (chars, from, to, sink) -> scanned.append(chars, from, to - from);
          }

          @Override
          public int patternCharsMax() {
            return 0;
          }
        };
    TextLane lane = new TextLane(TextFixtures.book(probe), Origin.SHOWN, 100, new Heard());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '|') {
        lane.endRun(i);
      } else {
        lane.append(text.charAt(i), i);
      }
    }
    lane.scan();
    StringBuilder asShown = new StringBuilder();
    for (long position = lane.firstPosition(); position < lane.endPosition(); position++) {
      lane.showTo(asShown, position);
    }

    assertEquals(folded, scanned.toString().replace(TextLane.RUN_END, '/'));
    assertEquals(shown, asShown.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "cock-a-leekie, ''",
    "a cock, cock",
    "a-cock, ''",
    "cock - hen, cock",
    "kill-myself, kill myself",
    "seaweed weed, weed",
    "cannabis-oil, *nab*",
    "kill|myself, ''",
  })
  void hyphensAndRunsDivide(String text, String expected) {
    Heard heard = new Heard();
    TextLane lane = new TextLane(BOOK, Origin.SHOWN, 100, heard);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '|') {
        lane.endRun(i);
      } else {
        lane.append(text.charAt(i), i);
      }
    }
    lane.endRun(text.length());
    lane.scan();

    assertEquals(
        expected,
        String.join("/", heard.found.stream().map(f -> f.substring(0, f.indexOf('@'))).toList()));
  }

  /** Where the text is cut, and when it is scanned, changes nothing, however long it is. */
  @Test
  void blocksFallWhereTheyMay() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] words = {
      "kill myself ", "weed-", "cock ", "cannabis, ", "ß ", "kill ", "-", "x", "\u200B"
    };
    StringBuilder text = new StringBuilder();
    while (text.length() < 60_000) {
      text.append(words[random.nextInt(words.length)]);
    }
    char[] chars = text.toString().toCharArray();

    Heard atOnce = new Heard();
    TextLane whole = new TextLane(BOOK, Origin.SHOWN, 100, atOnce);
    for (int i = 0; i < chars.length; i++) {
      whole.append(chars[i], i);
    }
    whole.scan();
    Heard inPieces = new Heard();
    TextLane pieces = new TextLane(BOOK, Origin.SHOWN, 100, inPieces);
    for (int at = 0; at < chars.length; ) {
      int count =
          Math.min(chars.length - at, 1 + random.nextInt(random.nextBoolean() ? 5 : 20_000));
      pieces.append(chars, at, count, at);
      at += count;
      if (random.nextInt(3) == 0) {
        pieces.scan();
      }
    }
    pieces.scan();

    assertTrue(atOnce.forgotten > 1, "the text is longer than the memory");
    atOnce.found.sort(null);
    inPieces.found.sort(null);
    assertEquals(atOnce.found, inPieces.found, "seed " + seed);
    assertTrue(atOnce.found.size() > 100, "seed " + seed);
  }

  /** Ordinary text takes a shorter way than what may be a disguise; nobody can tell. */
  @RepeatedTest(300)
  void textInPiecesIsReadAsOneByOne() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    String[] words = {
      "kill ",
      "myself ",
      "weed. ",
      "cock, ",
      "ordinary ",
      "words ",
      "k1ll ",
      "my5elf ",
      "w33d ",
      "c0ck! ",
      "w.e.e.d ",
      "w e e d ",
      "a ",
      "I ",
      "x",
      "-",
      " - ",
      "--",
      "'",
      "don\u2019t ",
      "\u201C",
      "\u201D ",
      "na\u00EFve ",
      "stra\u00DFe ",
      "$",
      "@",
      "*",
      "!",
      "w**d ",
      "weeeed ",
      "  ",
      "\n",
      "\u043F\u0440\u0438 ",
      "w\u0435\u0435d ",
      "\u202E",
      "\u202C",
      "deew ",
      "\u200B",
      "1.5 ",
      "2-4 ",
      "\uD835\uDC24",
      "\u6F22",
      "\u00A0",
      "e.g. ",
      "kill-",
      "\0",
      "\uFF57eed ",
      "/",
      ",",
      "*/",
      ">",
      "4",
      "weed/",
      "w4",
      "kil ",
      "myselfweed"
    };
    StringBuilder text = new StringBuilder();
    for (int n = 1 + random.nextInt(300); n > 0; n--) {
      text.append(random.nextInt(3) == 0 ? words[random.nextInt(words.length)] : "plain words ");
    }
    char[] chars = text.toString().toCharArray();

    Origin origin = random.nextBoolean() ? Origin.SHOWN : Origin.TYPED;
    assertEquals(
        read(chars, origin, random, true),
        read(chars, origin, random, false),
        () -> "seed " + seed + text);
  }

  private static String read(char[] chars, Origin origin, Random random, boolean oneByOne) {
    Heard heard = new Heard();
    TextLane lane = new TextLane(BOOK, origin, 100, heard);
    for (int at = 0; at < chars.length; ) {
      int count = Math.min(chars.length - at, 1 + random.nextInt(200));
      if (oneByOne) {
        for (int i = at; i < at + count; i++) {
          lane.append(chars[i], i);
        }
      } else {
        lane.append(chars, at, count, at);
      }
      at += count;
    }
    lane.endRun(chars.length);
    lane.scan();
    heard.found.sort(null);
    StringBuilder read = new StringBuilder();
    for (long at = lane.firstPosition(); at < lane.endPosition(); at++) {
      read.append(lane.foldedAt(at));
      lane.showTo(read, at);
    }
    return read + " " + heard.found;
  }
}
