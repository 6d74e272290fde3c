package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.policy.Audience;

class FaultWordsTest {

  /** Which side failed, and whether trying again can help. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | PUPIL | This device, or a program on it | Trying again will not help.
          431 | ADULT | This device, or a program on it | Trying again will not help.
          403 | ADULT | the school's gateway refuses it | Trying again will not help.
          502 | PUPIL | The site, not the school        | trying again in a few minutes may help.
          503 | PUPIL | The site, not the school        | Trying again in a few minutes may help.
          504 | ADULT | The site, not the school        | Trying again in a few minutes may help.
          504 | YOUNG_CHILD | The site, not the school  | Wait a little. Then try again.
          400 | YOUNG_CHILD | This device               | Try a new page.
          """)
  void sideAndRetry(int status, Audience audience, String side, String retry) {
    String text = Notices.PAGES.fault(Notices.fault(audience, status), BlockForm.TEXT).text();
    assertTrue(text.contains(side), text);
    assertTrue(text.contains(retry), text);
    assertTrue(text.contains("What failed."), text);
    assertTrue(text.contains("Status: " + status + "\n"), text);
    assertTrue(text.contains("Reference: SG-00A7-6\n"), text);
  }
}
