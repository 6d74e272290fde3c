package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overrides on the command line: two people, each with their own password, and the clock. */
final class OverrideCommandTest {

  private static final Pattern ID = Pattern.compile("ovr-[0-9a-z]{6}");
  private static final String REQUEST =
      "override request www.youtube.com --group year-5 --for 30m --reason 'Film about the heart'";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder);
  }

  private String requested() {
    PeopleTestSchool.Result asked =
        school.runBy(PeopleTestSchool.TEACHER, REQUEST).expect(ExitStatus.DONE);
    Matcher id = ID.matcher(asked.out());
    assertTrue(id.find(), asked::out);
    return id.group();
  }

  @Test
  void oneAsksAnotherApprovesTheClockEnds() {
    school.run("override ls").expect(ExitStatus.DONE).says("no override is asked for or holds");
    String id = requested();

    school.run("override ls").says(id, "requested", "www.youtube.com", "t.marsh");
    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + id + " --why 'fine for science'")
        .expect(ExitStatus.DONE)
        .says("is approved", "open for year-5 until 2026-11-17 09:30:00");
    school.run("override ls --json").says("\"state\":\"active\"", "\"decidedBy\":\"a.head\"");
    school.putForward(Duration.ofMinutes(31));
    school.run("override ls").says("no override is asked for or holds");
    school.run("override ls --all").says("expired", "Film about the heart");
  }

  @Test
  void whoeverDecidesProvesWhoTheyAre() {
    String id = requested();

    school
        .run(
            "override approve " + id + " --why guessing --by a.head --password-stdin",
            "a guess, a guess\n")
        .expect(ExitStatus.NO)
        .complains("the account or its password is wrong");
    school
        .run(
            "override approve " + id + " --why guessing --by no.body --password-stdin",
            "a guess, a guess\n")
        .expect(ExitStatus.NO)
        .complains("the account or its password is wrong");
    school
        .run("override approve " + id)
        .expect(ExitStatus.USAGE)
        .complains("--by ACCOUNT and --why TEXT are missing");
    school
        .runBy(PeopleTestSchool.TEACHER, "override approve " + id + " --why 'fits the topic'")
        .expect(ExitStatus.NO)
        .complains("may not decide about an override");
    school.run("override ls").says("requested");
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "refuse", "revoke"})
  void nobodyDecidesWithoutSayingWhy(String how) {
    String line = "override " + how + " " + requested();

    school
        .runBy(PeopleTestSchool.HEAD, line)
        .expect(ExitStatus.USAGE)
        .complains("--why TEXT is missing");
    school
        .runBy(PeopleTestSchool.HEAD, line + " --why no")
        .expect(ExitStatus.USAGE)
        .complains("say why in 5 to 500 characters");
    school.run("override ls").says("requested");
  }

  @Test
  void everyWrongPasswordIsOnRecordAndNothingThatMayBeOne() {
    String id = requested();
    for (String line :
        new String[] {
          "override approve " + id + " --why guessing --by a.head",
          "override revoke " + id + " --why guessing --by a.head",
          "audit tail --by my-secret"
        }) {
      school.run(line + " --password-stdin", "a guess, a guess\n").expect(ExitStatus.NO);
    }

    PeopleTestSchool.Result seen =
        school.run("audit search --kind log-on-failed").expect(ExitStatus.DONE);
    seen.says("a wrong password was given for a.head").doesNotSay("my-secret", "a guess");
    assertEquals(
        3, school.run("audit search --kind log-on-failed --json").out().lines().count(), seen::out);
  }

  /** Each command here is a process of its own, so what slows them down is the ledger's memory. */
  @Test
  void guessingIsSlowedAndSaysHowLongToWait() {
    String id = requested();
    String approve = "override approve " + id + " --why 'fits the topic'";
    String guess = approve + " --by a.head --password-stdin";
    for (int i = 0; i < 12; i++) {
      school.run(guess, "a guess, a guess\n").expect(ExitStatus.NO).complains("is wrong");
      school.putForward(Duration.ofSeconds(i < 10 ? 0 : 1));
    }

    school
        .run(guess, PeopleTestSchool.password("a.head") + "\n")
        .expect(ExitStatus.NO)
        .complains("too many wrong passwords came from the local user", "try again in 1 second");
    school
        .run("audit search --kind log-on-slowed")
        .says("log-on-slowed", "too many wrong ones had come: 1");
    school.putForward(Duration.ofSeconds(1));
    school.runBy(PeopleTestSchool.HEAD, approve).expect(ExitStatus.DONE);
  }

  @Test
  void oneThingIsAskedForOnce() {
    String id = requested();
    school
        .runBy(PeopleTestSchool.DSL, REQUEST)
        .expect(ExitStatus.NO)
        .complains(id + " asks for the same");
    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + id + " --why 'fine for science'")
        .expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TEACHER, REQUEST)
        .expect(ExitStatus.NO)
        .complains("www.youtube.com is open for year-5 already, until 2026-11-17 09:30:00");
    school.putForward(Duration.ofMinutes(10));
    String longer = requested();
    school.putForward(Duration.ofMinutes(31));
    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + longer + " --why 'fine for science'")
        .expect(ExitStatus.NO)
        .complains("is over since 2026-11-17 09:40:00; ask again");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--category grooming --group pupils          | is illegal for Pupils",
        "--category grooming --group year-5          | is illegal for Year 5",
        "--category grooming --group infrastructure  | is illegal for Infrastructure",
        "--category iwf-urls --group year-5          | illegal content can never be opened",
        "--category video --group staff              | is open for Staff already",
      })
  void whatNoOverrideCanOpenIsRefusedAtOnce(String what, String complaint) {
    String line = "override request " + what + " --for 1h --reason 'Film about the heart'";
    PeopleTestSchool.Result refused = school.runBy(PeopleTestSchool.TEACHER, line);
    refused.complains(complaint).doesNotSay("asks for", "(S22)");
    assertTrue(refused.status() != ExitStatus.DONE, refused::toString);
    school.run("override ls --all").says("no overrides");
  }

  @Test
  void whatIsWrongIsSaidAtOnceAndBeforeAPassword() {
    school
        .run("override request http://x/ --group year-5 --for 9d --reason why --by t.marsh")
        .expect(ExitStatus.USAGE)
        .complains(
            "give the site's name alone",
            "say why in 5 to 500 characters",
            "an override lasts from a minute to 7 days")
        .doesNotSay("password");
    school.run("override request --help").says("5 to 500 characters");
    school
        .runBy(PeopleTestSchool.TEACHER, REQUEST)
        .expect(ExitStatus.DONE)
        .says("--by ACCOUNT --why TEXT");
  }

  @Test
  void nobodyApprovesTheirOwnRequest() {
    PeopleTestSchool.Result asked =
        school.runBy(PeopleTestSchool.HEAD, REQUEST).expect(ExitStatus.DONE);
    Matcher id = ID.matcher(asked.out());
    assertTrue(id.find(), asked::out);

    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + id.group() + " --why 'fits the topic'")
        .expect(ExitStatus.NO)
        .complains("another headteacher or nominated senior leader must decide");
  }

  @Test
  void whatIsRefusedOrRevokedIsOver() {
    String refused = requested();
    school
        .runBy(PeopleTestSchool.HEAD, "override refuse " + refused + " --why 'watch it at home'")
        .expect(ExitStatus.DONE)
        .says("is refused");
    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + refused + " --why 'fits the topic'")
        .expect(ExitStatus.NO)
        .complains("was refused by 'a.head' already");
    String revoked = requested();
    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + revoked + " --why 'fits the topic'")
        .expect(ExitStatus.DONE);
    school
        .run("override revoke " + revoked + " --why 'lesson is over'")
        .expect(ExitStatus.NO)
        .complains("has no account here", "--by ACCOUNT");
    school
        .runBy(PeopleTestSchool.TEACHER, "override revoke " + revoked + " --why 'lesson is over'")
        .expect(ExitStatus.DONE)
        .says("no longer open");
    school.run("override ls --all").says("refused", "revoked");
    school.run("override ls --all --json").says("\"revokedWhy\":\"lesson is over\"");
  }
}
