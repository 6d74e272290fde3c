package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.audit.AccessEvent;
import org.schoolgate.audit.LedgerEvent;
import org.schoolgate.audit.Reference;
import org.schoolgate.console.RefusedException;

class PeopleChangesTest {

  private static final Passwords PASSWORDS = new Passwords(Passwords.COST_MIN, new SecureRandom());

  @TempDir Path folder;

  private final PeopleBook book = new PeopleBook(People.NOBODY, PASSWORDS);
  private final List<LedgerEvent> recorded = new ArrayList<>();
  private boolean ledgerWorks = true;
  private Path file = Path.of("people.yaml");

  @BeforeEach
  void emptyFile() throws IOException {
    file = folder.resolve("people.yaml");
    Files.writeString(file, "# Ours.\npeople: []\n");
  }

  @Test
  void whoeverSetsUpMakesTheFirstAccountsUntilOneCanLogOn() throws IOException {
    changes().add("unix:root", withoutUnixUser(Staffroom.HEAD));
    changes().setPassword("unix:root", "a.head", "first password".toCharArray());

    assertNotPermitted(() -> changes().add("unix:root", Staffroom.TEACHER));
    assertEquals(
        List.of(
            new AccessEvent.PersonAdded("a.head", List.of("headteacher"), "unix:root"),
            new AccessEvent.PasswordChanged("a.head", "unix:root")),
        recorded);
    assertTrue(book.isPasswordOf(book.people().require("a.head"), "first password".toCharArray()));
    assertEquals(book.people().all(), YamlPeople.read(Files.readString(file)));
    assertTrue(Files.readString(file).startsWith("# Ours.\npeople:\n"));
  }

  @Test
  void aTechnicianMakesTheFirstHeadteacherAndNoOther() throws IOException {
    start(Staffroom.TECHNICIAN);
    changes().add("n.net", Staffroom.HEAD);

    assertNotPermitted(() -> changes().add("n.net", Staffroom.DEPUTY));
    changes().add("a.head", Staffroom.DEPUTY);
    assertEquals(3, YamlPeople.read(Files.readString(file)).size());
  }

  @ParameterizedTest
  @CsvSource({
    "n.net, t.teach, true",
    "n.net, a.head, false",
    "n.net, n.net, false",
    "a.head, n.net, true",
    "a.head, a.head, false",
    "t.teach, p.pupil, false",
    "nobody, p.pupil, false"
  })
  void removes(String by, String account, boolean may) throws IOException {
    start(Staffroom.everybody().all().toArray(new Person[0]));
    if (may) {
      changes().remove(by, account);
    } else {
      assertNotPermitted(() -> changes().remove(by, account));
    }

    assertEquals(may ? List.of(new AccessEvent.PersonRemoved(account, by)) : List.of(), recorded);
    assertEquals(
        !may,
        YamlPeople.read(Files.readString(file)).stream()
            .anyMatch(person -> person.account().equals(account)));
  }

  @ParameterizedTest
  @CsvSource({
    "t.teach, t.teach, true",
    "p.pupil, p.pupil, true",
    "n.net, p.pupil, true",
    "n.net, s.safe, false",
    "a.head, s.safe, true",
    "t.teach, p.pupil, false",
    "nobody, p.pupil, false"
  })
  void setsPasswords(String by, String account, boolean may) throws IOException {
    start(Staffroom.everybody().all().toArray(new Person[0]));
    char[] password = "a good password".toCharArray();
    if (may) {
      changes().setPassword(by, account, password);
    } else {
      assertNotPermitted(() -> changes().setPassword(by, account, password));
    }

    assertEquals(
        may, book.isPasswordOf(book.people().require(account), "a good password".toCharArray()));
    assertArrayEquals(new char[password.length], password);
  }

  @Test
  void keepsWhatWasEditedByHandMeanwhile() throws IOException {
    start(Staffroom.HEAD);
    Files.writeString(
        file,
        Files.readString(file)
            + "  - {account: byhand, name: By Hand, roles: [governor], groups: [governors]}\n");
    changes().add("a.head", Staffroom.TEACHER);

    assertEquals(
        List.of("a.head", "byhand", "t.teach"),
        book.people().all().stream().map(Person::account).toList());
  }

  @Test
  void nothingChangesWithoutTheLedger() throws IOException {
    start(Staffroom.HEAD);
    String before = Files.readString(file);
    ledgerWorks = false;

    assertThrows(IOException.class, () -> changes().add("a.head", Staffroom.TEACHER));
    assertEquals(before, Files.readString(file));
    assertEquals(List.of(Staffroom.HEAD), book.people().all());
  }

  @Test
  void nothingIsRecordedThatCannotBeWritten() throws IOException {
    start(Staffroom.HEAD);
    PeopleChanges elsewhere =
        new PeopleChanges(
            book, PASSWORDS, this::read, new PeopleFile(folder.resolve("no/such")), this::append);

    assertThrows(IOException.class, () -> elsewhere.add("a.head", Staffroom.TEACHER));
    assertEquals(List.of(), recorded);
  }

  @Test
  void refusesAnAccountTwice() throws IOException {
    start(Staffroom.HEAD, Staffroom.TEACHER);
    RefusedException refused =
        assertThrows(RefusedException.class, () -> changes().add("a.head", Staffroom.TEACHER));

    assertEquals(RefusedException.Kind.CONFLICT, refused.kind());
    assertFalse(recorded.iterator().hasNext());
  }

  private void start(Person... people) throws IOException {
    try (PeopleFile.Draft draft = new PeopleFile(file).draft(People.of(List.of(people)))) {
      draft.takePlace();
    }
    book.replace(read());
  }

  private PeopleChanges changes() {
    return new PeopleChanges(book, PASSWORDS, this::read, new PeopleFile(file), this::append);
  }

  private People read() throws IOException {
    return People.of(YamlPeople.read(Files.readString(file)));
  }

  private CompletionStage<Reference> append(LedgerEvent event) {
    if (!ledgerWorks) {
      return CompletableFuture.failedFuture(new IOException("no space"));
    }
    recorded.add(event);
    return CompletableFuture.completedFuture(new Reference(recorded.size()));
  }

  private static Person withoutUnixUser(Person person) {
    return new Person(
        person.account(),
        person.displayName(),
        Set.copyOf(person.roles()),
        person.groups(),
        null,
        null);
  }

  private static void assertNotPermitted(Executable action) {
    assertEquals(
        RefusedException.Kind.NOT_PERMITTED, assertThrows(RefusedException.class, action).kind());
  }
}
