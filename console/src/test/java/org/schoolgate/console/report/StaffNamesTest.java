package org.schoolgate.console.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.console.people.People;
import org.schoolgate.console.people.Staffroom;

class StaffNamesTest {

  private final StaffNames names = new StaffNames(Staffroom.everybody());

  @ParameterizedTest
  @CsvSource({
    "a.head, 'Ada Head, headteacher'",
    "d.deputy, 'Dev Deputy, teacher, nominated senior leader'",
    "gone, gone",
    "p.pupil, [a pupil]"
  })
  void staffAreNamedAndPupilsAreNot(String account, String printed) {
    assertEquals(printed, names.of(account));
  }

  @ParameterizedTest
  @CsvSource({
    "Pip Pupil needs it, [a pupil] needs it",
    "'for PIP PUPIL, and p.pupil.', 'for [a pupil], and [a pupil].'",
    "for Pip Pupilton, for Pip Pupilton",
    "for Ada Head, for Ada Head"
  })
  void pupilsAreTakenOutOfWhatSomebodyWrote(String written, String printed) {
    assertEquals(printed, names.withoutPupils(written));
    assertEquals(written, new StaffNames(People.NOBODY).withoutPupils(written));
  }
}
