package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries of the school's own that end by themselves, and what a second person says to them. */
final class ListsOwnTest {

  private static final String WHY = " --reason 'asked for by staff'";
  private static final String ADD = "lists add games.example.com" + WHY;
  private static final String EXPLAIN = "explain http://games.example.com/ --group year-5";
  private static final String RATIFY = "lists ratify games.example.com --reason 'seen in class'";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder).without("phrases");
  }

  @ParameterizedTest
  @CsvSource({
    // The clock stands at 2026-11-17 09:00:00, a Tuesday.
    "--for 2d, 2026-11-19 09:00:00, 2880",
    "--for 1w, 2026-11-24 09:00:00, 10080",
    "--expires 2026-11-17, 2026-11-18 00:00:00, 900",
    "--expires 2026-11-17T15:30Z, 2026-11-17 15:30:00, 390",
  })
  void anEntryEndsWhenItWasSaidToEnd(String option, String at, long minutes) {
    school
        .run(ADD + " " + option)
        .expect(ExitStatus.DONE)
        .says("added games.example.com", "it ends by itself at " + at);

    school.putForward(Duration.ofMinutes(minutes).minusMillis(1));
    school.run(EXPLAIN).says("block:", "school-blocked");
    school.run("lists show --why games.example.com").expect(ExitStatus.DONE).says(at);
    school.putForward(Duration.ofMillis(1));
    school.run(EXPLAIN).says("inspect:");
    school.run("lists show --why games.example.com").expect(ExitStatus.NO);
    school.run("lists show school-blocked").expect(ExitStatus.NO);
  }

  @ParameterizedTest
  @CsvSource({
    "--for 0m, --for takes at least a minute",
    "--for 99999d, from a minute to two years",
    "--for soon, 'is no duration; write a whole number and m, h, d or w, such as 30m, 2h, 14d or 2w'",
    "--for -1h, is no duration",
    "--for 14days, 'a whole number and m, h, d or w'",
    "--for 1.5h, 'a whole number and m, h, d or w'",
    "--expires 2026-11-16, is over already; name a time to come",
    "--expires 2026-11-17T09:00, is over already",
    "--expires 2026-11-17T09:00:30, from a minute to two years",
    "--expires 2029-01-01, from a minute to two years",
    "--expires tomorrow, is no time; write 2026-12-01 or 2026-12-01T15:30",
    "--expires 2026-02-30, is no time",
    "--for 1d --expires 2026-12-01, cannot be given together",
  })
  void anEndThatIsNoneChangesNothing(String option, String because) {
    school.run(ADD + " " + option).expect(ExitStatus.USAGE).complains(because);

    school.run("lists show school-blocked").expect(ExitStatus.NO);
    assertFalse(Files.exists(school.data().resolve("audit/ledger")), "nothing is on record");
  }

  @Test
  void whatIsOverIsOnRecordOnceAndMayBeAddedAgain() throws IOException {
    school.run(ADD + " --for 1h").expect(ExitStatus.DONE);
    school.putForward(Duration.ofHours(2));

    school.run(ADD).expect(ExitStatus.DONE).says("added games.example.com");
    school.run(EXPLAIN).says("block:");
    school.run("lists add other.example.com" + WHY).expect(ExitStatus.DONE);
    assertEquals(1, ended(), "the second addition found nothing more to do");
    assertEquals(
        "games.example.com\nother.example.com\n",
        Files.readString(school.data().resolve("lists/own/school-blocked/domains")));
    school
        .run("audit search --kind list-entry-ended")
        .says("games.example.com in school-blocked ended by itself");
  }

  @Test
  void anotherEndIsNotGivenInSilence() {
    school.run(ADD + " --for 1h").expect(ExitStatus.DONE);

    school
        .run(ADD + " --for 1h")
        .expect(ExitStatus.DONE)
        .says("is in school-blocked already, until 2026-11-17 10:00:00");
    school
        .run(ADD)
        .expect(ExitStatus.NO)
        .complains("already, until 2026-11-17 10:00:00; to change that, take it off");
    school.run("lists add open.example.com" + WHY).expect(ExitStatus.DONE);
    school
        .run("lists add open.example.com --for 1h" + WHY)
        .expect(ExitStatus.NO)
        .complains("already, without an end; to change that");
  }

  @Test
  void whatEndsBeforeASecondPersonMustHaveSeenItWaitsForNobodyAfterwards() {
    school
        .run(ADD + " --for 30m")
        .expect(ExitStatus.DONE)
        .says(
            "it ends before a second person has to ratify it; while it lasts one may: schoolgate"
                + " lists ratify games.example.com --by")
        .doesNotSay("ratifies it by");
    school.run("lists pending").says("games.example.com  school-blocked  -  ").doesNotSay("11-18");
    school
        .run("lists show --why games.example.com")
        .says("it ends before a second person has to ratify it");
    school.putForward(Duration.ofMinutes(30));
    school.run("lists pending").says("nothing waits");
    school
        .runBy(PeopleTestSchool.HEAD, RATIFY)
        .expect(ExitStatus.NO)
        .complains("is over since 2026-11-17 09:30:00");
  }

  @Test
  void anExceptionEndsToo() {
    school.run(ADD).expect(ExitStatus.DONE);
    school
        .runBy(
            PeopleTestSchool.TECHNICIAN, "lists add games.example.com/maths --allow --for 1h" + WHY)
        .expect(ExitStatus.DONE)
        .says("it ends by itself at 2026-11-17 10:00:00")
        .doesNotSay("ratif");
    String explain = "explain http://games.example.com/maths/1 --group year-5";
    school.run(explain).says("school-allowed");
    school.putForward(Duration.ofHours(1));
    school.run(explain).says("block:");
  }

  @Test
  void entriesOfBeforeGoOnWithoutAnEnd() throws IOException {
    school.file("var/lists/own/school-blocked/domains", "# by hand\nold.example.com\n");

    school.run("explain http://old.example.com/ --group year-5").says("block:");
    school.run("lists show --why old.example.com").expect(ExitStatus.DONE).says("school-blocked");
    school.run("lists pending").says("nothing waits for a second person");
    school
        .runBy(PeopleTestSchool.HEAD, "lists ratify old.example.com" + WHY)
        .expect(ExitStatus.USAGE)
        .complains("old.example.com in school-blocked waits for nobody");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists remove old.example.com" + WHY)
        .expect(ExitStatus.DONE);
  }

  @Test
  void aSecondPersonRatifies() {
    school
        .runBy(PeopleTestSchool.TECHNICIAN, ADD)
        .expect(ExitStatus.DONE)
        .says(
            "a second person ratifies it by 2026-11-18 09:00:00: schoolgate lists ratify"
                + " games.example.com --by ACCOUNT --reason TEXT");
    school.run("lists pending").says("games.example.com", "2026-11-18 09:00:00", "k.tech");
    school.run("lists pending --json").says("\"addedBy\":\"k.tech\"", "\"overdue\":false");

    school
        .runBy(PeopleTestSchool.DSL, RATIFY)
        .expect(ExitStatus.DONE)
        .says("games.example.com in school-blocked is ratified");
    school.run("lists pending").says("nothing waits");
    school
        .runBy(PeopleTestSchool.HEAD, RATIFY)
        .expect(ExitStatus.NO)
        .complains("was ratified by 'd.lead' already");
    school
        .run("audit search --kind list-ratified")
        .says("d.lead", "games.example.com in school-blocked was ratified, because: seen in class");
  }

  @Test
  void whatIsPrintedToBeTypedIsOneWordOfAShell() {
    school
        .run("lists add games.example.com/play?a=1&b=$(id) --reason 'asked for'")
        .expect(ExitStatus.DONE)
        .says("schoolgate lists ratify 'games.example.com/play?a=1&b=$(id)' --by ACCOUNT");
    assertEquals("'it'\\''s'", ShellWord.of("it's"));
  }

  @Test
  void aSchoolInWhichNobodyCouldRatifyIsToldSo() throws IOException {
    PeopleTestSchool alone = PeopleTestSchool.empty(folder.resolve("alone")).without("phrases");
    alone
        .run(ADD)
        .expect(ExitStatus.DONE)
        .says("by 2026-11-18 09:00:00: nobody has an account that may; make the headteacher's");

    alone
        .run("people add a.head --name Ada --role headteacher --group headteacher")
        .expect(ExitStatus.DONE);
    alone
        .run("lists add quiz.example.com --reason 'asked for'")
        .expect(ExitStatus.DONE)
        .says("nobody has a password yet; set one with `schoolgate people passwd ACCOUNT`");
  }

  @ParameterizedTest
  @CsvSource({
    "a.head, a.head, 'a.head' added it",
    "a.head, k.tech, may not ratify what another person added",
    "k.tech, t.marsh, may not ratify",
  })
  void nobodyElseRatifies(String adds, String ratifies, String because) {
    school.runBy(adds, ADD).expect(ExitStatus.DONE);

    school.runBy(ratifies, RATIFY).expect(ExitStatus.NO).complains(because);

    school.run("lists pending").says("games.example.com");
  }

  @Test
  void ratifyingTakesAPasswordAndAReason() {
    school.run(ADD).expect(ExitStatus.DONE);

    school.run(RATIFY).expect(ExitStatus.USAGE).complains("--by ACCOUNT is missing");
    school
        .run(RATIFY + " --by a.head --password-stdin", "a guess, a guess\n")
        .expect(ExitStatus.NO)
        .complains("the account or its password is wrong");
    school
        .runBy(PeopleTestSchool.HEAD, "lists ratify games.example.com --reason ok")
        .expect(ExitStatus.USAGE)
        .complains("say why in 5 to 500 characters");
    school.run("lists pending").says("games.example.com");
  }

  @Test
  void ofSeveralEachIsRatifiedThatCanBeAndEachIsTold() {
    school.run(ADD).expect(ExitStatus.DONE);
    school.run("lists add games.example.com --category gambling" + WHY).expect(ExitStatus.DONE);
    school.run("lists add quiz.example.com" + WHY).expect(ExitStatus.DONE);

    school
        .runBy(
            PeopleTestSchool.HEAD,
            "lists ratify none.example.com games.example.com word QUIZ.example.com" + WHY)
        .expect(ExitStatus.NO)
        .says("quiz.example.com in school-blocked is ratified")
        .complains(
            "none.example.com: none.example.com in school-blocked waits for nobody",
            "games.example.com: it waits in gambling and school-blocked; say with --category",
            "word: This is no site",
            "3 of 4 were not ratified");
    assertEquals(2, school.run("lists pending --json").out().lines().count());
    school
        .runBy(
            PeopleTestSchool.HEAD,
            "lists ratify https://GAMES.example.com/ games.example.com --category school-blocked"
                + WHY)
        .expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.HEAD, "lists ratify games.example.com none.example" + WHY)
        .expect(ExitStatus.NO)
        .says("games.example.com in gambling is ratified");
  }

  @Test
  void whatIsTakenOffIsFoundInTheListThatHasIt() {
    school.run("lists add games.example.com --category gambling" + WHY).expect(ExitStatus.DONE);
    String remove = "lists remove games.example.com" + WHY;

    school
        .runBy(PeopleTestSchool.TECHNICIAN, remove)
        .expect(ExitStatus.DONE)
        .says("removed games.example.com from gambling");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, remove)
        .expect(ExitStatus.NO)
        .complains("is in no list of the school's own");
    school.run(ADD).expect(ExitStatus.DONE);
    school.run("lists add games.example.com --category gambling" + WHY).expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, remove)
        .expect(ExitStatus.USAGE)
        .complains("games.example.com is in gambling and school-blocked; say with --category");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, remove + " --category school-blocked")
        .expect(ExitStatus.DONE)
        .says("removed games.example.com from school-blocked");
  }

  @Test
  void aSecondPersonRefusesByTakingItOff() {
    school.runBy(PeopleTestSchool.TECHNICIAN, ADD).expect(ExitStatus.DONE);
    school.run("lists add other.example.com" + WHY).expect(ExitStatus.DONE);
    String remove = "lists remove games.example.com --reason 'the maths club uses it'";
    school
        .runBy(PeopleTestSchool.TEACHER, remove)
        .expect(ExitStatus.NO)
        .complains("may not change lists");

    school
        .runBy(PeopleTestSchool.DSL, remove)
        .expect(ExitStatus.DONE)
        .says("it waited for a second person; k.tech had added it, because: asked for by staff");

    school.run(EXPLAIN).says("inspect:");
    school.runBy(PeopleTestSchool.HEAD, "lists ratify other.example.com" + WHY);
    school
        .runBy(PeopleTestSchool.DSL, "lists remove other.example.com" + WHY)
        .expect(ExitStatus.NO)
        .complains("this undoes a ratified block; that takes a headteacher");
  }

  @Test
  void whatIsOverdueStaysInForceAndIsTold() {
    school.run(ADD).expect(ExitStatus.DONE);
    school.putForward(Duration.ofDays(1));

    school.run(EXPLAIN).says("block:");
    school.run("lists pending").says("2026-11-18 09:00:00 OVERDUE");
    school.run("lists pending --json").says("\"overdue\":true");
    school.runBy(PeopleTestSchool.HEAD, RATIFY).expect(ExitStatus.DONE);
  }

  @Test
  void aHalfWrittenListIsNotInForceAndTheEndOfItsEntriesIsNotLost() throws IOException {
    school.run(ADD + " --for 1h").expect(ExitStatus.DONE);
    // A crash while the list was replaced: the new file was never put in its place.
    school.file("var/lists/own/school-blocked/.domains.new", "games.exam");

    school.run(EXPLAIN).says("block:");
    school.putForward(Duration.ofHours(1));
    school.run(EXPLAIN).says("inspect:");
    school.run("lists add other.example.com" + WHY).expect(ExitStatus.DONE);
    assertEquals(
        "other.example.com\n",
        Files.readString(school.data().resolve("lists/own/school-blocked/domains")));
    assertTrue(school.run("audit verify").expect(ExitStatus.DONE).out().length() > 0);
  }

  @Test
  void itIsToldWhoPutAnEntryThereWhyAndUntilWhen() throws IOException {
    school.runBy(PeopleTestSchool.TECHNICIAN, ADD + " --for 2d").expect(ExitStatus.DONE);
    school.file("var/lists/own/gambling/domains", "games.example.com\n");
    school.file("var/lists/own/gambling/hosts", "games.example.com\n");
    String why = "lists show --why www.games.example.com/quiz";
    String added = "games.example.com in school-blocked: added by k.tech, because: asked for by";

    school
        .run(why)
        .says(
            "own     2026-11-17 09:00:00  2026-11-19 09:00:00  ",
            added + " staff; a second person ratifies it by 2026-11-18 09:00:00",
            "games.example.com in gambling: who added it is not on record");
    school.putForward(Duration.ofDays(1));
    school
        .run(why)
        .says("; overdue: a second person should have ratified it by 2026-11-18 09:00:00");
    school.runBy(PeopleTestSchool.HEAD, RATIFY).expect(ExitStatus.DONE);
    school
        .run(why)
        .says(added + " staff; ratified 2026-11-18 09:00:00 by a.head, because: seen in class");
    school
        .run(why + " --json")
        .says(
            "\"since\":\"2026-11-17T09:00:00Z\",\"until\":\"2026-11-19T09:00:00Z\"",
            "\"by\":\"k.tech\",\"reason\":\"asked for by staff\"",
            "\"ratifiedAt\":\"2026-11-18T09:00:00Z\",\"ratifiedBy\":\"a.head\"",
            "\"category\":\"gambling\",\"source\":\"own\"",
            "\"since\":null,\"until\":null,\"by\":null");
  }

  @Test
  void itIsToldWithWhichVersionOfAListAnEntryIsHere() throws IOException {
    Path names = school.file("names.txt", "odds.example\n");
    String line = "lists import " + names + " --source county --category gambling --reason ";
    school.run(line + "'the first of them'").expect(ExitStatus.DONE);
    school.putForward(Duration.ofHours(1));
    school.runBy(PeopleTestSchool.TECHNICIAN, line + "'their newer one'").expect(ExitStatus.DONE);

    school
        .run("lists show --why odds.example")
        .says(
            "county  2026-11-17 10:00:00  -  ",
            "county: imported 2026-11-17 10:00:00 by k.tech, because: their newer one")
        .doesNotSay("the first of them");
    school
        .run("lists show --why odds.example --json")
        .says("\"since\":\"2026-11-17T10:00:00Z\"", "\"by\":\"k.tech\"");
    school.run("lists show --why www.bet365.com").says("starter").doesNotSay("imported");
  }

  private long ended() {
    return school.run("audit search --kind list-entry-ended --json").out().lines().count();
  }
}
