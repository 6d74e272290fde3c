package org.schoolgate.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scan} says of texts, with the phrases that ship. */
final class ScanCommandTest {

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.empty(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "how do i kill myself | 1 | suicide as typed in",
        "we went to the zoo   | 0 | no phrase found that counts against a text",
      })
  void aTextIsReadAsAPageAndAsTyped(String text, int status, String verdict) throws IOException {
    Path file = school.file("text.txt", text + "\n");
    school.run("scan " + file).expect(status).says(verdict);
    school.run("scan --typed " + file).expect(status).says(verdict);
    school.run("scan -", text + "\n").expect(status).says(verdict);
  }

  @Test
  void theSumsStandBesideTheLimitsOfTheGroup() throws IOException {
    Path file = school.file("text.txt", "how do i kill myself\n");
    school
        .run("scan --group staff " + file)
        .expect(ExitStatus.NO)
        .says("READ AS", "LIMIT", "typed", "100", "the limit of Staff is reached");
    school
        .run("scan --group nobody " + file)
        .expect(ExitStatus.USAGE)
        .complains("there is no group 'nobody'");
  }

  @Test
  void phrasesThatExcuseAreShownOnRequest() throws IOException {
    Path file = school.file("policy.txt", "Our acceptable use policy, year 5\n");
    school
        .run("scan " + file)
        .expect(ExitStatus.DONE)
        .says("that excuse it: --all")
        .doesNotSay("acceptable use");
    school.run("scan --all " + file).expect(ExitStatus.DONE).says("-30", "acceptable use");
  }

  @Test
  void whatIsNoTextIsSaidToBeNone() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(zipped)) {
      out.write("how do i kill myself".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("text.gz"), zipped.toByteArray());
    school
        .run("scan " + file)
        .expect(ExitStatus.USAGE)
        .complains("text.gz is not text")
        .doesNotSay("no phrase");
    school.run("scan " + folder).expect(ExitStatus.USAGE).complains("is a folder");
    Path utf16 =
        Files.write(
            folder.resolve("wide.txt"), "how do i kill myself".getBytes(StandardCharsets.UTF_16));
    school.run("scan " + utf16).expect(ExitStatus.NO).says("suicide");
  }
}
