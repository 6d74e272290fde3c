package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two people have settled, one does not undo unless he may ratify, and never in silence. */
final class ListsSettledTest {

  private static final String WHY = " --reason 'asked for by staff'";
  private static final String BLOCK =
      "the ratified block of games.example.com (school-blocked), which k.tech made and d.lead"
          + " ratified at 2026-11-17 09:00:00, because: seen in class";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder).without("phrases");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add games.example.com --for 30d" + WHY)
        .expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.DSL, "lists ratify games.example.com --reason 'seen in class'")
        .expect(ExitStatus.DONE);
  }

  /** Who ratifies is told what is in force after it, and what to do where nothing is. */
  @Test
  void whoRatifiesIsToldWhatIsInForce() {
    school.run("lists add quiz.example.com" + WHY).expect(ExitStatus.DONE);
    school.run("lists add club.example.org" + WHY).expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.HEAD, "lists add club.example.org --allow" + WHY)
        .expect(ExitStatus.DONE);

    school
        .runBy(PeopleTestSchool.DSL, "lists ratify quiz.example.com --reason 'seen in class'")
        .expect(ExitStatus.DONE)
        .says("is ratified", "it is in force")
        .doesNotSay("NOT");
    school
        .runBy(PeopleTestSchool.DSL, "lists ratify club.example.org --reason 'seen in class'")
        .expect(ExitStatus.DONE)
        .says(
            "it is NOT blocked: the school's own list has club.example.org in school-allowed; take"
                + " that off first: schoolgate lists remove club.example.org");
  }

  /** Neither is told that the other may. */
  @Test
  void aLeadIsNotSentToATechnician() {
    school
        .runBy(PeopleTestSchool.DSL, "lists remove games.example.com" + WHY)
        .expect(ExitStatus.NO)
        .complains("this undoes a ratified block; that takes a headteacher")
        .doesNotSay("technician");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lists remove games.example.com",
        "lists add games.example.com --allow",
        "lists add www.games.example.com/maths --allow --for 1h",
        "lists add example.com --allow",
        "lists add games.example.com --category support",
      })
  void aRatifiedBlockIsUndoneByWhoMayRatifyAndOnRecord(String line) {
    school
        .runBy(PeopleTestSchool.TECHNICIAN, line + WHY)
        .expect(ExitStatus.NO)
        .complains("this undoes " + BLOCK, "that takes a headteacher, with --by ACCOUNT");
    school.run("explain http://games.example.com/maths --group year-5").says("block:");

    school
        .runBy(PeopleTestSchool.HEAD, line + WHY)
        .expect(ExitStatus.DONE)
        .says("this undid " + BLOCK);
    school.run("explain http://games.example.com/maths --group year-5").doesNotSay("block:");
    school
        .run("audit search --kind list-edited -n 1")
        .says("(this undid the ratified block of games.example.com (school-blocked))");
  }

  @Test
  void whatIsRatifiedAndOverIsUndoneByNobody() {
    school.putForward(Duration.ofDays(30));

    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add games.example.com --allow" + WHY)
        .expect(ExitStatus.DONE)
        .doesNotSay("undid");
  }

  @Test
  void whatLiesBesideItIsTheTechnicians() {
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add quiz.example.com --allow" + WHY)
        .expect(ExitStatus.DONE)
        .doesNotSay("undid");
  }

  @Test
  void aRatifiedBlockIsFoundAmongThousandsAndBehindWhatIsNarrower() throws IOException {
    school.file(
        "var/lists/own/blogs/domains",
        IntStream.range(0, 1500)
            .mapToObj(i -> "a" + i + ".example.com\n")
            .collect(Collectors.joining()));
    school.run("lists add quiz.games.example.com" + WHY).expect(ExitStatus.DONE);
    Path list = school.file("names.csv", "url\na.example\nquiz.games.example.com/x\nb.example\n");
    String open = "lists add example.com --allow" + WHY;
    school
        .runBy(PeopleTestSchool.TECHNICIAN, open)
        .expect(ExitStatus.NO)
        .complains("this undoes " + BLOCK);
    school
        .runBy(
            PeopleTestSchool.HEAD,
            "lists import " + list + " --source county --category learning" + WHY)
        .expect(ExitStatus.DONE)
        .says("line 3: the school has blocked it, and a second person has ratified that");
  }

  @Test
  void anImportDoesNotUndoIt() throws IOException {
    Path list =
        school.file(
            "names.txt",
            "museum.example\nwww.games.example.com\nsad.example\na.example\nb.example\n");
    school.run("lists add sad.example --category suicide" + WHY).expect(ExitStatus.DONE);

    school
        .runBy(
            PeopleTestSchool.HEAD,
            "lists import " + list + " --source county --category learning" + WHY)
        .expect(ExitStatus.DONE)
        .says(
            "taken       3",
            "line 2: the school has blocked it, and a second person has ratified that",
            "line 3: other lists have it in suicide");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--allow", "--category support", "--category banking"})
  void whatIsWatchedIsMadeUnwatchedByWhoMayRatify(String into) {
    school.run("lists add sad.example/forum --category suicide" + WHY).expect(ExitStatus.DONE);
    String line = "lists add sad.example " + into + WHY;

    school
        .runBy(PeopleTestSchool.TECHNICIAN, line)
        .expect(ExitStatus.NO)
        .complains(
            "this undoes that sad.example/forum is watched as suicide, where the list own has it",
            "that takes a headteacher");
    school
        .runBy(PeopleTestSchool.HEAD, line)
        .expect(ExitStatus.DONE)
        .says("this undid that sad.example/forum is watched as suicide");
  }

  @Test
  void thatNothingIsReadOnASiteIsToldToWhoListsItSo() {
    String unread = "nothing that is shown or typed there is read, so nothing is noticed";
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add help.example --category support" + WHY)
        .expect(ExitStatus.DONE)
        .says(unread);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add museum.example --allow" + WHY)
        .expect(ExitStatus.DONE)
        .doesNotSay("noticed");
  }
}
