package org.schoolgate.console.people;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.console.RefusedException;

class PowersTest {

  /** Who may what, spelled out once more: a change of the table has to be made twice. */
  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(Role.PUPIL, ""),
        Arguments.of(Role.TEACHER, "REQUEST_OVERRIDE"),
        Arguments.of(
            Role.TECHNICIAN,
            "REQUEST_OVERRIDE MANAGE_LISTS MANAGE_PEOPLE READ_LEDGER READ_REPORTS"),
        Arguments.of(
            Role.E_SAFETY_LEAD,
            "REQUEST_OVERRIDE RATIFY_LISTS READ_CAPTURES READ_LEDGER READ_REPORTS"),
        Arguments.of(
            Role.DSL, "REQUEST_OVERRIDE RATIFY_LISTS READ_CAPTURES READ_LEDGER READ_REPORTS"),
        Arguments.of(
            Role.HEADTEACHER,
            "REQUEST_OVERRIDE APPROVE_OVERRIDE MANAGE_LISTS RATIFY_LISTS MANAGE_PEOPLE MANAGE_AUTHORITY"
                + " READ_CAPTURES READ_LEDGER READ_REPORTS"),
        Arguments.of(Role.APPROVER, "REQUEST_OVERRIDE APPROVE_OVERRIDE RATIFY_LISTS READ_REPORTS"),
        Arguments.of(Role.GOVERNOR, "READ_REPORTS"),
        Arguments.of(Role.DATA_PROTECTION_OFFICER, "READ_LEDGER READ_REPORTS"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void eachRoleHasItsPowersAndNoMore(Role role, String powers) {
    Person person = new Person("a", "A", Set.of(role), List.of("staff"), null, null);

    assertEquals(
        powers.isEmpty() ? List.of() : List.of(powers.split(" ")),
        Stream.of(Power.values())
            .filter(power -> Powers.may(person, power))
            .map(Power::name)
            .toList());
  }

  @Test
  void theTableNamesEveryRole() {
    assertEquals(List.of(Role.values()), table().map(row -> (Role) row.get()[0]).toList());
  }

  @Test
  void everyPowerNamesItsRequirement() {
    for (Power power : Power.values()) {
      assertTrue(power.source().matches("S[0-9]+( S[0-9]+)*"), power.name());
    }
  }

  @Test
  void aRefusalSaysWhoMay() {
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () -> Powers.require(Staffroom.TECHNICIAN, Power.APPROVE_OVERRIDE));

    assertEquals(RefusedException.Kind.NOT_PERMITTED, refused.kind());
    assertEquals(
        "'n.net' may not decide about an override; that takes a headteacher or nominated senior"
            + " leader",
        refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "t.teach, a.head, true",
    "t.teach, d.deputy, true",
    "t.teach, t.teach, false",
    "t.teach, s.safe, false",
    "t.teach, n.net, false",
    "a.head, a.head, false",
    "a.head, d.deputy, true",
    "d.deputy, d.deputy, false",
    "d.deputy, a.head, true"
  })
  void twoPeopleForOneOverride(String requestedBy, String decider, boolean may) {
    Person person = Staffroom.everybody().require(decider);
    if (may) {
      assertDoesNotThrow(() -> Powers.requireDeciderOf(requestedBy, person));
    } else {
      assertNotPermitted(() -> Powers.requireDeciderOf(requestedBy, person));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "n.net, a.head, true",
    "n.net, d.deputy, true",
    "n.net, s.safe, true",
    "n.net, e.lead, true",
    "local:root, a.head, true",
    "a.head, s.safe, true",
    "a.head, a.head, false",
    "local:ahead, a.head, false",
    "a.head, n.net, false",
    "n.net, n.net, false",
    "n.net, t.teach, false",
    "n.net, g.gov, false",
    "n.net, p.pupil, false"
  })
  void twoPeopleForOneBlock(String addedBy, String ratifier, boolean may) {
    Person person = Staffroom.everybody().require(ratifier);
    if (may) {
      assertDoesNotThrow(() -> Powers.requireRatifierOf(addedBy, person));
    } else {
      assertNotPermitted(() -> Powers.requireRatifierOf(addedBy, person));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a.head, p.pupil, true",
    "s.safe, p.pupil, true",
    "e.lead, p.pupil, true",
    "s.safe, s.safe, false",
    "a.head, a.head, false",
    "n.net, p.pupil, false",
    "t.teach, p.pupil, false",
    "g.gov, p.pupil, false",
    "p.data, p.pupil, false",
    "p.pupil, p.pupil, false"
  })
  void reviewsOthersOnly(String reviewer, String recorded, boolean may) {
    assertEquals(may, Powers.mayReview(Staffroom.everybody().require(reviewer), recorded));
  }

  @ParameterizedTest
  @CsvSource({
    "n.net, p.pupil, true",
    "n.net, t.teach, true",
    "n.net, g.gov, true",
    "n.net, a.head, false",
    "n.net, d.deputy, false",
    "n.net, s.safe, false",
    "n.net, e.lead, false",
    "a.head, s.safe, true",
    "a.head, p.pupil, true",
    "t.teach, p.pupil, false",
    "s.safe, p.pupil, false"
  })
  void authorityTakesAHeadteacher(String manager, String account, boolean may) {
    People people = Staffroom.everybody();
    if (may) {
      assertDoesNotThrow(
          () -> Powers.requireManagerOf(people.require(account), people.require(manager)));
    } else {
      assertNotPermitted(
          () -> Powers.requireManagerOf(people.require(account), people.require(manager)));
    }
  }

  private static void assertNotPermitted(Executable action) {
    assertEquals(
        RefusedException.Kind.NOT_PERMITTED, assertThrows(RefusedException.class, action).kind());
  }

  @Test
  void whoMayIsSaidInASentence() {
    assertEquals(
        "an e-safety lead or designated safeguarding lead or headteacher or nominated senior"
            + " leader",
        Power.holderInWords(Power.RATIFY_LISTS));
    assertEquals("a headteacher", Power.holderInWords(Power.RATIFY_LISTS, Power.MANAGE_LISTS));
  }
}
