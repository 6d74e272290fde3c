package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.gateway.enforce.Page.SupportLine;
import org.schoolgate.policy.Audience;

class SupportTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          YOUNG_CHILD | suicide           | Childline
          YOUNG_CHILD | grooming          | Childline
          YOUNG_CHILD | gambling          | ''
          PUPIL | suicide                 | Childline,Samaritans,Papyrus HOPELINE247,Shout
          PUPIL | self-harm               | Childline,Samaritans,Papyrus HOPELINE247,Shout
          PUPIL | disclosure              | Childline
          PUPIL | bullying                | Childline
          PUPIL | sexting                 | Childline,Report Remove
          PUPIL | grooming                | Childline,CEOP
          PUPIL | child-sexual-exploitation | Childline,Report Remove,CEOP
          PUPIL | eating-disorders        | Childline,Beat
          PUPIL | drugs                   | Childline,FRANK
          PUPIL | games                   | ''
          PUPIL | pornography             | ''
          ADULT | suicide                 | Samaritans,Education Support,Shout
          ADULT | disclosure              | Samaritans,Education Support,NSPCC helpline
          ADULT | violence-against-women-and-girls | National Domestic Abuse Helpline,Samaritans,Education Support
          ADULT | shopping                | ''
          """)
  void whoIsNamed(Audience audience, String concern, String expected) {
    List<String> names =
        Support.linesFor(audience, Set.of(concern)).stream().map(SupportLine::name).toList();
    assertEquals(expected.isEmpty() ? List.of() : Arrays.asList(expected.split(",")), names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ring 0800 1111",
        "ring 116 123",
        "ring 0800 068 4141",
        "text SHOUT to 85258",
        "If somebody is hurt or in danger now, ring 999."
      })
  void aPupilInDespairReadsTheNumbers(String number) {
    String text =
        Notices.PAGES.block(Notices.blocked(Audience.PUPIL, "suicide"), BlockForm.TEXT).text();
    assertTrue(text.contains(number), text);
  }

  /** Help comes before the rest of the page, and nothing cold stands beside it. */
  @ParameterizedTest
  @ValueSource(strings = {"suicide", "self-harm", "disclosure", "grooming", "bullying", "drugs"})
  void helpComesFirst(String concern) {
    String text =
        Notices.PAGES.block(Notices.blocked(Audience.PUPIL, concern), BlockForm.TEXT).text();
    assertTrue(text.indexOf("Childline") < text.indexOf("What you can do"), text);
    assertTrue(text.contains("you do not have to deal with it on your own"), text);
  }

  @Test
  void everyNumberThatIsDialledIsTheOneThatIsRead() {
    for (Audience audience : Audience.values()) {
      for (String concern : Notices.monitoredIds()) {
        for (SupportLine line : Support.linesFor(audience, Set.of(concern))) {
          String telephone = line.telephone();
          if (telephone != null) {
            assertTrue(line.how().replace(" ", "").contains("ring" + telephone), line::toString);
          }
          assertTrue(line.url().startsWith("https://"), line::toString);
        }
      }
    }
  }
}
