package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of every format on the command line: looked through, and taken. */
final class ListsFormatsTest {

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
  }

  private Path list(String name, String text) throws IOException {
    Path file = folder.resolve("theirs").resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  private PeopleTestSchool.Result imported(Path list, String options) {
    return school.run("lists import " + list + " --source theirs --reason 'on trial' " + options);
  }

  @Test
  void aListIsLookedThroughWithoutBeingTaken() throws IOException {
    Path list = list("odds.txt", "a.example.com\nA.example.com.\nco.uk\nchildline.org.uk\n");

    school
        .run("lists lint " + list + " --category gambling")
        .expect(ExitStatus.NO)
        .says(
            "odds.txt:2: an earlier line says the same",
            "odds.txt:3: a public suffix",
            "odds.txt:4: closes childline.org.uk, a line that helps children",
            "format      domains",
            "lines       4");
    school
        .run("lists lint " + list + " --category gambling --json")
        .expect(ExitStatus.NO)
        .says(
            "{\"file\":\"odds.txt\",\"line\":3,\"kind\":\"no-entry\",\"finding\":\"a public suffix",
            "\"findings\":{\"no-entry\":1,\"repeated\":1,\"protected-site\":1}");
    school.run("lists search a.example.com").expect(ExitStatus.NO);
  }

  @Test
  void aCleanListIsToldByTheExitStatus() throws IOException {
    school
        .run("lists lint " + list("rules.txt", "! title\n||a.example.com^\n"))
        .expect(ExitStatus.DONE)
        .says("format      adblock", "wrong       0");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing.txt, '', is empty: there is no list in it",
    "remarks.txt, '# nothing yet', holds no list: no line of it is an entry or a phrase",
    "tree/readme, 'how to use it', holds no list: no line of it is an entry or a phrase",
    "bare/.keep, '', is empty: there is no list in it",
  })
  void whatHoldsNoListIsNotCalledClean(String name, String text, String words) throws IOException {
    Path file = list(name, text.isEmpty() ? "" : text + "\n");
    Path path = name.indexOf('/') < 0 ? file : file.resolveSibling("");

    school.run("lists lint " + path).expect(ExitStatus.USAGE).complains(words).doesNotSay("wrong");
    school.run("lists lint " + path + " --json").expect(ExitStatus.USAGE).complains(words);
  }

  @Test
  void rulesZonesAndTablesAreToldByTheirContent() throws IOException {
    imported(list("rules.txt", "||a.example.com^\n@@||b.a.example.com^\n"), "--category games")
        .expect(ExitStatus.DONE)
        .says("taken       2");
    school
        .run("lists show --why b.a.example.com")
        .says("except-domains", "not it and all under it");
    imported(
            list("zone", "$TTL 60\n@ SOA a. b. 1 2 3 4 5\nc.example.com CNAME .\n"),
            "--category games --shrink")
        .expect(ExitStatus.DONE)
        .says("taken       1");
    imported(list("sites.csv", "url,category\nd.example.com,gambling\n"), "")
        .expect(ExitStatus.DONE)
        .says("1 gambling");
  }

  @Test
  void whichFolderBecameWhichCategoryIsTold() throws IOException {
    list("blacklists/adult/domains", "a.example.com\nb.example.com\na.example.com\n");
    list("blacklists/mixed_adult/domains", "c.example.com\n");
    list("blacklists/warez/domains", "d.example.com\n");
    list("blacklists/cars/domains", "e.example.com\n");
    list("blacklists/un\u202eseen/domains", "f.example.com\n");

    imported(folder.resolve("theirs"), "--format ut1 --map cars=shopping")
        .expect(ExitStatus.DONE)
        .says(
            "mapped      adult is pornography here: 2 taken",
            "mapped      cars is shopping here: 1 taken",
            "mapped      warez is piracy here: 1 taken",
            "no counterpart here: (a name that cannot be printed)")
        .doesNotSay("\u202e");
  }

  @Test
  void changesOfAFolderCountForItsCategory() throws IOException {
    list("blacklists/adult/domains", "a.example.com\nb.example.com\n");
    imported(folder.resolve("theirs"), "--format ut1").expect(ExitStatus.DONE);
    Files.delete(folder.resolve("theirs/blacklists/adult/domains"));
    list("blacklists/adult/domains.diff", "+ c.example.com\n- a.example.com\n");

    imported(folder.resolve("theirs"), "--format ut1")
        .expect(ExitStatus.DONE)
        .says("mapped      adult is pornography here: 1 taken");
  }

  @Test
  void phrasesOfOthersAreTakenWithoutThoseThatOrdinaryTextHas() throws IOException {
    list("gambling/weighted", "<blackjack table><50>\n<rapist><50>\n");

    imported(folder.resolve("theirs"), "")
        .expect(ExitStatus.DONE)
        .says("1 gambling", "1 would be found where it means nothing (--all takes it)");
    imported(folder.resolve("theirs"), "--all").expect(ExitStatus.DONE).says("2 gambling");
  }

  @Test
  void ofAListOfSitesThatStayOpenItIsSaidThatTheyDo() throws IOException {
    Path list = list("odds.txt", "www.childline.org.uk\nsamaritans.org\n");

    imported(list, "--category gambling")
        .expect(ExitStatus.NO)
        .complains(
            "none of its entries may be taken",
            "lines that were not taken: 2 of 2",
            "line 1: closes childline.org.uk, a line that helps children");
    list("odds.txt", "www.childline.org.uk\nsamaritans.org\na.example.com\n");
    imported(list, "--category gambling").expect(ExitStatus.DONE).says("taken       1");
  }

  @Test
  void noImportClosesALineThatHelpsChildren() throws IOException {
    imported(list("odds.txt", "a.example.com\nwww.childline.org.uk\n"), "--category gambling")
        .expect(ExitStatus.DONE)
        .says("taken       1", "line 2: closes childline.org.uk, a line that helps children");
  }
}
