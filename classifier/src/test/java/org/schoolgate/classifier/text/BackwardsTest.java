package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.schoolgate.classifier.source.Fixtures.OPAQUE_IDS;
import static org.schoolgate.classifier.text.TextFixtures.line;
import static org.schoolgate.classifier.text.TextFixtures.phrase;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;

final class BackwardsTest {

  private static final PhraseBook BOOK =
      TextFixtures.book(
          phrase("suicide", 60, "kill myself"),
          phrase("suicide", 60, "want to die"),
          phrase("bullying", 60, "you are so fat"),
          line("violence", "typed 60 going to >2 stab >2 him"),
          phrase("drugs", 60, "buy weed"));

  @ParameterizedTest
  @CsvSource({
    // the whole sentence, and word by word
    "flesym llik ot tnaw i, kill myself, flesym llik",
    "i tnaw ot llik flesym, kill myself, llik flesym",
    // a slip of a finger in it
    "flsym llik ot tnaw i, kill myself, flsym llik",
    // hardly a long word
    "eid ot tnaw, want to die, eid ot tnaw",
    "tnaw ot eid, want to die, tnaw ot eid",
    "taf os era uoy, you are so fat, taf os era uoy",
    "uoy era os taf, you are so fat, uoy era os taf",
    // words of it that are words either way
    "yadot deew yub ot tnaw i, buy weed, deew yub",
    // families go by the order of their parts, and so their place is that of the words as meant
    "mih bats ot gniog ma i, going to … stab … him, ot gniog ma i",
    "i ma gniog ot bats mih, going to … stab … him, gniog ot bats mih",
  })
  void whatIsMeantIsFound(String typed, String found, String place) {
    List<Match.Phrase> matches = scan(typed);

    assertEquals(List.of(found), matches.stream().map(Match.Phrase::phrase).toList());
    Match.Phrase first = matches.get(0);
    assertEquals(
        place, typed.substring((int) first.offset(), (int) first.offset() + first.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stressed is desserts and live is evil",
        "was it a car or a cat i saw",
        "die to want",
        "mae'r ni wedi mynd i'r siop",
        "stab mih and him go to war",
        "i like dogs and football and eid ot tnaw is a funny thing that was on a poster there",
      })
  void whatIsNotBackwardsIsNotRead(String typed) {
    assertEquals(List.of(), scan(typed));
  }

  private static List<Match.Phrase> scan(String typed) {
    TextScan scan = new TextScan(BOOK, OPAQUE_IDS, Origin.TYPED);
    for (int i = 0; i < typed.length(); i++) {
      scan.main().append(typed.charAt(i), i);
    }
    scan.finish(typed.length());
    return scan.findings().matches();
  }
}
