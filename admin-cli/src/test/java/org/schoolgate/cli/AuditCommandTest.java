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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.DecisionFacts;
import org.schoolgate.audit.FlowFacts;
import org.schoolgate.audit.Reference;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;
import org.schoolgate.policy.Severity;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.Violation;

/** The ledger on the command line: who sees what of it, and that their looking is recorded. */
final class AuditCommandTest {

  private static final String PHRASE = "worrying words";

  @TempDir Path folder;

  private PeopleTestSchool school;
  private Reference pupils;
  private Reference leads;

  /** Two blocked searches, one by a pupil and one by the safeguarding lead. */
  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder);
    try (Office office = school.office()) {
      pupils = recordSearch(office, subject("p.upil", "year-5"));
      leads = recordSearch(office, subject(PeopleTestSchool.DSL, "senior-leaders"));
    }
  }

  private static Subject subject(String name, String group) {
    return new Subject(name, List.of(group), Confidence.INDIVIDUAL, "10.0.0.7");
  }

  private static Reference recordSearch(Office office, Subject subject) {
    Category category = office.config().categories().require("suicide");
    Match.Phrase match =
        new Match.Phrase(
            category, PHRASE, "suicide.en", 100, 0, 14, Origin.TYPED, "some " + PHRASE + " here");
    Reason reason = new Reason(Reason.Kind.PHRASE, "“" + PHRASE + "” was typed", "suicide.en");
    Target target =
        new Target(
            Protocol.HTTP, HostName.parse("search.example"), 80, "/private/path", "q=" + PHRASE);
    var recorded =
        AuditAppend.await(
            office
                .audit()
                .gate()
                .record(
                    new Decision.Block(reason, category, Remedy.HEADTEACHER),
                    new DecisionFacts(
                        subject,
                        target,
                        Classification.UNCATEGORISED,
                        PHRASE,
                        List.of(new Violation(category, Severity.CRITICAL, PHRASE, Origin.TYPED)),
                        List.of(match),
                        "0123")));
    office
        .audit()
        .gate()
        .flowClosed(
            new FlowFacts(
                subject,
                target,
                PHRASE,
                "block",
                reason,
                CategorySet.EMPTY,
                403,
                10,
                20,
                5,
                "complete",
                recorded.reference()));
    return recorded.reference();
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
        .says("2026-11-17 09:00:00", pupils.toString(), "violation critical suicide typed");
    school.run("audit tail --traffic").says(pupils.toString(), "status 403");
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
    school.runBy(PeopleTestSchool.HEAD, "audit show " + leads).says(PHRASE);
  }

  @Test
  void contentIsForThoseWhoMayAndTheirLookingIsRecordedFirst() {
    school
        .runBy(PeopleTestSchool.DSL, "audit show " + pupils + " --why 'called by the class'")
        .expect(ExitStatus.DONE)
        .says(PHRASE, "/private/path", "p.upil", "individual", "some " + PHRASE + " here");
    school
        .run("audit tail -n 1")
        .says("capture-opened", "d.lead", "opened=" + pupils, "why=called by the class");
    school
        .runBy(PeopleTestSchool.HEAD, "audit show " + pupils + " --json")
        .says("\"searchTerms\":\"" + PHRASE + "\"");
    assertEquals(2, school.run("audit search --kind capture-opened --json").out().lines().count());
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit search --person p.upil                               | 1",
        "audit search --person nobody                               | 0",
        "audit search --host example                                | 2",
        "audit search --host SEARCH.example.                        | 2",
        "audit search --host other.example                          | 0",
        "audit search --category suicide --severity critical        | 2",
        "audit search --category gambling                           | 0",
        "audit search --kind blocked,violation-found                | 2",
        "audit search --kind started                                | 0",
        "audit search --from 2026-11-17 --to 2026-11-17             | 2",
        "audit search --from 2026-11-17T09:00 --to 2026-11-17T09:01 | 2",
        "audit search --to 2026-11-17T09:00                         | 0",
        "audit search --from 2026-11-17T10:01+01:00                 | 0",
        "audit search -n 1                                          | 1",
      })
  void searchFindsWhatFits(String line, int found) {
    assertEquals(
        found, school.run(line + " --json").expect(ExitStatus.DONE).out().lines().count(), line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit search --kind foo        | 2 | the kinds are started, stopped",
        "audit search --category foo    | 2 | there is no category 'foo'",
        "audit search --severity foo    | 2 | --severity",
        "audit search --host http://a/  | 2 | --host takes a name",
        "audit search --from yesterday  | 2 | 'yesterday' is no time",
        "audit search --to 2026-13-01   | 2 | is no time",
        "audit tail -n 0                | 2 | -n takes 1 to",
        "audit show SG-0000-0           | 2 | is no reference, or a sign in it is wrong",
        "audit show rubbish             | 2 | it looks like SG-00A7-Q",
        "audit show                     | 2 | REFERENCE",
        "audit verify --key rubbish     | 2 | --key takes a public key",
        "audit verify src               | 2 | there is no log in src",
      })
  void whatIsWrongIsSaid(String line, int status, String complaint) {
    school.run(line).expect(status).complains(complaint);
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
