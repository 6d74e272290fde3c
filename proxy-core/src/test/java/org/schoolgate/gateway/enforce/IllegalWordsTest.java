package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.policy.Audience;

/** S62: the splash page names nothing of what was blocked. */
class IllegalWordsTest {

  static List<Object[]> audiencesAndForms() {
    List<Object[]> table = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      for (BlockForm form : List.of(BlockForm.HTML, BlockForm.TEXT, BlockForm.JSON)) {
        table.add(new Object[] {audience, form});
      }
    }
    return table;
  }

  @ParameterizedTest
  @MethodSource("audiencesAndForms")
  void nothingOfWhatWasBlockedIsNamed(Audience audience, BlockForm form) {
    Reply reply = Notices.PAGES.block(Notices.illegal(audience), form);
    String text = reply.text().toLowerCase(Locale.ROOT);
    assertAll(
        () -> assertEquals(403, reply.status()),
        () -> assertTrue(text.contains("blocked because it may be illegal"), text),
        () -> assertFalse(text.contains("example.org"), text),
        () -> assertFalse(text.contains("the/path"), text),
        () -> assertFalse(text.contains("secret phrase"), text),
        () -> assertFalse(text.contains("iwf"), text),
        () -> assertFalse(text.contains("matrix/cell"), text),
        () -> assertTrue(reply.text().contains("SG-00A7-6"), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          YOUNG_CHILD | Childline: ring 0800 1111
          PUPIL       | Childline: ring 0800 1111
          PUPIL       | Report Remove
          PUPIL       | You are not in trouble for telling.
          ADULT       | Stop It Now: ring 0808 1000 900
          ADULT       | Do not visit it again, and do not copy, print or show it.
          ADULT       | tell the designated safeguarding lead now
          """)
  void itSaysWhatToDoAndWhoHelps(Audience audience, String expected) {
    String text = Notices.PAGES.block(Notices.illegal(audience), BlockForm.TEXT).text();
    assertTrue(text.contains(expected), text);
  }
}
