package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleFileTest {

  private static final String HASH = "$2a$10$" + "./Ab9".repeat(10) + "abc";

  @TempDir Path folder;

  @Test
  void hasOneForm() throws IOException {
    People people =
        People.NOBODY.with(Staffroom.TEACHER).with(Staffroom.DEPUTY).withPassword("t.teach", HASH);

    assertEquals(
        """
        # Who.
        people:
          - account: d.deputy
            name: "Dev Deputy"
            roles: [teacher, approver]
            groups: [senior-leaders]
          - account: t.teach
            name: "Toni Teach"
            roles: [teacher]
            groups: [teachers]
            password: "%s"
            unix-user: tteach
        """
            .formatted(HASH),
        PeopleFile.render("# Who.\n", people));
    assertEquals("people: []\n", PeopleFile.render("", People.NOBODY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no", "Null", "~", "1e3", "0x1f", "a: b", "- a", "# a", "\"", "\\", "\\n", "'", "[x]", "%a",
        "{", "&a", "*a", "!a", "|", ">", "@a", "`a", "O'Brien", "Zo\u00eb", "\ud83d\ude00",
            "2026-11-21", "=", "<<",
        "\u00a0x", "\u4e2d"
      })
  void aYamlReaderReadsTheNameThatWasWritten(String name) throws IOException {
    Person person = new Person("a", name, Set.of(Role.DSL), List.of("staff"), HASH, "null");

    assertEquals(
        People.of(List.of(person)).all(),
        YamlPeople.read(PeopleFile.render("", People.of(List.of(person)))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no", "on", "y", "null", "true", "1e3", "0x1f", "123", "a.b", "7-c", "1_0"})
  void aYamlReaderReadsTheIdsThatWereWritten(String id) throws IOException {
    String group = id.replaceAll("[._]", "-");
    Person person = new Person(id, "A", Set.of(Role.PUPIL), List.of(group), null, null);

    assertEquals(
        List.of(person), YamlPeople.read(PeopleFile.render("", People.of(List.of(person)))));
  }

  @Test
  void keepsTheCommentAtItsHead() throws IOException {
    Path file = folder.resolve("people.yaml");
    Files.writeString(file, "# One.\n\n# Two.  \npeople:\n  # of an account\n  - account: x\n");
    write(file, Staffroom.everybody());
    write(file, People.NOBODY);

    assertEquals("# One.\n\n# Two.\npeople: []\n", Files.readString(file));
  }

  @Test
  void aDraftThatDoesNotTakeItsPlaceLeavesNoTrace() throws IOException {
    Path file = folder.resolve("people.yaml");
    write(file, People.NOBODY);
    new PeopleFile(file).draft(Staffroom.everybody()).close();

    assertEquals("people: []\n", Files.readString(file));
    assertEquals(List.of("people.yaml"), files());
  }

  @Test
  void leavesNothingElseInTheFolder() throws IOException {
    write(folder.resolve("people.yaml"), Staffroom.everybody());

    assertEquals(List.of("people.yaml"), files());
  }

  @Test
  void aNewFileIsItsOwnersAlone() throws IOException {
    Path file = folder.resolve("people.yaml");
    write(file, People.NOBODY);
    assertEquals("rw-------", permissions(file));
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--, rw-------", "rw-r-----, rw-------", "r--------, r--------"})
  void whatOthersMayReadIsTakenFromThem(String before, String after) throws IOException {
    Path file = folder.resolve("people.yaml");
    write(file, People.NOBODY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(before));

    write(file, Staffroom.everybody());

    assertEquals(after, permissions(file));
  }

  @Test
  void aLinkStaysAndTheFileItNamesIsWritten() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path link = folder.resolve("people.yaml");
    Files.createSymbolicLink(link, Path.of("data/people.yaml"));

    write(link, People.NOBODY);
    write(link, Staffroom.everybody());

    assertTrue(Files.isSymbolicLink(link));
    assertEquals("rw-------", permissions(data.resolve("people.yaml")));
    assertTrue(Files.readString(link).contains("account:"));
  }

  @Test
  void aFailureLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("people.yaml");
    Files.createDirectories(file.resolve("in-the-way"));

    assertThrows(IOException.class, () -> write(file, Staffroom.everybody()));
    assertTrue(Files.isDirectory(file.resolve("in-the-way")));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static void write(Path file, People people) throws IOException {
    try (PeopleFile.Draft draft = new PeopleFile(file).draft(people)) {
      draft.takePlace();
    }
  }
}
