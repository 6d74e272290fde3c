package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists on the command line: shown, changed, imported, and each change on the ledger. */
final class ListsCommandTest {

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
  }

  @Test
  void everyCategoryIsListed() {
    PeopleTestSchool.Result listed = school.run("lists ls").expect(ExitStatus.DONE);

    listed.says("CATEGORY", "gambling", "starter", "school-blocked", "no licensed feed");
    school
        .run("lists ls --json")
        .expect(ExitStatus.DONE)
        .says(
            "\"category\":\"suicide\",\"title\":\"Suicide\",\"severity\":\"critical\"",
            "\"illegal\":true,\"entries\":0");
  }

  @Test
  void entriesAreShownWithTheirFileAndLine() {
    school
        .run("lists show gambling --limit 1")
        .expect(ExitStatus.DONE)
        .says("starter/gambling/domains:")
        .complains("only the first 1 are shown");
    school
        .run("lists show --why www.bet365.com/in-play")
        .expect(ExitStatus.DONE)
        .says("bet365.com", "it and all under it", "gambling", "starter/gambling/domains:");
    school
        .run("lists show --why www.bet365.com --json")
        .says("\"entry\":\"bet365.com\",\"kind\":\"domains\"", "\"since\":\"");
    school.run("lists search bet36").expect(ExitStatus.DONE).says("bet365.com");
    school.run("lists search bet36 --json").says("\"category\":\"gambling\"");
    school
        .run("lists show --why unheard.example")
        .expect(ExitStatus.NO)
        .complains("no list covers");
    school.run("lists search zzzzqqqq").expect(ExitStatus.NO).complains("no entry holds");
  }

  @Test
  void namesAreFoundInTheirOwnLettersAndAddressesByWhatCoversThem() {
    school.run("lists add München-Spiele.de/a%20b --reason 'asked for'").expect(ExitStatus.DONE);
    for (String text :
        new String[] {
          "münchen",
          "MÜNCHEN-spiele",
          "xn--mnchen-spiele",
          "https://www.münchen-spiele.de/A%20B/c?x=1#y",
          "http://münchen-spiele.de:8080/a%20b",
          "spiele.de/a%20b",
        }) {
      school
          .run("lists search " + text)
          .expect(ExitStatus.DONE)
          .says("xn--mnchen-spiele-wob.de/a%20b (münchen-spiele.de/a%20b)");
    }
    school.run("lists search münchen --json").says("\"readable\":\"münchen-spiele.de/a%20b\"");
    school.run("lists search https://münchen-spiele.de/other").expect(ExitStatus.NO);
    school.run("lists search https://www.bet365.com/x?y=1").says("bet365.com");
  }

  @Test
  void underAnAddressThereIsNothing() {
    for (String address : new String[] {"8.8.8.8", "2001:db8::1"}) {
      school
          .run("lists add " + address + " --reason 'asked for'")
          .says("added " + address + " (this address) to school-blocked");
    }
    school.run("lists show school-blocked").says("this address").doesNotSay("under it");
  }

  @Test
  void ofAnAddressThatLeadsToAnotherOneThatIsSaid() {
    school.run("lists add 198.51.100.7 --reason 'asked for'").expect(ExitStatus.DONE);

    school
        .run("lists show --why [64:ff9b::c633:6407]")
        .expect(ExitStatus.DONE)
        .says("198.51.100.7", "leads to 198.51.100.7, which was looked up as well");
    school
        .run("lists show --why [2002:c633:6407::1] --json")
        .says("\"entry\":\"198.51.100.7\"", "\"leadsTo\":\"198.51.100.7\"");
    school
        .run("explain http://[64:ff9b::c633:6407]/ --group year-5")
        .says("block:", "school-blocked");
    school
        .run("lists show --why [64:ff9b::c633:6408]")
        .expect(ExitStatus.NO)
        .complains("no list covers", "nor 198.51.100.8, which it leads to");
  }

  @Test
  void theSchoolsOwnListIsChangedAndTheLedgerKnows() {
    school
        .run("lists add https://Games.Example.com/ --reason 'asked for by year 5'")
        .expect(ExitStatus.DONE)
        .says("added games.example.com (it and all under it) to school-blocked", "in force when");
    school
        .run("explain http://www.games.example.com/ --group year-5")
        .expect(ExitStatus.DONE)
        .says("block:", "school-blocked");
    school
        .run("lists add games.example.com --reason 'asked for by staff'")
        .expect(ExitStatus.DONE)
        .says("already");
    school
        .run("lists add games.example.com/kids --allow --reason 'asked for by staff'")
        .expect(ExitStatus.DONE)
        .says("(from this path on) to school-allowed");
    school.run("lists show school-blocked").says("games.example.com", "own");
    school
        .run("lists remove games.example.com --reason 'asked for by staff'")
        .expect(ExitStatus.DONE)
        .says("removed games.example.com from school-blocked");
    school
        .run("lists remove games.example.com --reason 'asked for by staff'")
        .expect(ExitStatus.NO)
        .complains("is in no list of the school's own", "lists show --why games.example.com");
    assertEquals(
        3,
        school.run("audit search --kind list-edited --json").out().lines().count(),
        "two additions and one removal, and nothing for what changed nothing");
    school.run("audit search --kind list-edited").says("because: asked for by year 5", "local:");
  }

  @Test
  void aChangeThatCannotBeStoredIsOnRecordAndSoIsThatItWasTakenBack() throws IOException {
    school.run("lists add kept.example --reason 'asked for by staff'").expect(ExitStatus.DONE);
    school.file("var/lists/own/school-blocked/.domains.new/in-the-way", "");

    for (String change : new String[] {"add new.example", "remove kept.example"}) {
      school
          .run("lists " + change + " --reason 'asked for by staff'")
          .expect(ExitStatus.NO)
          .complains("cannot be written", "nothing was changed", "taken back");
    }

    school.run("lists show school-blocked").says("kept.example").doesNotSay("new.example");
    school
        .run("audit tail -n 4")
        .says("new.example added to school-blocked", "new.example taken off school-blocked")
        .says("kept.example taken off school-blocked", "kept.example put back on school-blocked")
        .says("because: taken back, because the list could not be written");
  }

  @Test
  void anImportAccountsForEveryLine() throws IOException {
    Path names = school.file("names.txt", "# a comment\na.example\nb.example\na.example\nco.uk\n");

    school
        .run(
            "lists import "
                + names
                + " --reason 'asked for by staff' --source county --category gambling")
        .expect(ExitStatus.DONE)
        .says("lines       5", "taken       2", "duplicates  1", "blank       1", "rejected    1")
        .says("line 5: a public suffix", "report      ", "in force when the gateway starts");
    assertTrue(
        Files.readString(school.data().resolve("lists/county.import-report"))
            .contains("line 5: a public suffix"));
    school.run("lists show --why www.b.example").says("county", "gambling");
    school
        .run("audit tail -n 1")
        .says("list-imported", "list county imported: 2 entries (gambling), 1 line rejected");
  }

  @Test
  void aTreeIsTakenByItsOwnCategories() throws IOException {
    school.file("tree/gambling/domains", "odds.example\n");
    school.file("tree/warez2/domains", "copied.example\n");
    school.file("tree/unheard/domains", "left.example\n");
    Path tree = folder.resolve("tree");

    school
        .run(
            "lists import "
                + tree
                + " --reason 'asked for by staff' --source other --map warez2=piracy")
        .expect(ExitStatus.DONE)
        .says("taken       2", "1 gambling", "1 piracy", "left out    1", "unheard");
    school.run("lists show --why copied.example").says("piracy");
  }

  @Test
  void moreRejectedLinesThanAreShownAreInTheReport() throws IOException {
    Path names = school.file("names.txt", names("good", 40) + "not a name\n".repeat(30));

    school
        .run(
            "lists import "
                + names
                + " --reason 'asked for by staff' --source county --category gambling --format"
                + " domains")
        .expect(ExitStatus.DONE)
        .says("rejected    30", "line 60:", "and 10 more")
        .doesNotSay("line 61:");
    assertTrue(
        Files.readString(school.data().resolve("lists/county.import-report")).contains("line 70:"));
  }

  private static String names(String word, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> word + i + ".example\n")
        .collect(Collectors.joining());
  }

  @Test
  void aListThatShrankByMoreThanHalfTakesAWordAndIsCounted() throws IOException {
    Path whole = school.file("whole.txt", names("odds", 10));
    Path tiny = school.file("tiny.txt", names("odds", 4));
    String line = " --source county --category gambling --reason 'asked for by staff'";
    school.run("lists import " + whole + line).expect(ExitStatus.DONE).doesNotSay("replaced");

    school
        .run("lists import " + tiny + line)
        .expect(ExitStatus.NO)
        .complains("its list for gambling has 4 entries", "the one there has 10", "--shrink");
    school.run("lists show --why odds9.example").expect(ExitStatus.DONE);
    school
        .run("lists import " + tiny + line + " --shrink")
        .expect(ExitStatus.DONE)
        .says("replaced    gambling: was 10, now 4");
  }

  @Test
  void whatIsMostlyNoListIsRefused() throws IOException {
    Path noise = school.file("noise.txt", "a.example\nb.example\n" + "{ ! }\n".repeat(3));
    school
        .run("lists import " + noise + " --source s --category games --reason 'asked for'")
        .expect(ExitStatus.NO)
        .complains("3 of its 5 lines are no entries", "line 3:");
    school.run("lists show --why a.example").expect(ExitStatus.NO);
  }

  @Test
  void theNamesOfTheListsThatShipAreTaken() throws IOException {
    Path names = school.file("names.txt", "a.example\n");
    school
        .run("lists import " + names + " --source starter --category games --reason 'asked for'")
        .expect(ExitStatus.NO)
        .complains("'starter' names lists that come with the configuration");
    // As a version before this one left it.
    school.file("var/lists/starter/games/domains", "a.example\nb.example\n");
    school
        .run("lists remove --source starter --reason 'asked for'")
        .expect(ExitStatus.DONE)
        .says("took starter out, 2 entries");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lists add bbc.co.uk/bitesize                  | Learning and school sites: acceptable",
        "lists add bbc.co.uk/bitesize --category video | Learning and school sites: acceptable",
      })
  void aSiteThatStaysOpenIsNotAddedInSilence(String line, String because) {
    school
        .run(line + " --reason 'asked for'")
        .expect(ExitStatus.NO)
        .complains("would stay open", because, "matrix.yaml");
    school.run("audit search --kind list-edited").doesNotSay("bitesize");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8", "http://192.168.0.0/16", "2001:db8::/32", "[2001::]/16"})
  void aNetworkIsNoSite(String network) {
    school
        .run("lists add " + network + " --reason 'asked for'")
        .expect(ExitStatus.USAGE)
        .complains("a network cannot be listed");
  }

  @Test
  void aHostsFileIsKnownByItsLines() throws IOException {
    Path hosts = school.file("hosts.txt", "# ads\n\n0.0.0.0 ads.example\n0.0.0.0 b.ads.example\n");

    school
        .run(
            "lists import "
                + hosts
                + " --reason 'asked for by staff' --source hosts --category advertising")
        .expect(ExitStatus.DONE)
        .says("taken       2");
    school.run("lists show --why ads.example").says("this name alone");
    school.run("lists show --why sub.ads.example").expect(ExitStatus.NO);
  }

  @Test
  void onlyThoseWhoManageListsChangeThem() throws IOException {
    Path staffed = folder.resolve("staffed");
    PeopleTestSchool other = PeopleTestSchool.staffed(staffed);

    other
        .runBy(PeopleTestSchool.TEACHER, "lists add x.example --reason 'asked for by staff'")
        .expect(ExitStatus.NO)
        .complains("may not change lists and policy");
    other
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add x.example --reason 'asked for by staff'")
        .expect(ExitStatus.DONE);
    other.run("audit tail -n 1").says("k.tech");
  }

  @Test
  void anEmptyListIsRefusedAndTheFormerStays() throws IOException {
    Path names = school.file("names.txt", "a.example\n");
    Path empty = school.file("empty.txt", "");
    school
        .run("lists import " + names + " --reason 'asked for by staff' --source s --category games")
        .expect(ExitStatus.DONE);

    PeopleTestSchool.Result refused =
        school.run(
            "lists import " + empty + " --reason 'asked for by staff' --source s --category games");

    refused.expect(ExitStatus.NO).doesNotSay("taken  ").complains("nothing of", "empty.txt");
    school.run("lists show --why a.example").expect(ExitStatus.DONE).says("games");
  }
}
