package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.Reference;

/** The ledger on the command line: who sees what of it, and that their looking is recorded. */
final class AuditCommandTest {

  private static final String PHRASE = AuditTestRecords.PHRASE;

  @TempDir Path folder;

  private PeopleTestSchool school;
  private Reference pupils;
  private Reference leads;

  /** Two blocked searches, one by a pupil and one by the safeguarding lead. */
  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder);
    try (Office office = school.office()) {
      pupils = AuditTestRecords.search(office, "p.upil", "year-5");
      leads = AuditTestRecords.search(office, PeopleTestSchool.DSL, "senior-leaders");
    }
  }

  @Test
  void listingsShowWhatHappenedWithoutContent() {
    for (String listing :
        List.of(
            "audit tail",
            "audit tail --json",
            "audit tail --traffic",
            "audit tail --traffic --json",
            "audit search --severity urgent",
            "audit search --category suicide --json")) {
      PeopleTestSchool.Result seen = school.run(listing).expect(ExitStatus.DONE);
      seen.says("p.upil", "search.example").doesNotSay(PHRASE, "/private/path");
      school
          .runBy(PeopleTestSchool.HEAD, listing)
          .expect(ExitStatus.DONE)
          .says("p.upil")
          .doesNotSay(PHRASE, "/private/path");
    }
    school
        .run("audit tail")
        .says("2026-11-17 09:00:00", pupils.toString(), "critical: suicide (typed)");
    school.run("audit tail --traffic").says(pupils.toString(), "status 403");
  }

  /** What was searched for where nothing was blocked stands in the traffic log alone. */
  @Test
  void aRecordOfTheTrafficLogIsOpenedByItsOwnReference() {
    String first = new Reference(1, 0, true).toString();
    school.run("audit tail --traffic --json").says(first);
    school.run("audit show " + first).says("p.upil", "withheld").doesNotSay(PHRASE);
    school
        .runBy(PeopleTestSchool.HEAD, "audit show " + first + " --why reviewed-today")
        .says(PHRASE, "status");
    school.run("audit search --kind capture-opened").says(first);
    school
        .run("audit show " + new Reference(1, 4711, true))
        .expect(ExitStatus.NO)
        .complains("the traffic log has no record");
  }

  @Test
  void nobodySeesRecordsAboutThemselves() {
    school
        .runBy(PeopleTestSchool.DSL, "audit tail")
        .says("p.upil")
        .doesNotSay(leads.toString())
        .complains("left out because they are about you: 1");
    school
        .runBy(PeopleTestSchool.DSL, "audit show " + leads)
        .expect(ExitStatus.NO)
        .complains("is about you")
        .doesNotSay(PHRASE);
    school
        .runBy(PeopleTestSchool.HEAD, "audit show " + leads)
        .expect(ExitStatus.USAGE)
        .complains("say why you open it, with --why TEXT")
        .doesNotSay(PHRASE);
    school
        .runBy(PeopleTestSchool.HEAD, "audit show " + leads + " --why 'weekly review'")
        .says(PHRASE);
  }

  @Test
  void contentIsForThoseWhoMayAndTheirLookingIsRecordedFirst() {
    school
        .runBy(PeopleTestSchool.DSL, "audit show " + pupils + " --why 'called by the class'")
        .expect(ExitStatus.DONE)
        .says(
            PHRASE,
            "/private/path",
            "p.upil",
            "individual",
            "some \u00BB" + PHRASE + "\u00AB here");
    school
        .runBy(PeopleTestSchool.DSL, "audit tail -n 1")
        .says(
            "capture-opened",
            "d.lead",
            "found in " + pupils + " was read, because: called by the class");
    school
        .runBy(PeopleTestSchool.HEAD, "audit show " + pupils + " --json --why 'weekly review'")
        .says("\"searchTerms\":\"" + PHRASE + "\"");
    assertEquals(2, school.run("audit search --kind capture-opened --json").out().lines().count());
  }

  /** It says so in words, also to those who do not see what was typed. */
  @Test
  void whatWasTypedAndNotSearchedForIsToldApart() throws IOException {
    String words = "typed in a search box, no search had followed by then";
    school.run("audit tail").expect(ExitStatus.DONE).doesNotSay(words);
    Reference typed;
    try (Office office = school.office()) {
      typed = AuditTestRecords.unfinished(office, "p.upil", "year-5");
    }
    school.run("audit tail").says(words).doesNotSay(PHRASE);
    school.run("audit show " + typed).says(words).doesNotSay(PHRASE);
    school.run("audit show " + typed + " --json").says("\"unfinished\":true");
    school.run("audit show " + pupils + " --json").doesNotSay("unfinished");
  }

  @Test
  void othersSeeTheRecordWithoutContentAndAreTold() {
    school
        .run("audit show " + pupils)
        .expect(ExitStatus.DONE)
        .says("search.example", "suicide", "critical", "withheld")
        .complains("are withheld", "--by ACCOUNT")
        .doesNotSay(PHRASE, "/private/path");
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "audit show " + pupils + " --json")
        .expect(ExitStatus.DONE)
        .says("\"withheld\":[")
        .doesNotSay(PHRASE, "/private/path");
    school
        .runBy(PeopleTestSchool.TEACHER, "audit show " + pupils)
        .expect(ExitStatus.NO)
        .complains("may not read the ledger");
    school.run("audit search --kind capture-opened").says("no records");
  }

  @Test
  void whoeverLooksWithoutAnAccountIsOnRecord() {
    school.run("audit tail").expect(ExitStatus.DONE);
    school.run("audit search --person p.upil").expect(ExitStatus.DONE);

    school
        .runBy(PeopleTestSchool.HEAD, "audit search --kind records-listed")
        .says("local:" + LocalUser.name(), "looked at 2 records with audit tail")
        .says("looked at 1 record about p.upil with audit search");
    school.runBy(PeopleTestSchool.HEAD, "audit tail").expect(ExitStatus.DONE);
    assertEquals(
        2,
        school
            .runBy(PeopleTestSchool.HEAD, "audit search --kind records-listed --json")
            .out()
            .lines()
            .count());
  }

  @Test
  void whatIsWithheldFromSomebodyIsOnRecord() {
    school.runBy(PeopleTestSchool.TEACHER, "audit tail").expect(ExitStatus.NO);
    school.runBy(PeopleTestSchool.TEACHER, "audit search").expect(ExitStatus.NO);
    school.runBy(PeopleTestSchool.TEACHER, "audit show " + pupils).expect(ExitStatus.NO);
    school.runBy(PeopleTestSchool.TECHNICIAN, "audit show " + pupils).expect(ExitStatus.DONE);
    school.runBy(PeopleTestSchool.DSL, "audit show " + leads).expect(ExitStatus.NO);

    school
        .runBy(PeopleTestSchool.HEAD, "audit search --kind reading-refused")
        .says("t.marsh", "was not shown the records with audit tail", "with audit search")
        .says("was not shown " + pupils + " with audit show", "k.tech")
        .says("d.lead", "was not shown " + leads + " with audit show");
  }

  @Test
  void whatHasNoContentIsShownWholeAndNobodyOpensIt() {
    school
        .runBy(PeopleTestSchool.TECHNICIAN, "lists add games.example.com --reason 'too loud'")
        .expect(ExitStatus.DONE);
    String edited =
        school
            .run("audit search --kind list-edited --json")
            .out()
            .replaceAll("(?s).*\"reference\":\"([^\"]+)\".*", "$1");

    for (String reader : List.of(PeopleTestSchool.DSL, PeopleTestSchool.TECHNICIAN)) {
      school
          .runBy(reader, "audit show " + edited)
          .expect(ExitStatus.DONE)
          .says("list-edited", "games.example.com", "too loud", "k.tech")
          .doesNotSay("withheld");
    }
    school.run("audit search --kind capture-opened").says("no records");
  }

  /** Whoever opens a capture may repeat in the reason what a child wrote. */
  @Test
  void whyACaptureWasOpenedIsForThoseWhoMayOpenIt() {
    String why = "wrote that " + PHRASE;
    school.runBy(PeopleTestSchool.DSL, "audit show " + pupils + " --why '" + why + "'");
    String opened =
        school
            .runBy(PeopleTestSchool.HEAD, "audit search --kind capture-opened --json")
            .says("\"why\":\"" + why + "\"")
            .out()
            .replaceAll("(?s).*\"reference\":\"([^\"]+)\".*", "$1");

    for (String line :
        List.of(
            "audit tail",
            "audit tail --json",
            "audit search --kind capture-opened",
            "audit show " + opened,
            "audit show --json " + opened)) {
      school
          .runBy(PeopleTestSchool.TECHNICIAN, line)
          .expect(ExitStatus.DONE)
          .says("capture-opened", "d.lead")
          .doesNotSay(PHRASE);
      school.run(line).expect(ExitStatus.DONE).says("capture-opened").doesNotSay(PHRASE);
    }
    school.run("audit show " + opened).says("withheld");
    school.runBy(PeopleTestSchool.HEAD, "audit show " + opened).says(why).doesNotSay("withheld");
  }

  @Test
  void aRecordThatIsNotThereIsNotThere() {
    school
        .run("audit show " + new Reference(4711))
        .expect(ExitStatus.NO)
        .complains("the ledger has no record");
  }

  @Test
  void nothingWasRecordedBeforeTheFirstRecord() throws IOException {
    PeopleTestSchool fresh = PeopleTestSchool.empty(folder.resolve("fresh"));

    fresh.run("audit tail").expect(ExitStatus.NO).complains("nothing has been recorded there");
    fresh.run("audit verify").expect(ExitStatus.USAGE).complains("there is no log in");
  }

  @Test
  void verifyAnswersYesUntilAByteIsChanged() throws IOException {
    Path audit = school.data().resolve("audit");
    String key;
    try (Office office = school.office()) {
      key = office.audit().verifierKey();
    }
    Path keyFile = school.file("key.pub", key + "\n");

    school
        .run("audit verify")
        .expect(ExitStatus.DONE)
        .says("ledger", "traffic", "verified")
        .complains("warning: ledger: the key");
    school
        .run("audit verify " + audit + " --key " + key)
        .expect(ExitStatus.DONE)
        .doesNotSay("warning");
    school
        .run("audit verify " + audit.resolve("ledger") + " --json --key " + keyFile)
        .expect(ExitStatus.DONE)
        .says("\"log\":\"ledger\"", "\"faultCount\":0");
    flipAByte(audit.resolve("ledger/segments"));
    school.run("audit verify").expect(ExitStatus.NO).says("fault: ledger: ", "NOT verified");
  }

  private static void flipAByte(Path segments) throws IOException {
    try (Stream<Path> files = Files.list(segments)) {
      Path segment =
          files.filter(file -> file.toString().endsWith(".seg")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(segment);
      bytes[bytes.length / 2] ^= 1;
      Files.write(segment, bytes);
    }
  }
}
