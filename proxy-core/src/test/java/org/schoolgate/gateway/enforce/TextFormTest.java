package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.schoolgate.policy.Audience;

class TextFormTest {

  @Test
  void aBlock() {
    assertEquals(
        """
        THIS PAGE IS BLOCKED
        The school keeps this page closed for Year 5. It is a game for money. It is for grown-ups.

        What you can do
        If you need it for a lesson, ask your teacher. The headteacher decides.
        If you came here by accident, or saw something that upset you, tell your teacher. You are not in trouble for telling.

        Page: http://www.example.org/the/path
        Category: Gambling
        Blocked for: Year 5
        Why: The reason is \u201csecret phrase\u201d.
        Reference: SG-00A7-6
        Time: Tuesday 16 June 2026, 09:45

        The school sees what is opened here, to keep everybody safe.
        """,
        Notices.PAGES.block(Notices.blocked(Audience.PUPIL, "gambling"), BlockForm.TEXT).text());
  }

  @Test
  void noValueStartsALineOfItsOwn() {
    FaultNotice notice =
        FaultNotice.of(Audience.ADULT, 400, "Broken.\nReference: SG-0000-0", "a\r\nb", null);
    String text = Notices.PAGES.fault(notice, BlockForm.TEXT).text();
    assertTrue(text.lines().noneMatch(line -> line.startsWith("Reference")), text);
  }
}
