package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;

/**
 * The same commands while a gateway runs: they go through its control socket, and what they change
 * is in force at once.
 */
final class ReportGatewayTest {

  private static final Pattern OVERRIDE_ID = Pattern.compile("ovr-[0-9a-z]{6}");

  @TempDir Path folder;

  @Test
  void commandsAreCarriedOutByTheRunningGateway() throws IOException {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.takeFreePorts();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    try (Office office = school.office()) {
      GatewayProcess gateway = GatewayProcess.start(office, 0, err);
      try {
        listsAreInForceAtOnce(school);
        importsAreSentAlong(school);
        school.run("status").says("running since 2026-11-17 09:00:00, version");
        overridesOpenAndEnd(school);
        peopleAreChanged(school);
        capturesAreOpened(school, AuditTestRecords.search(office, "p.upil", "year-5"));
        school
            .run("report governors")
            .expect(ExitStatus.DONE)
            .says("</html>", "games.example.com", "Film about the heart");
        school.run("audit verify").expect(ExitStatus.DONE);
      } finally {
        gateway.stop(new LedgerEvent.Stopped("test", null, null));
      }
    }
    school.run("audit tail -n 1").expect(ExitStatus.DONE).says("stopped");
  }

  private static void listsAreInForceAtOnce(PeopleTestSchool school) {
    String explain = "explain http://games.example.com/ --group year-5";
    school.run(explain).says("inspect:");
    school
        .run("lists add games.example.com --reason 'asked for by staff'")
        .expect(ExitStatus.DONE)
        .says("in force now");
    school.run(explain).says("block:", "school-blocked");
    school
        .runBy(
            PeopleTestSchool.TECHNICIAN,
            "lists remove games.example.com --reason 'asked for by staff'")
        .expect(ExitStatus.DONE)
        .says("in force now");
    school.run(explain).says("inspect:");
    school
        .runBy(PeopleTestSchool.TEACHER, "lists add x.example --reason 'asked for by staff'")
        .expect(ExitStatus.NO)
        .complains("may not change lists");
  }

  private static void importsAreSentAlong(PeopleTestSchool school) throws IOException {
    Path names = school.file("names.txt", "odds.example\nco.uk\n");
    school
        .run(
            "lists import "
                + names
                + " --reason 'asked for by staff' --source county --category gambling")
        .expect(ExitStatus.DONE)
        .says("taken       1", "line 2: a public suffix", "in force now");
    school.run("explain http://www.odds.example/ --group year-5").says("block:", "county/gambling");
  }

  private static void overridesOpenAndEnd(PeopleTestSchool school) {
    String explain = "explain http://www.odds.example/ --group year-5";
    PeopleTestSchool.Result asked =
        school
            .runBy(
                PeopleTestSchool.TEACHER,
                "override request odds.example --group year-5 --for 1h --reason 'Film about the"
                    + " heart'")
            .expect(ExitStatus.DONE);
    Matcher id = OVERRIDE_ID.matcher(asked.out());
    assertTrue(id.find(), asked::out);
    school.run(explain).says("block:");
    school
        .runBy(PeopleTestSchool.HEAD, "override approve " + id.group() + " --why 'fits the topic'")
        .expect(ExitStatus.DONE);
    school.run(explain).says("override:");
    school.run("override ls").says(id.group(), "active");
    school
        .runBy(PeopleTestSchool.HEAD, "override revoke " + id.group() + " --why 'lesson is over'")
        .expect(ExitStatus.DONE);
    school.run(explain).says("block:");
  }

  private static void peopleAreChanged(PeopleTestSchool school) {
    school
        .runBy(PeopleTestSchool.HEAD, "people add n.new --name New --role teacher --group teachers")
        .expect(ExitStatus.DONE);
    school.run("people ls").says("n.new");
  }

  private static void capturesAreOpened(PeopleTestSchool school, Reference reference) {
    school.run("audit show " + reference).says("withheld").doesNotSay(AuditTestRecords.PHRASE);
    school
        .runBy(PeopleTestSchool.DSL, "audit show " + reference + " --why 'weekly review'")
        .says(AuditTestRecords.PHRASE);
    school.run("audit tail -n 1").says("capture-opened", "d.lead");
  }
}
