package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.policy.Audience;

class FaultWordsTest {

  /** What only somebody who looks after the gateway can do, or should have to read. */
  private static final List<String> TECHNICAL =
      List.of("schoolgate", "yaml", "certificate", "TLS", "gateway", "issuer", "name server");

  static Stream<Arguments> faultsAndAudiences() {
    return Stream.of(Fault.values())
        .flatMap(
            fault -> Stream.of(Audience.values()).map(audience -> Arguments.of(fault, audience)));
  }

  private static Page page(Fault fault, Audience audience) {
    return new FaultWords(Notices.CONTACTS).of(notice(fault, audience));
  }

  private static FaultNotice notice(Fault fault, Audience audience) {
    return FaultNotice.of(audience, fault, "What failed.", "www.example.org", Notices.REFERENCE);
  }

  /** All that is not among the facts, which are for whoever helps. */
  private static String words(Page page) {
    List<String> words = new ArrayList<>(List.of(page.title()));
    words.addAll(page.lead());
    for (Page.Section section : page.sections()) {
      words.add(section.heading());
      words.addAll(section.sentences());
    }
    return String.join("\n", words);
  }

  /** Which side failed, and whether trying again can help. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | PUPIL | This device, or a program on it | Use another website for now.
          431 | ADULT | This device, or a program on it | Trying again will not help.
          403 | ADULT | the school's gateway refuses it | Trying again will not help.
          502 | PUPIL | The site, not the school        | Check the spelling of the address.
          503 | PUPIL | The site, not the school        | Wait a few minutes, then try again.
          504 | ADULT | The site, not the school        | Trying again in a few minutes may help.
          504 | YOUNG_CHILD | The site, not the school  | Wait a little. Then try again.
          400 | YOUNG_CHILD | This device               | Go back and find a new page.
          """)
  void sideAndRetry(int status, Audience audience, String side, String retry) {
    String text = Notices.PAGES.fault(Notices.fault(audience, status), BlockForm.TEXT).text();
    assertTrue(text.contains(side), text);
    assertTrue(text.contains(retry), text);
    assertTrue(text.contains("What failed."), text);
    assertTrue(text.contains("Status: " + status + "\n"), text);
    assertTrue(text.contains("Reference: SG-00A7-6\n"), text);
  }

  @ParameterizedTest
  @MethodSource("faultsAndAudiences")
  void everyPageHasItsReferenceAndTheTimeAtSchool(Fault fault, Audience audience) {
    for (BlockForm form : List.of(BlockForm.HTML, BlockForm.TEXT)) {
      String text = Notices.PAGES.fault(notice(fault, audience), form).text();
      assertTrue(text.contains("SG-00A7-6"), text);
      assertTrue(text.contains(Notices.TIME), text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChildReadsNothingThatOnlyATechnicianCanDo(Fault fault) {
    for (Audience audience : List.of(Audience.YOUNG_CHILD, Audience.PUPIL)) {
      String words = words(page(fault, audience));
      assertAll(
          () -> assertTrue(words.contains("You did nothing wrong."), words),
          () -> assertTrue(words.contains("your teacher"), words),
          () ->
              assertEquals(
                  List.of(), TECHNICAL.stream().filter(words::contains).toList(), () -> words));
    }
  }

  /** Two short sentences say what it is: a child of five to seven reads no more. */
  @ParameterizedTest
  @EnumSource
  void aYoungChildReadsTwoShortSentences(Fault fault) {
    Page page = page(fault, Audience.YOUNG_CHILD);
    assertEquals(2, page.lead().size());
    for (String sentence : words(page).split("(?<=[.?]) |\n", -1)) {
      assertTrue(sentence.split(" ", -1).length <= 12, sentence);
    }
    assertTrue(page.factsFolded());
  }

  @ParameterizedTest
  @EnumSource
  void anAdultReadsTheCauseAndTheNextStep(Fault fault) {
    Page page = page(fault, Audience.ADULT);
    assertEquals(List.of("What failed."), page.lead());
    assertEquals("For the technician", page.sections().get(1).heading());
    assertFalse(page.sections().get(1).sentences().isEmpty());
  }
}
