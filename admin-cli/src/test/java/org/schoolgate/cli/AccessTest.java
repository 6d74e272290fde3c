package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A folder that cannot be looked into is never taken for an empty one. Root may look into anything,
 * so the folder here is a link to itself, which the kernel follows for nobody.
 */
final class AccessTest {

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "explain a.example",
        "lists ls",
        "audit tail",
        "audit search",
        "audit show SG-0002-1",
        "audit verify",
        "override ls",
        "report governors",
        "lists add a.example --reason because"
      })
  void aHiddenDataFolderIsSaidToBeHidden(String line) throws IOException {
    Files.createSymbolicLink(school.data(), school.data());

    PeopleTestSchool.Result refused = school.run(line).expect(ExitStatus.USAGE);

    refused
        .complains("cannot be read by the user " + LocalUser.name(), "give the command as root")
        .doesNotSay("no gateway runs", "nothing has been recorded");
    assertEquals(1, refused.err().lines().count(), refused::err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain a.example", "policy show", "people ls"})
  void aHiddenConfigurationIsSaidToBeHidden(String line) throws IOException {
    Path hidden = folder.resolve("hidden");
    Files.createSymbolicLink(hidden, hidden);

    school
        .run(line + " --config " + hidden)
        .expect(ExitStatus.USAGE)
        .complains("cannot be read by the user");
  }

  @Test
  void whatTheKernelDeniesIsSaidInOneSentence() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(printed, true, StandardCharsets.UTF_8);

    int status =
        Failures.report(
            new IOException("wrapped", new AccessDeniedException("/a/file")), err, false);

    assertEquals(ExitStatus.USAGE, status);
    assertEquals(
        "schoolgate: /a/file cannot be read by the user "
            + LocalUser.name()
            + "; give the command as root or as the user that the gateway runs as\n",
        printed.toString(StandardCharsets.UTF_8));
  }
}
