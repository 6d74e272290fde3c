package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.LedgerEvent;

/** A gateway that does not do what a school thinks it does says so, and never looks well. */
final class HealthTest {

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
    school.takeFreePorts();
  }

  /** What a gateway said at its start, and what somebody asks of it meanwhile. */
  private String whileItRuns(Runnable asked) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (Office office = school.office()) {
      GatewayProcess gateway = GatewayProcess.start(office, 0, err);
      try {
        asked.run();
      } finally {
        gateway.stop(new LedgerEvent.Stopped("test", null, null));
      }
    }
    return said.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"lists, there is no list of sites in", "phrases, there is no phrase in"})
  void withoutWhatShipsNothingStarts(String gone, String because) throws IOException {
    school.without(gone);

    school
        .run("policy validate")
        .expect(ExitStatus.USAGE)
        .complains(because, "copy " + gone + "/ from the etc/")
        .doesNotSay("valid:");
    CommandFailure refused =
        assertThrows(CommandFailure.class, () -> whileItRuns(() -> {}), "it started");
    assertEquals(ExitStatus.USAGE, refused.status());
    assertTrue(String.valueOf(refused.getMessage()).contains(because), refused::getMessage);
  }

  @Test
  void aSchoolThatIsWellIsWell() throws IOException {
    String said =
        whileItRuns(
            () ->
                school
                    .run("status")
                    .expect(ExitStatus.DONE)
                    .says("000000 (the sample school's number: set school.urn"));
    assertEquals("", said);
    school.with("schoolgate.yaml", "\"000000\"", "\"123456\"");
    school.run("policy validate").expect(ExitStatus.DONE).says("valid: ").doesNotSay("warning");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled: true          | enabled: false         | NO CONTENT IS READ",
        "'  - 127.0.0.0/8'      | '  - 0.0.0.0/0'        | everybody who can reach the proxy",
        "default-group: nursery | default-group: staff   | a group of adults",
      })
  void whatASchoolCanHardlyMeanIsSaidEverywhere(String there, String instead, String says)
      throws IOException {
    school.with("schoolgate.yaml", there, instead);

    school.run("policy validate").expect(ExitStatus.DONE).complains("warning: ", says);
    String said =
        whileItRuns(() -> school.run("status").expect(ExitStatus.NO).says("problem     ", says));
    assertTrue(said.contains("warning: ") && said.contains(says), said);
  }

  @Test
  void thatNothingIsReadIsInTheReport() throws IOException {
    school.with("schoolgate.yaml", "enabled: true", "enabled: false");
    whileItRuns(
        () ->
            school
                .run("report governors")
                .expect(ExitStatus.DONE)
                .says("Nothing that is written or typed is read", "Reading content is switched"));
  }

  @Test
  void aListThatIsTooOldIsSaidWithTheReason() throws IOException {
    school.file(
        "etc/lists/subscriptions.yaml",
        "subscriptions: [{source: county, category: gambling, url: 'https://lists.invalid/a'}]\n");
    school.file(
        "var/lists/.subscriptions/county/state",
        """
        confirmed-at 2020-03-02T08:00:00Z
        tried-at 2020-03-12T08:00:00Z
        failures 40
        failure it was cut short on its way
        next-at 2999-01-01T00:00:00Z
        """);
    whileItRuns(
        () -> {
          school
              .run("status")
              .expect(ExitStatus.NO)
              .says(
                  "problem     the list county is ", "3 days is its limit", "; asked for again 20")
              .doesNotSay("2999");
          school.run("status --json").expect(ExitStatus.NO).says("\"stale\":true");
          school
              .run("lists update")
              .expect(ExitStatus.NO)
              .says("county      failed: the name lists.invalid cannot be found");
        });
  }

  @Test
  void aBadLineIsSaidBesideValid() throws IOException {
    school.file("etc/lists/county/games/domains", "a.example\nnot a name\n");
    school
        .run("policy validate")
        .expect(ExitStatus.NO)
        .says("valid, with 1 line left out: ")
        .complains("domains:2");
  }

  @Test
  void aNumberThatTheLedgerDoesNotHaveIsSaid() throws IOException {
    whileItRuns(() -> {});
    school.with("schoolgate.yaml", "\"000000\"", "\"123456\"");
    String said =
        whileItRuns(
            () ->
                school
                    .run("status")
                    .expect(ExitStatus.NO)
                    .says("123456", "the ledger was begun as schoolgate/000000/ledger"));
    assertTrue(said.contains("the ledger was begun as schoolgate/000000/ledger"), said);
  }

  @Test
  void aGatewayThatStartsIsToldFromNone() throws IOException {
    school.run("status").expect(ExitStatus.UNREACHABLE).complains("no gateway runs on");
    try (Office starting = school.office()) {
      starting.audit();
      for (String line : new String[] {"status", "lists add a.example --reason 'asked for'"}) {
        school
            .run(line)
            .expect(ExitStatus.UNREACHABLE)
            .complains("is starting or stopping", "try again in a moment");
      }
    }
  }

  @Test
  void aSecondGatewayIsRefused() throws IOException {
    whileItRuns(
        () ->
            school
                .run("run --port-offset 1")
                .expect(ExitStatus.NO)
                .complains("a gateway runs on " + school.data() + " already; stop it first"));
  }

  @Test
  void aDataFolderWhoseSocketCannotBeMadeIsRefused() {
    String deep = folder.resolve("d".repeat(100)).toString();
    school
        .run("run --data " + deep)
        .expect(ExitStatus.USAGE)
        .complains("path is too long", "name a folder with a shorter path with --data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "-v", "--version"})
  void theVersionIsSaid(String line) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    assertEquals(
        ExitStatus.DONE,
        new Launch(out, out, school.office().clock(), school.office().random()).run(line));
    assertTrue(printed.toString(StandardCharsets.UTF_8).contains(Version.text()));
  }

  @Test
  void helpIsHelpOfTheCommandAndSaysTheExitStatus() {
    school
        .run("help lists import")
        .expect(ExitStatus.DONE)
        .says("--shrink", "Exit status: 0 done; 1 the answer is no");
  }

  @Test
  void aSingleWordIsSaidToBeOne() {
    school
        .run("explain youtube --group year-5")
        .expect(ExitStatus.DONE)
        .complains("'youtube' is one word");
  }

  @Test
  void whatEarlierDemosLeftIsClearedAway() throws IOException {
    Path old = folder.resolve("schoolgate-demo-1");
    Files.createDirectories(old.resolve("var/audit"));
    Path recent = Files.createDirectories(folder.resolve("schoolgate-demo-2"));
    Path other = Files.createDirectories(folder.resolve("something"));
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    Files.setLastModifiedTime(recent, FileTime.from(later.instant()));

    DemoLeftovers.clear(folder, later);

    assertFalse(Files.exists(old));
    assertTrue(Files.exists(recent) && Files.exists(other));
  }

  @Test
  void whatHoldsNoLockIsNotHeld() throws IOException {
    Folders folders = school.office().folders();
    Files.createDirectories(folders.audit());
    Files.writeString(folders.audit().resolve("lock"), "");
    assertFalse(AuditLock.isHeld(folders));
  }
}
