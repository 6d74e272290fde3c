package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts on the command line: the first ones, then by those who may. */
final class PeopleCommandTest {

  @TempDir Path folder;

  @Test
  void theFirstAccountIsMadeByWhoeverRunsTheAppliance() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.empty(folder);

    school.run("people ls").expect(ExitStatus.DONE).says("nobody has an account yet");
    school
        .run("people add a.head --name 'Ada Head' --role headteacher --group headteacher")
        .expect(ExitStatus.DONE)
        .says("added a.head", "people passwd a.head");
    school
        .run("people passwd a.head --password-stdin", "correct horse\n")
        .expect(ExitStatus.DONE)
        .says("the password of a.head is set");
    school.run("people ls").says("a.head", "Ada Head", "headteacher", "set");
    school
        .run("people ls --json")
        .says("\"account\":\"a.head\"", "\"passwordSet\":true")
        .doesNotSay("$2a$");
    school.run("audit tail").says("person-added", "password-changed").doesNotSay("correct horse");
  }

  @Test
  void onceSomebodyManagesAccountsNobodyElseDoes() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    String add = "people add n.new --name New --role teacher --group teachers";

    school.run(add).expect(ExitStatus.NO).complains("has no account", "--by ACCOUNT");
    school.runBy(PeopleTestSchool.TEACHER, add).expect(ExitStatus.NO).complains("may not");
    school.runBy(PeopleTestSchool.TECHNICIAN, add).expect(ExitStatus.DONE);
    school
        .runBy(
            PeopleTestSchool.TECHNICIAN,
            "people add n.lead --name Lead --role dsl --group senior-leaders")
        .expect(ExitStatus.NO)
        .complains("give or take the authority");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "people remove k.tech")
        .expect(ExitStatus.NO)
        .complains("another person must remove");
    school.runBy(PeopleTestSchool.HEAD, "people remove n.new").expect(ExitStatus.DONE);
    school.run("people ls").doesNotSay("n.new");
  }

  @Test
  void everybodySetsTheirOwnPassword() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    String own = "people passwd t.marsh --by t.marsh --password-stdin";

    school
        .run(own, PeopleTestSchool.password("t.marsh") + "\nanother long one\n")
        .expect(ExitStatus.DONE);
    school
        .run(own, PeopleTestSchool.password("t.marsh") + "\nanother long one\n")
        .expect(ExitStatus.NO)
        .complains("the account or its password is wrong");
    school
        .run(own, "another long one\nshort\n")
        .expect(ExitStatus.USAGE)
        .complains("at least 10 characters");
    school
        .run(
            "people passwd a.head --by t.marsh --password-stdin", "another long one\nnew head pw\n")
        .expect(ExitStatus.NO)
        .complains("may not add and remove accounts");
    school
        .run(own, "another long one\n")
        .expect(ExitStatus.USAGE)
        .complains("nothing was given for 'New password of t.marsh'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n"})
  void noPasswordIsNoWrongPassword(String input) throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);

    school
        .run("audit tail --by a.head --password-stdin", input)
        .expect(ExitStatus.USAGE)
        .complains("nothing was given for 'Password of a.head'", "--password-stdin");

    school.run("people passwd a.head --by a.head --password-stdin", "a guess\nnew one here\n");
    assertEquals(1, school.run("audit search --kind log-on-failed --json").out().lines().count());
  }

  @Test
  void hashesThatEverybodyMayReadAreSaidToBe() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    Path file = folder.resolve("etc/people.yaml");
    school.run("policy validate").expect(ExitStatus.DONE).doesNotSay("chmod");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    school
        .run("policy validate")
        .expect(ExitStatus.DONE)
        .complains("every user of this machine may read it", "chmod 600 " + file);
  }
}
