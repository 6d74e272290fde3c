package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.audit.LedgerQuery;
import org.schoolgate.audit.LedgerRecord;
import org.schoolgate.audit.RecordKind;

final class CaCommandTest {

  private static final Duration NINE_YEARS_AND_MORE = Duration.ofDays(3650 - 61);

  @TempDir Path folder;

  private PeopleTestSchool staffed() throws IOException {
    return PeopleTestSchool.staffed(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca show", "ca export"})
  void withoutAnAuthorityThereIsNothingToShow(String line) throws IOException {
    PeopleTestSchool school = staffed();
    PeopleTestSchool.Result result = school.run(line);
    assertEquals(ExitStatus.NO, result.status(), result::toString);
    assertTrue(result.err().contains("ca init"), result::err);
  }

  @Test
  void itIsMadeShownAndExportedAndEachIsOnTheLedger() throws IOException {
    PeopleTestSchool school = staffed();
    PeopleTestSchool.Result made = school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    assertEquals(ExitStatus.DONE, made.status(), made::toString);
    JsonNode shown = JsonMapper.builder().build().readTree(school.run("ca show --json").out());
    String fingerprint = shown.path("fingerprint").asText();
    assertTrue(made.out().contains(fingerprint), made::out);
    assertTrue(shown.path("subject").asText().contains("Schoolgate"), shown::toString);
    assertEquals("2036-11-14T09:00:00Z", shown.path("validUntil").asText());
    PeopleTestSchool.Result pem = school.runBy(PeopleTestSchool.TECHNICIAN, "ca export");
    assertEquals(Files.readString(school.data().resolve("ca/ca.pem")), pem.out());
    PeopleTestSchool.Result der = school.runBy(PeopleTestSchool.TECHNICIAN, "ca export --der");
    assertEquals('0', der.out().charAt(0), "no DER sequence");
    assertFalse((made.out() + pem.out() + der.out()).contains("PRIVATE"));
    assertEquals(
        List.of("authority-made " + fingerprint + " k.tech"),
        records(school, RecordKind.AUTHORITY_MADE, "madeBy"));
    String exported = "authority-exported " + fingerprint + " k.tech";
    assertEquals(
        List.of(exported, exported), records(school, RecordKind.AUTHORITY_EXPORTED, "exportedBy"));
  }

  @ParameterizedTest
  @CsvSource({
    "pem, -----BEGIN CERTIFICATE-----",
    "apple, <string>com.apple.security.root</string>",
    "chromebook, UnencryptedConfiguration",
    "firefox, ImportEnterpriseRoots",
  })
  void itComesInTheFormsThatDevicesTake(String form, String says) throws IOException {
    PeopleTestSchool school = staffed();
    school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    PeopleTestSchool.Result result =
        school.runBy(PeopleTestSchool.TECHNICIAN, "ca export --form " + form);
    assertEquals(ExitStatus.DONE, result.status(), result::toString);
    assertTrue(result.out().contains(says), result::out);
    assertFalse(result.out().contains("PRIVATE"));
  }

  @ParameterizedTest
  @CsvSource({"--form p12, give one of pem, der", "--der --form apple, are two forms"})
  void aFormThatThereIsNotIsWrongUsageAndOnNoRecord(String options, String says)
      throws IOException {
    PeopleTestSchool school = staffed();
    school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    PeopleTestSchool.Result result =
        school.runBy(PeopleTestSchool.TECHNICIAN, "ca export " + options);
    assertEquals(ExitStatus.USAGE, result.status(), result::toString);
    assertTrue(result.err().contains(says), result::err);
    assertEquals(List.of(), records(school, RecordKind.AUTHORITY_EXPORTED, "exportedBy"));
  }

  @Test
  void itIsMadeOnce() throws IOException {
    PeopleTestSchool school = staffed();
    assertEquals(ExitStatus.DONE, school.runBy(PeopleTestSchool.TECHNICIAN, "ca init").status());
    String before = Files.readString(school.data().resolve("ca/ca.pem"));
    PeopleTestSchool.Result again = school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    assertEquals(ExitStatus.NO, again.status(), again::toString);
    assertTrue(again.err().contains("already"), again::err);
    assertEquals(before, Files.readString(school.data().resolve("ca/ca.pem")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca init", "ca export"})
  void aTeacherDoesNot(String line) throws IOException {
    PeopleTestSchool school = staffed();
    school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    PeopleTestSchool.Result result = school.runBy(PeopleTestSchool.TEACHER, line);
    assertEquals(ExitStatus.NO, result.status(), result::toString);
    assertFalse(result.out().contains("CERTIFICATE"), result::out);
  }

  @Test
  void itsEndIsSaidSixtyDaysAhead() throws IOException {
    PeopleTestSchool school = staffed();
    school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    school.putForward(NINE_YEARS_AND_MORE);
    assertEquals(ExitStatus.DONE, school.run("ca show").status());
    school.putForward(Duration.ofDays(1));
    PeopleTestSchool.Result soon = school.run("ca show");
    assertEquals(ExitStatus.NO, soon.status(), soon::toString);
    assertTrue(soon.out().contains("ends on 2036-11-14"), soon::out);
    school.putForward(Duration.ofDays(60));
    assertTrue(school.run("ca show").out().contains("ended on 2036-11-14"));
  }

  @Test
  void aDamagedOneIsRefusedByTheGatewayAndByEveryCommand() throws IOException {
    PeopleTestSchool school = staffed();
    school.runBy(PeopleTestSchool.TECHNICIAN, "ca init");
    Path key = school.data().resolve("ca/ca.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    PeopleTestSchool.Result readable = school.run("ca show");
    assertTrue(readable.err().contains("chmod 600"), readable::err);
    Files.delete(key);
    for (String line : List.of("ca show", "ca export", "ca init", "run")) {
      PeopleTestSchool.Result result = school.run(line);
      assertEquals(ExitStatus.NO, result.status(), result::toString);
      assertTrue(result.err().contains("ca.key is missing"), result::err);
    }
    assertFalse(Files.exists(key));
  }

  private static List<String> records(PeopleTestSchool school, RecordKind kind, String who)
      throws IOException {
    try (Office office = school.office()) {
      return office.reader("ledger").search(LedgerQuery.ALL.ofKinds(kind), 10).stream()
          .map(LedgerRecord::payload)
          .map(
              payload ->
                  kind.id()
                      + " "
                      + (payload == null
                          ? "unreadable"
                          : payload.path("fingerprint").asText()
                              + " "
                              + payload.path(who).asText()))
          .toList();
    }
  }
}
