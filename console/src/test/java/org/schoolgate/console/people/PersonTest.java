package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.console.RefusedException;

class PersonTest {

  private static final String HASH = "$2a$10$" + "a".repeat(53);

  @ParameterizedTest
  @ValueSource(strings = {"a", "j.smith", "j.smith@school.example", "7c", "year-5_class"})
  void takesAccountIds(String account) {
    assertEquals(account, person(account, "X", Set.of(Role.TEACHER), List.of("staff")).account());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "J.Smith", " a", ".a", "a b", "a\n", "é", "a/b", "a:b"})
  void refusesOtherAccountIds(String account) {
    assertInvalid(() -> person(account, "X", Set.of(Role.TEACHER), List.of("staff")));
  }

  @Test
  void refusesAnAccountIdThatIsTooLong() {
    String longest = "a".repeat(Person.ACCOUNT_CHARS_MAX);
    assertEquals(longest, person(longest, "X", Set.of(Role.TEACHER), List.of("staff")).account());
    assertInvalid(() -> person(longest + "a", "X", Set.of(Role.TEACHER), List.of("staff")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb", "a\u0000b", "a\u2028b", "a\u202eb", "\ud800"})
  void refusesNamesThatAreNoLineOfText(String name) {
    assertInvalid(() -> person("a", name, Set.of(Role.TEACHER), List.of("staff")));
  }

  @Test
  void aPupilIsNothingElse() {
    assertInvalid(() -> person("a", "A", Set.of(Role.PUPIL, Role.TEACHER), List.of("year-5")));
    assertInvalid(() -> person("a", "A", Set.of(), List.of("year-5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Year 5", "year--5", "-a", "a-"})
  void refusesGroupsThatAreNoIds(String group) {
    assertInvalid(() -> person("a", "A", Set.of(Role.PUPIL), List.of(group)));
  }

  @Test
  void limitsTheGroups() {
    assertInvalid(() -> person("a", "A", Set.of(Role.PUPIL), List.of()));
    List<String> many = IntStream.rangeClosed(0, Person.GROUPS_MAX).mapToObj(i -> "g" + i).toList();
    assertInvalid(() -> person("a", "A", Set.of(Role.PUPIL), many));
  }

  @Test
  void sortsRolesAndGroups() {
    Person person =
        person("a", " Ada ", Set.of(Role.APPROVER, Role.DSL, Role.TEACHER), List.of("b", "a", "b"));
    assertEquals(List.of(Role.TEACHER, Role.DSL, Role.APPROVER), List.copyOf(person.roles()));
    assertEquals(List.of("a", "b"), person.groups());
    assertEquals("Ada", person.displayName());
  }

  @ParameterizedTest
  @CsvSource({
    "$2a$10$, true",
    "$2b$12$, true",
    "$2y$18$, true",
    "$2x$10$, false",
    "$2a$09$, false",
    "$2a$19$, false",
    "$1$, false",
    "'', false"
  })
  void takesOnlyBcryptHashesOfOurCosts(String head, boolean taken) {
    String hash = head + "a".repeat(53);
    if (taken) {
      assertTrue(with(hash, null).hasPassword());
    } else {
      assertInvalid(() -> with(hash, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Root", "1a", "a b", "a:b"})
  void refusesUnixUsersThatAreNone(String user) {
    assertInvalid(() -> with(null, user));
  }

  @Test
  void theHashStaysOutOfTextsAndErrors() {
    assertFalse(with(HASH, "ada").toString().contains(HASH));
    String broken = HASH + "!";
    RefusedException refused = assertThrows(RefusedException.class, () -> with(broken, null));
    assertFalse(String.valueOf(refused.getMessage()).contains(broken));
  }

  private static Person with(@Nullable String hash, @Nullable String unixUser) {
    return new Person("a", "A", Set.of(Role.TEACHER), List.of("staff"), hash, unixUser);
  }

  private static Person person(String account, String name, Set<Role> roles, List<String> groups) {
    return new Person(account, name, roles, groups, null, null);
  }

  private static void assertInvalid(Executable makes) {
    assertEquals(RefusedException.Kind.INVALID, assertThrows(RefusedException.class, makes).kind());
  }
}
