package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.TextFindings;

/** What people do to words so that a filter does not see them, and what is no disguise. */
class DisguisesTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          TextFixtures.phrase("pornography", 40, "porn"),
          TextFixtures.phrase("pornography", 40, "porn site*"),
          TextFixtures.phrase("pornography", 40, "boob"),
          TextFixtures.phrase("pornography", 40, "ass"),
          TextFixtures.phrase("pornography", 40, "sex"),
          TextFixtures.phrase("suicide", 60, "suicide"),
          TextFixtures.phrase("suicide", 100, "kill myself"),
          TextFixtures.phrase("suicide", -50, "suicide squad"),
          TextFixtures.phrase("drugs", 40, "lsd"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "p0rn                               ~ porn",
        "p0rn!                              ~ porn",
        "the p0rn s1tes, all               ~ porn/porn site*",
        "P0RN-S1TE                          ~ porn/porn site*",
        "5u1c1d3                            ~ suicide",
        "$u!cide                            ~ suicide",
        "su|cide                            ~ suicide",
        "k1ll my5elf                        ~ kill myself",
        "kill my5elf                        ~ kill myself",
        "k1ll myself now                    ~ kill myself",
        "k!ll-myself                        ~ kill myself",
        "a$$                                ~ ass",
        "@ss                                ~ ass",
        "$ex                                ~ sex",
        "b00b                               ~ boob",
        "s.u.i.c.i.d.e                      ~ suicide",
        "s u i c i d e                      ~ suicide",
        "s-u-i-c-i-d-e                      ~ suicide",
        "s_u_i_c_i_d_e!                     ~ suicide",
        "(s u i c i d e)                    ~ suicide",
        "s u 1 c 1 d e                      ~ suicide",
        "2-4, 1-3 5 u 1 c 1 d e             ~ suicide",
        "3 2 1 s.u.i.c.i.d.e                ~ suicide",
        "a b s u i c i d e                  ~ suicide",
        "k i l l  m y s e l f               ~ kill myself",
        "k.i.l.l m.y.s.e.l.f                ~ kill myself",
        "find-free-porn-here                ~ porn",
        "porn-on-a-site                     ~ porn",
        "lol (i-like-more-porn), ok         ~ porn",
        "a.org/see-more-porn-here.html      ~ porn",
        "i-see-p0rn-and-sex-too             ~ porn/sex",
        "i-will-kill-myself-with-lsd        ~ kill myself/lsd",
        "the-suicide-squad-is-a-film        ~ suicide/suicide squad",
        "free-porn-site                     ~ porn site*",
        "porn-a-leekie                      ~ ``",
        "the porn-a-leekie - a soup - is    ~ ``",
        "suuuuicide                         ~ suicide",
        "suiciiiiide                        ~ suicide",
        "pooorn                             ~ porn",
        "boooob                             ~ boob",
        "p*rn                               ~ porn",
        "p**n                               ~ porn",
        "a p*rn, and more                   ~ porn",
        "s*icide                            ~ suicide",
        "ѕuіcіdе                            ~ suicide",
        "ѕеx                                ~ sex",
        "ЅЕХ                                ~ sex",
        "рοrn                               ~ porn",
        "kіll mуself                        ~ kill myself",
        "\u202efles\u00ADym llik\u202c ~ kill myself",
        "\u202efles ym llik                      ~ ``",
        "\u202eedicius                           ~ suicide",
      })
  void whatIsMeantIsFound(String text, String expected) {
    assertEquals(expected, String.join("/", TextFixtures.phrases(scan(text, text.length()))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "455 and 53x8 rooms",
        "A 4 x 4 or a 3 by 5",
        "I, a, b or c",
        "the class of 1989",
        "Mass, assess, classic 4ssessor",
        "p0rnography studies are another word",
        "2 * 3 * 4 = 24 and f(x) = a*x",
        "a p*n or a p**",
        "привет, как дела, сосед",
        "Ελλάδα και σεξ",
        "e.g. the U.S.A. and the N.H.S.",
        "hmmmm, whaaat, sooo nice",
        "su1cide squad",
        "(L+S) is no drug, nor is 1-5-D",
        "example.com/a1b2c3?x=$1",
      })
  void whatIsNoDisguiseStays(String text) {
    TextFindings found = scan(text, text.length());

    assertEquals(
        0,
        found.weights().values().stream().filter(weight -> weight > 10).count(),
        () -> String.join("/", TextFixtures.phrases(found)));
  }

  @Test
  void itIsFoundWhereItStandsAndShownAsItStands() {
    Match.Phrase match = scan("Dear all, I will k1ll\u200B my5elf today.", 99).matches().get(0);

    assertEquals("kill myself", match.phrase());
    assertEquals(17, match.offset());
    assertEquals(12, match.length());
    assertEquals("Dear all, I will k1ll my5elf today.", match.excerpt());
  }

  @Test
  void aChainMayBeLong() {
    String chain = "and-on-it-goes-".repeat(1_000);

    for (String text : List.of(chain + "porn", "porn-" + chain, chain + "porn-" + chain)) {
      assertEquals(List.of("porn"), TextFixtures.phrases(scan(text, 4_096)), text);
    }
  }

  @Test
  void whereTheTextIsCutChangesNothing() {
    String filler = "many words, all of them harmless, that go on and on ".repeat(400);
    String chain = "now-i-will-see-more-p0rn-sites-or-lsd ";
    String text =
        ("p0rn s1tes. " + chain + filler + "s u i c i d e, k1ll my5elf; p*rn ѕеx ")
            + ("go-on-".repeat(20) + "sex-on-lsd " + filler + chain + "5u1c1d3");
    String whole = told(scan(text, text.length()));

    for (int piece : List.of(1, 2, 3, 7, 100, 8191)) {
      assertEquals(whole, told(scan(text, piece)), "pieces of " + piece);
    }
  }

  private static String told(TextFindings findings) {
    StringBuilder told = new StringBuilder();
    for (Match.Phrase match : findings.matches()) {
      told.append(match.phrase()).append('@').append(match.offset()).append('+');
      told.append(match.length()).append(' ');
    }
    return told + findings.weights().toString();
  }

  /** Scans in pieces and looks at what was found after each, as pages that stream do. */
  private static TextFindings scan(String text, int pieceBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (TextStream stream =
        TextFixtures.open(BOOK, BodyFormat.of("text/plain; charset=utf-8", null))) {
      for (int from = 0; from < bytes.length; from += pieceBytes) {
        stream.accept(ByteBuffer.wrap(bytes, from, Math.min(pieceBytes, bytes.length - from)));
        assertEquals(stream.foundCount(), stream.foundCount());
      }
      stream.finish();
      return stream.findings();
    }
  }

  /** Such a text costs most, so whoever sends it could stop a gateway that read all of it. */
  @ParameterizedTest
  @CsvSource({
    "'k1ll p0rn ', 9_000, false",
    "'k1ll p0rn ', 20_000, true",
    "'p*rn ', 30_000, true",
    "'p.o.r.n sooo, ', 30_000, true",
    "'the porn on the p0rn site is no porn but what is said of it, ', 30_000, false",
    "'2026-11-22 10:15 a1b2=c3d4 5th 4x4 ', 30_000, false",
    "'kill-my-self-now ', 30_000, false"
  })
  void aTextOfDisguisedWordsAloneIsNotRead(String words, String times, boolean unread) {
    byte[] body =
        words.repeat(Integer.parseInt(times.replace("_", ""))).getBytes(StandardCharsets.UTF_8);
    for (int piece : new int[] {16_384, 1_000}) {
      try (BodyScan stream =
          TextFixtures.open(BOOK, BodyFormat.of("text/plain; charset=utf-8", null))) {
        for (int i = 0; i < body.length; i += piece) {
          stream.accept(ByteBuffer.wrap(body, i, Math.min(piece, body.length - i)));
        }
        stream.finish();
        assertEquals(unread, stream.undecodable(), words);
      }
    }
  }
}
