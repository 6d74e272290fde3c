package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a person who adds an entry by hand, and what is refused with its reason. */
final class ListsDoubtsTest {

  private static final String WHY = " --reason 'asked for by staff'";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school =
        PeopleTestSchool.empty(folder)
            .without("phrases")
            .with("lists/subscriptions.yaml", "school-sites: []", "school-sites: [our.example]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "google.com                      | google.com, one of the most used sites",
        "https://www.google.com/         | www.google.com, one of the most used sites",
        "google.com --category games     | google.com, one of the most used sites",
        "www.nhs.uk                      | www.nhs.uk, a public service",
        "our.example                     | our.example, the school's own site",
        "news.our.example/year-5         | our.example, the school's own site",
        "127.0.0.1                       | an address of the school's own network",
      })
  void whatClosesMoreThanIsMeantIsConfirmedAndOnRecord(String site, String words) {
    String line = "lists add " + site + WHY;

    school.run(line).expect(ExitStatus.NO).complains("this closes " + words, "with --anyway");
    school.run("audit search --kind list-edited").doesNotSay("asked for by staff");

    school.run(line + " --anyway").expect(ExitStatus.DONE).says("added with --anyway", words);
    school
        .run("audit search --kind list-edited")
        .says("(added with --anyway: this closes " + words + ")");
  }

  /** What a publisher says does not make a line that helps children; what keeps it open is said. */
  @Test
  void aPublisherMakesNoHelpline() throws IOException {
    Path theirs = school.file("theirs.txt", "club.example.org\n");
    school
        .run("lists import " + theirs + " --source opener --category support" + WHY)
        .expect(ExitStatus.DONE);

    school
        .run("lists add club.example.org" + WHY)
        .expect(ExitStatus.NO)
        .complains(
            "the list opener/support has club.example.org, and what opens comes before the school's"
                + " own list",
            "take that list out: schoolgate lists remove --source opener")
        .doesNotSay("helps children")
        .doesNotSay("matrix");
  }

  /** What keeps it open is the school's own entry, and not a row of the matrix. */
  @Test
  void whatTheSchoolItselfAllowsIsTakenOffFirst() {
    school.run("lists add club.example.org --allow" + WHY).expect(ExitStatus.DONE);
    school
        .run("lists add club.example.org" + WHY)
        .expect(ExitStatus.NO)
        .complains(
            "the school's own list has club.example.org in school-allowed; take that off first:"
                + " schoolgate lists remove club.example.org");
    school.run("lists remove club.example.org" + WHY).expect(ExitStatus.DONE);
    school.run("lists add club.example.org" + WHY).expect(ExitStatus.DONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "roblox.com",
        "youtube.com --category video",
        "google.com/maps",
        "our.example --allow",
        "our.example --category learning",
        "казино.рф",
        "8.8.8.8",
        "games.school.lan",
        "printer.local",
        "unheard.internal",
      })
  void whatIsUsualIsNotAskedAbout(String site) {
    school.run("lists add " + site + WHY).expect(ExitStatus.DONE).doesNotSay("anyway");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "childline.org.uk",
        "www.childline.org.uk/get-support --category video",
        "https://childline.org.uk:443/ --anyway",
      })
  void aLineThatHelpsChildrenIsClosedByNobody(String site) {
    school
        .run("lists add " + site + WHY)
        .expect(ExitStatus.NO)
        .complains(
            "childline.org.uk is a line that helps children, so it stays open for everybody",
            "speaks to the designated safeguarding lead")
        .doesNotSay("matrix");
    school.run("audit search --kind list-edited").doesNotSay("childline");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bet365.comm         | did you mean bet365.com?",
        "bet365.ocm/x        | did you mean bet365.com?",
        "game.qqqqqqqqqq     | no site's name ends in .qqqqqqqqqq;",
        "museum.ogr --allow  | did you mean museum.org?",
      })
  void aNameThatNoSiteCanHaveIsAskedAbout(String site, String words) {
    school.run("lists add " + site + WHY).expect(ExitStatus.NO).complains(words, "--anyway");
    school.run("lists add " + site + WHY + " --anyway").expect(ExitStatus.DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minecraft            | one word is no site; write its whole name, such as example.com",
        "com                  | a public suffix, which would cover every site under it",
        "foo@example.com      | an e-mail address; a site is what stands behind its @",
        "foo@example.com/x    | an e-mail address",
      })
  void whatIsNoSiteIsCalledWhatItIs(String site, String words) {
    school.run("lists add " + site + WHY).expect(ExitStatus.USAGE).complains(words);
  }

  @Test
  void thatAPortIsLeftOutIsSaid() {
    school
        .run("lists add https://me@games.example.com:8443/a" + WHY)
        .expect(ExitStatus.DONE)
        .says("added games.example.com/a", "its port is left out");
    school
        .run("lists add https://quiz.example.com/" + WHY)
        .expect(ExitStatus.DONE)
        .doesNotSay("port");
  }
}
