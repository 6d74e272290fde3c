package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.schoolgate.console.RefusedException;

class PeopleTest {

  private static final String HASH = "$2a$10$" + "b".repeat(53);

  @Test
  void areSortedByAccount() {
    assertEquals(
        List.of(
            "a.head",
            "d.deputy",
            "e.lead",
            "g.gov",
            "n.net",
            "p.data",
            "p.pupil",
            "s.safe",
            "t.teach"),
        Staffroom.everybody().all().stream().map(Person::account).toList());
  }

  @Test
  void addingAndRemovingLeaveTheFormerPeopleAsTheyWere() {
    People before = People.NOBODY.with(Staffroom.HEAD);
    People more = before.with(Staffroom.TEACHER);
    People fewer = more.without("a.head");

    assertEquals(List.of(Staffroom.HEAD), before.all());
    assertEquals(List.of(Staffroom.HEAD, Staffroom.TEACHER), more.all());
    assertEquals(List.of(Staffroom.TEACHER), fewer.all());
    assertEquals(Optional.empty(), fewer.findByUnixUser("ahead"));
  }

  @Test
  void aNewPasswordChangesNothingElse() {
    Person changed = Staffroom.everybody().withPassword("t.teach", HASH).require("t.teach");

    assertEquals(HASH, changed.passwordHash());
    assertEquals(Staffroom.TEACHER.groups(), changed.groups());
    assertEquals(Staffroom.TEACHER.unixUser(), changed.unixUser());
  }

  @Test
  void findsByUnixUser() {
    assertEquals(Optional.of(Staffroom.TECHNICIAN), Staffroom.everybody().findByUnixUser("nnet"));
    assertEquals(Optional.empty(), Staffroom.everybody().findByUnixUser("root"));
  }

  @Test
  void anyoneLooksAtEverybody() {
    assertTrue(Staffroom.everybody().anyone(person -> person.is(Role.GOVERNOR)));
    assertFalse(People.NOBODY.anyone(person -> true));
  }

  @Test
  void anAccountIsOnePerson() {
    assertRefused(
        RefusedException.Kind.CONFLICT, () -> People.of(List.of(Staffroom.HEAD, Staffroom.HEAD)));
    assertRefused(RefusedException.Kind.CONFLICT, () -> Staffroom.everybody().with(Staffroom.HEAD));
  }

  @Test
  void aUnixUserIsOnePerson() {
    Person other = new Person("o", "Other", Set.of(Role.TEACHER), List.of("staff"), null, "ahead");
    assertRefused(RefusedException.Kind.CONFLICT, () -> Staffroom.everybody().with(other));
  }

  @Test
  void nobodyByThatAccount() {
    assertRefused(RefusedException.Kind.UNKNOWN, () -> People.NOBODY.require("x"));
    assertRefused(RefusedException.Kind.UNKNOWN, () -> People.NOBODY.without("x"));
    assertRefused(RefusedException.Kind.UNKNOWN, () -> People.NOBODY.withPassword("x", HASH));
  }

  private static void assertRefused(RefusedException.Kind kind, Executable action) {
    assertEquals(kind, assertThrows(RefusedException.class, action).kind());
  }
}
