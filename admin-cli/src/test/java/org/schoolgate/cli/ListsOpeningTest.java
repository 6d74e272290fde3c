package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Taking protection away takes a person, and some of it nobody takes away (S31-S33). */
final class ListsOpeningTest {

  private static final String WHY = " --reason 'asked for by staff'";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder).withoutPhrases();
    school.run("lists add blocked.example" + WHY).expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add wrongly.example --category video" + WHY)
        .expect(ExitStatus.DONE);
  }

  private Path list(String... names) throws IOException {
    return school.file("names.txt", String.join("\n", names) + "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lists add museum.example --allow",
        "lists add museum.example --category learning",
        "lists add museum.example --category banking",
        "lists add museum.example --category software-updates",
        "lists remove blocked.example",
        "lists remove wrongly.example --category video"
      })
  void openingTakesAPerson(String line) {
    long before = school.run("audit search --kind list-edited --json").out().lines().count();

    school
        .run(line + WHY)
        .expect(ExitStatus.NO)
        .complains("it takes a person", "has no account here", "--by ACCOUNT");
    assertEquals(
        before, school.run("audit search --kind list-edited --json").out().lines().count());

    school.runBy(PeopleTestSchool.TECHNICIAN, line + WHY).expect(ExitStatus.DONE);
    school
        .run("audit search --kind list-edited -n 1 --json")
        .says("\"editedBy\":\"k.tech\"", "\"reason\":\"asked for by staff\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lists add bad.example",
        "lists add bad.example --category gambling",
        "lists add bad.example --category news"
      })
  void closingIsDoneAtOnce(String line) {
    school.run(line + WHY).expect(ExitStatus.DONE).says("added bad.example");
  }

  @Test
  void whileNobodyCanLogOnTheTechnicianSetsUp() throws IOException {
    PeopleTestSchool fresh = PeopleTestSchool.empty(folder.resolve("fresh"));
    fresh.run("lists add museum.example --allow" + WHY).expect(ExitStatus.DONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pornhub.com          | pornhub.com in pornography     | ask for an override",
        "www.pornhub.com/a    | pornhub.com in pornography     | ask for an override",
        "chat.bad.example     | bad.example in grooming        | nobody can open it",
        "host.example         | host.example/part in gambling  | ask for an override",
      })
  void whatThePolicyGivesToNobodyIsNotOpened(String site, String because, String remedy) {
    school.run("lists add bad.example --category grooming" + WHY).expect(ExitStatus.DONE);
    school.run("lists add host.example/part --category gambling" + WHY).expect(ExitStatus.DONE);

    school
        .runBy(PeopleTestSchool.HEAD, "lists add " + site + " --allow" + WHY)
        .expect(ExitStatus.NO)
        .complains(because, "which the policy opens to nobody", remedy);

    school.run("lists show --why " + site).doesNotSay("school-allowed");
  }

  /** Of a site with a part that stays closed the rest can often be opened, and it is said how. */
  @Test
  void whatCanBeOpenedOfASiteIsSaid() {
    school.run("lists add ads.park.example --category gambling" + WHY).expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add park.example --allow" + WHY)
        .expect(ExitStatus.NO)
        .complains(
            "opening park.example would open ads.park.example",
            "open www.park.example alone, which has no such part, or ask for an override");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add www.park.example --allow" + WHY)
        .expect(ExitStatus.DONE)
        .says("what a list of illegal content has of it stays blocked");
    school.run("lists add www.pool.example --category gambling" + WHY).expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add pool.example --allow" + WHY)
        .expect(ExitStatus.NO)
        .doesNotSay("alone");
  }

  @Test
  void theSchoolMakesExceptionsFromItsOwnBlocks() {
    school
        .runBy(PeopleTestSchool.HEAD, "lists add blocked.example/lesson --allow" + WHY)
        .expect(ExitStatus.DONE);
  }

  @Test
  void anImportThatOpensTakesAPersonAndLeavesOutWhatIsOpenToNobody() throws IOException {
    String line =
        "lists import "
            + list("museum.example", "pornhub.com")
            + " --source county --category learning";

    school.run(line + WHY).expect(ExitStatus.NO).complains("it takes a person");
    school.run("lists show --why museum.example").expect(ExitStatus.NO);

    school
        .runBy(PeopleTestSchool.TECHNICIAN, line + WHY)
        .expect(ExitStatus.DONE)
        .says("taken       1", "line 2: other lists have it in pornography");
    school
        .run("audit search --kind list-imported --json")
        .says("\"importedBy\":\"k.tech\"", "\"reason\":\"asked for by staff\"");
  }

  @Test
  void replacingAListThatClosesTakesAPerson() throws IOException {
    String line = " --source county --category gambling" + WHY;
    school.run("lists import " + list("a.example", "b.example") + line).expect(ExitStatus.DONE);

    Path fewer = list("a.example");
    school.run("lists import " + fewer + line).expect(ExitStatus.NO).complains("takes a person");
    school.run("lists show --why b.example").expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists import " + fewer + line)
        .expect(ExitStatus.DONE);
    school.run("lists show --why b.example").expect(ExitStatus.NO);
  }

  @Test
  void aSourceOfPhrasesIsListedAndTakenOutByAPersonWithAllItHas() throws IOException {
    Path phrases =
        school.file("theirs/gambling/weighted", "<blackjack table><50>\n<roulette wheel><50>\n");
    Path tree = phrases.resolveSibling("..").normalize();
    school
        .run("lists import " + tree + " --source county" + WHY)
        .expect(ExitStatus.DONE)
        .says("2 gambling");
    String line = "lists remove --source county" + WHY;

    assertTrue(
        school.run("lists ls").out().lines().anyMatch(row -> row.matches("gambling .*county.*")));
    school.run(line).expect(ExitStatus.NO).complains("it takes a person");
    school
        .runBy(PeopleTestSchool.HEAD, line)
        .expect(ExitStatus.DONE)
        .says("took county out, 2 phrases,");
    school.run("audit search --kind list-removed --json").says("\"entries\":2");
  }

  @Test
  void anImportedSourceIsTakenOutByAPersonAndOnRecord() throws IOException {
    school
        .run("lists import " + list("a.example") + " --source county --category gambling" + WHY)
        .expect(ExitStatus.DONE);
    String line = "lists remove --source county" + WHY;

    school.run(line).expect(ExitStatus.NO).complains("it takes a person");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, line)
        .expect(ExitStatus.NO)
        .complains("this opens what the list closes as gambling; that takes a headteacher");
    school.run("lists show --why a.example").expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.HEAD, line)
        .expect(ExitStatus.DONE)
        .says("took county out, 1 entry,")
        .doesNotSay("subscribes");
    school.run("lists show --why a.example").expect(ExitStatus.NO);
    school
        .run("audit search --kind list-removed --json")
        .says("\"source\":\"county\"", "\"removedBy\":\"a.head\"", "asked for by staff");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists remove --source county" + WHY)
        .expect(ExitStatus.USAGE)
        .complains("there are no imported lists");
  }

  /** What is there of another category would stay, and be told under another's reason. */
  @Test
  void aNameIsKeptForOneCategory() throws IOException {
    String line = "lists import " + list("a.example") + " --source county --category ";
    school.run(line + "gambling" + WHY).expect(ExitStatus.DONE);

    school
        .runBy(PeopleTestSchool.HEAD, line + "games" + WHY)
        .expect(ExitStatus.USAGE)
        .complains("county has lists for gambling, which a list for games does not replace");

    school.run("lists show --why a.example").says("gambling").doesNotSay("games");
  }

  /** A list that opens protects nobody, so whoever manages lists takes it out. */
  @Test
  void aSourceThatClosesNothingIsTakenOutByATechnician() throws IOException {
    school
        .runBy(
            PeopleTestSchool.TECHNICIAN,
            "lists import " + list("a.example") + " --source museums --category support" + WHY)
        .expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists remove --source museums" + WHY)
        .expect(ExitStatus.DONE);
  }

  /** Its name would stand in ledger and reports, and nothing of what is added would be in force. */
  @Test
  void whatAListOfIllegalContentClosesIsAddedToNoList() throws IOException {
    importWholeIwfList();

    for (String list : List.of("", " --allow", " --category gambling", " --category learning")) {
      for (String site : List.of("i7.example", "www.i7.example/part")) {
        school
            .runBy(PeopleTestSchool.HEAD, "lists add " + site + list + WHY)
            .expect(ExitStatus.NO)
            .complains("that address is closed to everybody", "so nothing was added")
            .doesNotSay("i7")
            .doesNotSay("in force");
      }
    }
    school.run("audit search --kind list-edited --json").doesNotSay("i7");
    school.run("lists pending").doesNotSay("i7");
    school.run("explain http://i7.example/x").says("illegal");
  }

  private void importWholeIwfList() throws IOException {
    String[] names =
        IntStream.range(0, 200).mapToObj(i -> "i" + i + ".example").toArray(String[]::new);
    school
        .runBy(
            PeopleTestSchool.TECHNICIAN,
            "lists import " + list(names) + " --source iwf --category iwf-urls" + WHY)
        .expect(ExitStatus.DONE);
  }

  @Test
  void listsOfIllegalContentTakeAPersonAndAWholeList() throws IOException {
    String line = "lists import " + list("a.example") + " --source fake --category ";

    school.run(line + "iwf-urls" + WHY).expect(ExitStatus.NO).complains("takes a person");
    school
        .runBy(PeopleTestSchool.HEAD, line + "iwf-urls" + WHY)
        .expect(ExitStatus.NO)
        .complains("this is not the IWF's list: that has thousands of addresses, and this 1");
    school
        .runBy(PeopleTestSchool.HEAD, line + "iwf-keywords" + WHY)
        .expect(ExitStatus.USAGE)
        .complains("holds words and no sites");
    school.file("tree/iwf-keywords/domains", "a.example\n");
    school
        .runBy(
            PeopleTestSchool.HEAD, "lists import " + folder.resolve("tree") + " --source t" + WHY)
        .expect(ExitStatus.USAGE)
        .complains("holds words and no sites");
    school.run("lists ls --json").says("\"illegal\":true,\"entries\":0");
    school.run("audit search --kind list-imported").doesNotSay("iwf");

    PeopleTestSchool alone = PeopleTestSchool.empty(folder.resolve("alone"));
    alone
        .run(line + "iwf-urls" + WHY)
        .expect(ExitStatus.NO)
        .complains("takes a person", "people add");
  }

  /**
   * As the README has it: the issuer's file of addresses with a first line that says what it is.
   */
  @Test
  void anIwfListOfAddressesIsImportedAsTheReadmeSays() throws IOException {
    String[] lines =
        Stream.concat(
                Stream.of("url"),
                IntStream.range(0, 200).mapToObj(i -> "https://host.example/part/" + i + "?a=b"))
            .toArray(String[]::new);
    school
        .runBy(
            PeopleTestSchool.HEAD,
            "lists import "
                + school.file("iwf.csv", String.join("\n", lines) + "\n")
                + " --source iwf --format csv --category iwf-urls --reason 'of November'")
        .expect(ExitStatus.DONE)
        .says("taken       200")
        .doesNotSay("host.example");
    school.run("explain https://host.example/part/7?a=b").says("illegal");
    school.run("explain https://host.example/other").doesNotSay("illegal");
  }

  @Test
  void listsOfIllegalContentAreNotTakenOutByAnybody() throws IOException {
    importWholeIwfList();

    school
        .runBy(PeopleTestSchool.HEAD, "lists remove --source iwf" + WHY)
        .expect(ExitStatus.NO)
        .complains("it can be replaced, but not taken out");
  }

  @Test
  void aListOfIllegalContentIsInForceAndCannotBeReadAgain() throws IOException {
    importWholeIwfList();

    school.run("lists ls --json").says("\"entries\":200");
    school.run("explain http://i7.example/x").says("illegal").doesNotSay("entry i7");
    school.run("lists search i7.example").doesNotSay("iwf");
    school.run("lists show --why i7.example").doesNotSay("iwf");
    try (Stream<Path> files = Files.walk(school.data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertFalse(
            Files.readString(file, StandardCharsets.ISO_8859_1).contains("i7.example"),
            () -> file + " holds an entry");
      }
    }
  }

  @Test
  void withoutItsKeyAListOfIllegalContentCountsAsNone() throws IOException {
    importWholeIwfList();
    Path key = new Folders(folder.resolve("etc"), school.data(), true).opaqueKey();
    byte[] whole = Files.readAllBytes(key);

    Files.delete(key);
    school.run("lists ls --json").says("\"illegal\":true,\"entries\":0").complains("another key");
    school.run("explain http://i7.example/x").doesNotSay("illegal");

    Files.write(key, Arrays.copyOf(whole, whole.length - 1));
    school.run("lists ls").expect(ExitStatus.USAGE).complains("is damaged", "from a backup");

    Files.write(key, whole);
    school.run("lists ls --json").says("\"entries\":200");
  }
}
