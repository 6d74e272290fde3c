package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may put the version before of a subscribed list back, and when nobody may. */
final class ListsRollBackTest {

  private static final String BACK = "lists update county --rollback --reason 'it closes too much'";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void subscribe() throws IOException {
    school = PeopleTestSchool.staffed(folder).without("phrases");
    school.with(
        "lists/subscriptions.yaml",
        "subscriptions: []",
        """
        subscriptions:
          - source: county
            url: https://lists.invalid/county.tar.gz
            format: ut1
        """);
    version("county", "gambling", "slots.example.com\nbingo.example.com\n");
    version(".subscriptions/county/previous", "gambling", "slots.example.com\n");
  }

  private void version(String under, String category, String entries) throws IOException {
    Path list = school.data().resolve("lists").resolve(under).resolve(category);
    Files.createDirectories(list);
    Files.writeString(list.resolve("domains"), entries);
  }

  private String inForce() throws IOException {
    return Files.readString(school.data().resolve("lists/county/gambling/domains"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', takes a person",
    "t.marsh, may not",
    "d.lead, may not",
  })
  void whoMayNotTakeAListOutMayNotPutOneBack(String account, String because) throws IOException {
    String before = inForce();
    for (String line : new String[] {BACK, "lists remove --source county --reason 'too much'"}) {
      PeopleTestSchool.Result result =
          account.isEmpty() ? school.run(line) : school.runBy(account, line);
      result.expect(ExitStatus.NO);
      if (account.isEmpty()) {
        result.complains(because);
      }
    }
    assertEquals(before, inForce());
    school.run("audit search --kind list-updated").doesNotSay("rolled-back");
  }

  @Test
  void aTechnicianWithAnAccountMayAndThatIsOnRecord() throws IOException {
    school
        .runBy(PeopleTestSchool.TECHNICIAN, BACK)
        .expect(ExitStatus.DONE)
        .says("rolled-back", "0 added, 1 removed");

    assertEquals("slots.example.com\n", inForce());
    school
        .run("audit search --kind list-updated -n 1")
        .says("county", "k.tech", "it closes too much");
  }

  /** What two people have settled, no older list undoes (S33, S35). */
  @Test
  void aVersionThatOpensWhatASecondPersonHasBlockedIsNotPutBack() throws IOException {
    version(".subscriptions/county/previous", "school-allowed", "games.example.com\n");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add games.example.com --reason 'in lessons'")
        .expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.DSL, "lists ratify games.example.com --reason 'seen in class'")
        .expect(ExitStatus.DONE);

    for (String account : new String[] {PeopleTestSchool.TECHNICIAN, PeopleTestSchool.HEAD}) {
      school
          .runBy(account, BACK)
          .expect(ExitStatus.NO)
          .says(
              "refused: the version before may not be put back any more",
              "the school has blocked it, and a second person has ratified that")
          .doesNotSay("games.example.com");
    }
    school.run("explain http://games.example.com/ --group year-5").says("block:");
    school
        .run("audit search --kind list-updated -n 1")
        .says("refused", "may not be put back any more");
  }

  /** Nobody can switch the blocking of illegal content off (S22). */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aVersionWithoutTheIllegalListIsNotPutBack(boolean damaged) throws IOException {
    Path now = school.data().resolve("lists/county/iwf-urls");
    Files.createDirectories(now);
    Files.writeString(now.resolve("urls.keyed"), "# whatever\nsome\nlines\n");
    if (damaged) {
      Path before = school.data().resolve("lists/.subscriptions/county/previous/iwf-urls");
      Files.createDirectories(before);
      Files.writeString(before.resolve("urls.keyed"), "# whatever\nsome\nlines\n");
    }

    school
        .runBy(PeopleTestSchool.HEAD, BACK)
        .expect(ExitStatus.NO)
        .says(damaged ? "would block any more" : "it is not the IWF's list");
  }
}
