package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.audit.LedgerEvent;

/** The same in a running gateway, and across one that was down. */
final class ListsOwnGatewayTest {

  private static final String WHY = " --reason 'asked for by staff'";
  private static final String EXPLAIN = "explain http://games.example.com/ --group year-5";

  @TempDir Path folder;

  @Test
  void anEntryEndsInARunningGatewayAndWhileItIsDown() throws Exception {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.takeFreePorts();
    Path list = school.data().resolve("lists/own/school-blocked/domains");
    inAGateway(
        school,
        office -> {
          school.run("lists add brief.example.com --for 1h" + WHY).says("in force now");
          school.run("lists add games.example.com --for 2h" + WHY).says("in force now");
          school.run("lists add kept.example.com" + WHY).says("in force now");
          school.run("lists add torn.example.com --for 2h" + WHY).says("in force now");
          school.run("explain http://brief.example.com/ --group year-5").says("block:");
          school.putForward(Duration.ofHours(1));
          school.run("explain http://brief.example.com/ --group year-5").says("inspect:");
          school.run(EXPLAIN).says("block:");
          OwnListEnds.running(office).settle();
          assertEquals(
              "games.example.com\nkept.example.com\ntorn.example.com\n", Files.readString(list));
          school.run("explain http://brief.example.com/ --group year-5").says("inspect:");
          school.run("status").says("own lists   3 entries wait for a second person");
        });
    school.putForward(Duration.ofDays(1));
    // One crash came between the record of kept and its file, another between torn's end in the
    // file and the record of that.
    Files.writeString(list, "games.example.com\n");
    inAGateway(
        school,
        office -> {
          school.run(EXPLAIN).says("inspect:");
          assertEquals("", Files.readString(list));
          school.run("lists pending").says("nothing waits");
        });
    assertEquals(
        3, school.run("audit search --kind list-entry-ended --json").out().lines().count());
    school
        .run("audit search --kind list-edited")
        .says("gateway", "kept.example.com taken off", "it was in no file any more")
        .doesNotSay("torn.example.com taken off");
  }

  /** A crash came between the record of a removal and the file. */
  @Test
  void whatTheRecordSaysIsRemovedOpensNothing() throws Exception {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.takeFreePorts();
    Path opened = school.data().resolve("lists/own/school-allowed/domains");
    Path closed = school.data().resolve("lists/own/school-blocked/domains");
    for (String change : List.of("add", "remove")) {
      school
          .runBy(PeopleTestSchool.HEAD, "lists " + change + " open.example.com --allow" + WHY)
          .expect(ExitStatus.DONE);
      school
          .runBy(PeopleTestSchool.TECHNICIAN, "lists " + change + " shut.example.com" + WHY)
          .expect(ExitStatus.DONE);
    }
    Files.writeString(opened, "# by hand\nopen.example.com\nhand.example.com\n");
    Files.writeString(closed, "shut.example.com\n");
    inAGateway(
        school,
        office -> {
          assertEquals("# by hand\nhand.example.com\n", Files.readString(opened));
          assertEquals("shut.example.com\n", Files.readString(closed));
          school.run("lists show --why open.example.com").doesNotSay("school-allowed");
          school.run("explain http://shut.example.com/ --group year-5").says("block:");
          school.run("lists pending").says("shut.example.com");
        });
    school
        .run("audit search --kind list-edited")
        .says("shut.example.com", "it was in its file still when the gateway started");
  }

  @Test
  void whatIsOverdueIsAProblemUntilItIsRatified() throws Exception {
    PeopleTestSchool school = PeopleTestSchool.staffed(folder);
    school.takeFreePorts();
    inAGateway(
        school,
        office -> {
          school.run("lists add games.example.com" + WHY).expect(ExitStatus.DONE);
          school.run("status --json").says("\"ownLists\":{\"waiting\":1,\"overdue\":0}");
          school.putForward(Duration.ofDays(1));
          school
              .run("status")
              .expect(ExitStatus.NO)
              .says(
                  "1 entry waits for a second person, 1 of them overdue",
                  "problem     1 entry of the school's own lists has waited for a second person");
          school
              .runBy(PeopleTestSchool.HEAD, "lists ratify games.example.com" + WHY)
              .expect(ExitStatus.DONE);
          school.run("status").doesNotSay("second person");
        });
  }

  private interface Lesson {
    void happen(Office office) throws IOException;
  }

  private static void inAGateway(PeopleTestSchool school, Lesson lesson) throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    try (Office office = school.office()) {
      GatewayProcess gateway = GatewayProcess.start(office, 0, nowhere);
      try {
        lesson.happen(office);
      } finally {
        gateway.stop(new LedgerEvent.Stopped("test", null, null));
      }
    }
  }
}
