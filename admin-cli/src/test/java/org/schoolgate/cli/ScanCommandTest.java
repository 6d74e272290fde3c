package org.schoolgate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12400000 | 30000000 | reading page.html, 12.4 of 30.0 MB",
        "12400000 | 0        | reading page.html, 12.4 MB",
      })
  void whoeverWaitsIsToldHowFarItIs(long done, long bytes, String told) {
    assertEquals(told, Progress.words("reading page.html", done, bytes));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plimsoll                          | 0 | no limit of Year 5 is reached | below the limit",
        "plimsoll plimsoll                 | 1 | 20 instead of 40: found more than once, and each"
            + " further time counts half | the limit of Year 5 is reached",
        "i would never eat a gooseberry    | 0 | noticed, blocks nothing: the words before it say"
            + " that it is not so | noticed: goes on record, blocks nothing",
        "she sat on a gooseberry           | 0 | noticed, blocks nothing: its line is marked"
            + " 'noticed' | blocks nothing: drugs as typed in",
        "eat a gooseberry by a wheelbarrow | 0 | noticed with 80, blocks with 30: words beside it"
            + " say that something else is meant | goes on record",
        "lampshade                         | 0 | counts nothing here: its list has it for others"
            + " | no limit of Year 5 is reached",
        "eat a gooseberry                  | 1 | eat a gooseberry | reached",
      })
  void whyAPhraseCountsOtherwiseIsSaid(String text, int status, String note, String more)
      throws IOException {
    ownPhrases();
    Path file = school.file("text.txt", text + "\n");
    school.run("scan --typed --group year-5 " + file).expect(status).says(note, more);
  }

  @Test
  void aTitleAndALongPageAreSaid() throws IOException {
    ownPhrases();
    Path titled = school.file("a.html", "<title>plimsoll</title><p>nothing");
    school
        .run("scan --group year-5 " + titled)
        .says("80 instead of 40: in a title or heading, which counts double");
    Path lengthy = school.file("b.html", "<p>" + "quite ordinary ".repeat(4_000) + "plimsoll");
    school
        .run("scan --group year-5 " + lengthy)
        .says("instead of 40: a weak phrase in a long page");
  }

  @Test
  void scriptsReadTheSame() throws IOException {
    ownPhrases();
    Path file = school.file("text.txt", "eat a gooseberry by a wheelbarrow");
    school
        .run("scan --typed --json --group year-5 " + file)
        .expect(ExitStatus.DONE)
        .says(
            "\"category\":\"drugs\",\"phrase\":\"eat a gooseberry\",\"weight\":80,\"offset\":0,"
                + "\"length\":16,\"typed\":true,\"source\":\"own.en\",\"listed\":80,"
                + "\"counted\":30,\"why\":[\"excused\"],\"sum\":30,\"noticed\":80,\"limit\":60}");
  }

  /** Words that no shipped list has. */
  private void ownPhrases() throws IOException {
    Files.writeString(
        folder.resolve("etc/phrases/own.en.phrases"),
        """
        category: drugs
        language: en
        40 plimsoll
        typed 80 eat a gooseberry
        typed noticed 80 sat on a gooseberry
        typed -50 wheelbarrow
        for:adult 90 lampshade
        """);
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
    school
        .run("explain www.example.com --group year-5 --page " + file)
        .expect(ExitStatus.USAGE)
        .complains("text.gz is not text", "--page takes an HTML or text file");
    Path pdf = school.file("paper.pdf", "%PDF-1.7 how do i kill myself");
    school.run("scan " + pdf).expect(ExitStatus.USAGE).complains("paper.pdf is not text");
    school.run("scan " + folder).expect(ExitStatus.USAGE).complains("is a folder");
    Path utf16 =
        Files.write(
            folder.resolve("wide.txt"), "how do i kill myself".getBytes(StandardCharsets.UTF_16));
    school.run("scan " + utf16).expect(ExitStatus.NO).says("suicide");
  }

  @Test
  void wideTextWithoutAMarkIsReadAsOnTheWire() throws IOException {
    for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Path file = Files.write(folder.resolve("wide.txt"), "how do i kill myself".getBytes(wide));
      school.run("scan --typed " + file).expect(ExitStatus.NO).says("suicide");
    }
    Path zeros = Files.write(folder.resolve("zeros.bin"), new byte[200]);
    school.run("scan " + zeros).expect(ExitStatus.USAGE).complains("zeros.bin is not text");
  }

  @Test
  void whoseLimitsTheyAreIsSaidAndThatAFileIsEmpty() throws IOException {
    Path empty = school.file("empty.txt", "");
    school
        .run("scan " + empty)
        .expect(ExitStatus.DONE)
        .complains("empty.txt is empty", "no --group: judged on the limits of Nursery");
    assertFalse(school.run("scan --group year-5 " + empty).err().contains("no --group"));
  }
}
