package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleted and rolled back logs, as an auditor meets them on the command line. */
final class AuditVerifyTest {

  @TempDir Path folder;

  private PeopleTestSchool school;
  private Path audit;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
    audit = school.data().resolve("audit");
    school.run("lists add games.example.com --reason 'too loud'").expect(ExitStatus.DONE);
  }

  @Test
  void aDeletedLedgerIsFoundAndNotBegunAgainInSilence() throws IOException {
    school.run("audit verify").expect(ExitStatus.DONE).says("not checked without --expect");
    delete(audit.resolve("ledger"));
    school
        .run("audit verify")
        .expect(ExitStatus.NO)
        .says("fault: ledger: log.json: the whole log is missing", "NOT verified");
    try (Office office = school.office()) {
      assertTrue(office.audit().recoveries().get(0).alarm());
      List<String> problems = StatusCommand.damaged(office);
      assertTrue(problems.get(0).startsWith("ALARM: The ledger is gone"), problems::toString);
    }
    school.run("audit tail").says("The ledger is gone", "ledger.epoch-1");
    school.run("report governors").says("The ledger is gone");
    school.run("audit verify").expect(ExitStatus.NO);
    delete(audit.resolve("ledger.epoch-1"));
    school.run("audit verify").expect(ExitStatus.DONE);
  }

  @Test
  void theCommandInTheReportFindsAnOlderCopy() throws IOException {
    Path older = folder.resolve("older");
    copy(audit.resolve("ledger"), older);
    school.run("lists add more.example.com --reason 'too loud'").expect(ExitStatus.DONE);
    String command = commandIn(school.run("report governors").out());
    school.run(command).expect(ExitStatus.DONE).says("begin with what was expected");
    school.run("lists add third.example.com --reason 'too loud'").expect(ExitStatus.DONE);
    school.run(command).expect(ExitStatus.DONE);

    delete(audit.resolve("ledger"));
    copy(older, audit.resolve("ledger"));
    school.run("audit verify").expect(ExitStatus.DONE);
    school.run(command).expect(ExitStatus.NO).says("or this is an older copy");
    school
        .run("audit verify --expect 12:abc")
        .expect(ExitStatus.USAGE)
        .complains("is no checkpoint");
  }

  private static String commandIn(String report) {
    Matcher found = Pattern.compile("<code>schoolgate (audit verify .*?)</code>").matcher(report);
    assertTrue(found.find(), report);
    assertTrue(found.group(1).contains("--expect"), found::group);
    return found.group(1).replace("&#39;", "'").replace("&#x27;", "'");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
