package org.schoolgate.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others' lists do not open, however they put it. */
final class ImportedOpeningTest {

  private static final String WHY = " --reason 'asked for by staff'";

  @TempDir Path folder;

  private PeopleTestSchool school;

  @BeforeEach
  void found() throws IOException {
    school = PeopleTestSchool.staffed(folder);
  }

  private PeopleTestSchool.Result imports(Path list, String options) {
    return school.runBy(PeopleTestSchool.TECHNICIAN, "lists import " + list + " " + options + WHY);
  }

  private Path names(String before, String after) throws IOException {
    return school.file(
        "list.txt",
        IntStream.range(0, 200)
            .mapToObj(i -> before + "i" + i + ".example" + after + "\n")
            .collect(Collectors.joining()));
  }

  @Test
  void exceptionsTakeTheirPlaceFromNoList() throws IOException {
    imports(names("||", "^"), "--source theirs --format adblock --category gambling")
        .expect(ExitStatus.DONE);
    imports(names("@@||", "^"), "--source theirs --format adblock --category gambling")
        .expect(ExitStatus.NO)
        .complains("its list for gambling closes nothing, and the one there does");
    school.run("explain http://i7.example/ --group year-5").says("block:");
  }

  @Test
  void fromIllegalContentNothingIsExcepted() throws IOException {
    imports(names("", ""), "--source iwf --category iwf-urls").expect(ExitStatus.DONE);
    imports(names("@@||", "^"), "--source iwf --format adblock --category iwf-urls")
        .expect(ExitStatus.NO)
        .complains("none of its entries may be taken");
    school.run("explain http://i7.example/ --group year-5").says("block:");
  }

  @Test
  void nothingThatStandsInAnIllegalListIsTold() throws IOException {
    Path listed =
        school.file(
            "list.txt",
            java.nio.file.Files.readString(names("", "")) + "childline.org.uk/hidden/page\n");
    imports(listed, "--source iwf --format e2guardian --category iwf-urls")
        .expect(ExitStatus.DONE)
        .says("line 201: closes a protected site")
        .doesNotSay("childline");
  }

  @Test
  void whatStandsUnderASiteStaysRatified() throws IOException {
    school.run("lists add sub.blocked.example" + WHY).expect(ExitStatus.DONE);
    school
        .runBy(PeopleTestSchool.HEAD, "lists ratify sub.blocked.example" + WHY)
        .expect(ExitStatus.DONE);
    school.run("lists add waiting.example" + WHY).expect(ExitStatus.DONE);
    Path opened = school.file("names.txt", "blocked.example\nother.example\nwww.waiting.example\n");
    imports(opened, "--source county --category school-allowed").expect(ExitStatus.DONE);
    school.run("explain http://sub.blocked.example/x --group year-5").says("block:");
    school.run("explain http://www.waiting.example/x --group year-5").says("block:");
    school.run("explain http://other.example/x --group year-5").doesNotSay("block:");
  }

  /** They take a person, and excuse nothing that a child types. */
  @Test
  void phrasesThatExcuseCountOnPagesAlone() throws IOException {
    Path excuses = school.file("weighted", "<kill myself><-200>\n< kill myself ><-200>\n");
    String line =
        "lists import " + excuses + " --format e2guardian --source county --category suicide" + WHY;
    school.run(line).expect(ExitStatus.NO).complains("it takes a person");
    school.runBy(PeopleTestSchool.TECHNICIAN, line).expect(ExitStatus.DONE);
    school
        .run("explain https://www.google.com/ --search 'how to kill myself' --group year-5")
        .says("block:", "suicide");
  }
}
