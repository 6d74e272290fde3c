package org.schoolgate.gateway.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.Decision;
import org.schoolgate.policy.Reason;
import org.schoolgate.policy.Remedy;

class BlockPageTest {

  static List<Object[]> audiencesAndForms() {
    List<Object[]> table = new ArrayList<>();
    for (Audience audience : Audience.values()) {
      for (BlockForm form : BlockForm.values()) {
        table.add(new Object[] {audience, form});
      }
    }
    return table;
  }

  @ParameterizedTest
  @MethodSource("audiencesAndForms")
  void everyFormSaysItIsABlockAndWhereItIsRecorded(Audience audience, BlockForm form) {
    Reply reply = Notices.PAGES.block(Notices.blocked(audience, "gambling"), form);
    assertAll(
        () -> assertEquals(403, reply.status()),
        () -> assertEquals("block", reply.headers().get("Schoolgate-Decision")),
        () -> assertEquals("SG-00A7-6", reply.headers().get("Schoolgate-Reference")),
        () -> assertEquals("no-store", reply.headers().get("Cache-Control")),
        () -> assertEquals("nosniff", reply.headers().get("X-Content-Type-Options")),
        () -> assertEquals(form.contentType(), reply.headers().get("Content-Type")),
        () -> assertEquals(form.hasWords(), reply.text().contains("SG-00A7-6")));
  }

  @ParameterizedTest
  @MethodSource("audiencesAndForms")
  void noFormHoldsTheQuery(Audience audience, BlockForm form) {
    Reply reply = Notices.PAGES.block(Notices.blocked(audience, "gambling"), form);
    assertFalse(reply.text().contains("private"), reply::text);
    assertEquals(form.hasWords(), reply.text().contains("http://www.example.org/the/path"));
  }

  @ParameterizedTest
  @CsvSource({
    "GIF, 42, GIF89a",
    "SVG, 62, <svg",
    "SCRIPT, 0, ''",
    "STYLESHEET, 0, ''",
    "EMPTY, 0, ''",
  })
  void thePartsOfAPageGetAnEmptyBodyOfTheirType(BlockForm form, int bytes, String start) {
    ByteBuffer body = Notices.PAGES.block(Notices.blocked(Audience.PUPIL, "gambling"), form).body();
    assertEquals(bytes, body.remaining());
    assertTrue(StandardCharsets.ISO_8859_1.decode(body).toString().startsWith(start));
  }

  @Test
  void thePictureIsOneTransparentDot() throws IOException {
    ByteBuffer body =
        Notices.PAGES.block(Notices.blocked(Audience.PUPIL, "games"), BlockForm.GIF).body();
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));
    assertEquals(1, picture.getWidth() * picture.getHeight());
    assertEquals(0, picture.getRGB(0, 0) >>> 24);
  }

  /** Who is told to ask whom. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PUPIL | TEACHER     | If you need it for a lesson, ask your teacher.
          PUPIL | HEADTEACHER | If you need it for a lesson, ask your teacher. The headteacher decides.
          PUPIL | LATER       | You can open it at the time that the school has set for it.
          PUPIL | NOBODY      | It cannot be opened at school.
          ADULT | TEACHER     | A teacher may open it for a lesson.
          ADULT | HEADTEACHER | ask for it through the school office; the headteacher decides.
          YOUNG_CHILD | TEACHER | tell your teacher.
          YOUNG_CHILD | NOBODY  | tell your teacher.
          """)
  void thePageSaysWhomToAsk(Audience audience, Remedy remedy, String expected) {
    BlockNotice notice = Notices.blocked(audience, "games", Reason.Kind.POLICY, remedy);
    String text = Notices.PAGES.block(notice, BlockForm.TEXT).text();
    assertTrue(text.contains(expected), text);
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void thePageNamesCategoryAndGroup(Audience audience) {
    String text = Notices.PAGES.block(Notices.blocked(audience, "gambling"), BlockForm.TEXT).text();
    assertTrue(text.contains("Category: Gambling\n"), text);
    assertTrue(text.contains("Blocked for: " + Notices.group(audience).title() + "\n"), text);
  }

  /** The phrase may be just what the block kept from the child. */
  @ParameterizedTest
  @CsvSource({"YOUNG_CHILD, false", "PUPIL, false", "ADULT, true"})
  void onlyAdultsAreShownThePhrase(Audience audience, boolean shown) {
    BlockNotice notice =
        Notices.blocked(audience, "pornography", Reason.Kind.PHRASE, Remedy.NOBODY);
    for (BlockForm form : List.of(BlockForm.HTML, BlockForm.TEXT, BlockForm.JSON)) {
      String text = Notices.PAGES.block(notice, form).text();
      assertEquals(shown, text.contains("secret phrase"), text);
    }
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void aFaultOfTheGatewayIsNotTheSchoolsWish(Audience audience) {
    BlockNotice notice = Notices.blocked(audience, null, Reason.Kind.FAULT, Remedy.NOBODY);
    Reply reply = Notices.PAGES.block(notice, BlockForm.TEXT);
    assertEquals(503, reply.status());
    assertEquals("60", reply.headers().get("Retry-After"));
    assertEquals("block", reply.headers().get("Schoolgate-Decision"));
    assertFalse(reply.text().contains("cannot be opened at school"), reply::text);
  }

  @ParameterizedTest
  @EnumSource(Audience.class)
  void aGroupThatThePolicyDoesNotKnowIsNoPassingFault(Audience audience) {
    BlockNotice notice = Notices.blocked(audience, null, Reason.Kind.NO_GROUP, Remedy.NOBODY);
    Reply reply = Notices.PAGES.block(notice, BlockForm.TEXT);
    assertEquals(403, reply.status());
    assertNull(reply.headers().get("Retry-After"));
    assertFalse(reply.text().contains("in a few minutes"), reply::text);
    if (audience != Audience.YOUNG_CHILD) {
      assertTrue(reply.text().contains("Trying again will not help."), reply::text);
    }
  }

  @Test
  void nobodyIsSentToAskForWhatIsOpenToNobody() {
    for (Audience child : List.of(Audience.PUPIL, Audience.YOUNG_CHILD)) {
      String closed =
          Notices.PAGES.block(Notices.blocked(child, "pornography"), BlockForm.HTML).text();
      assertFalse(closed.contains("lesson"), closed);
    }
    assertTrue(
        Notices.PAGES
            .block(Notices.blocked(Audience.PUPIL, "video"), BlockForm.HTML)
            .text()
            .contains("If you need it for a lesson"));
    assertTrue(
        Notices.PAGES
            .block(Notices.blocked(Audience.ADULT, "pornography"), BlockForm.HTML)
            .text()
            .contains("the headteacher decides"));
  }

  @Test
  void aBlockThatCouldNotBeRecordedHasNoReference() {
    Decision.Block block =
        new Decision.Block(
            new Reason(Reason.Kind.FAULT, "Nothing can be recorded.", "audit"),
            null,
            Remedy.NOBODY);
    BlockNotice notice =
        BlockNotice.of(Notices.group(Audience.PUPIL), null, block, each -> false, List.of(), null);
    for (BlockForm form : BlockForm.values()) {
      Reply reply = Notices.PAGES.block(notice, form);
      assertNull(reply.headers().get("Schoolgate-Reference"));
      assertFalse(reply.text().contains("Reference"), reply::text);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, MALFORMED_REQUEST, false, false",
    "408, MALFORMED_REQUEST, false, false",
    "431, MALFORMED_REQUEST, false, false",
    "505, MALFORMED_REQUEST, false, false",
    "403, ADDRESS_REFUSED, true, false",
    "502, UPSTREAM_FAILED, false, false",
    "503, UPSTREAM_BUSY, false, true",
    "504, UPSTREAM_SLOW, false, false",
  })
  void faultsKeepTheirStatus(int status, Fault fault, boolean block, boolean retryAfter) {
    for (Audience audience : Audience.values()) {
      for (BlockForm form : BlockForm.values()) {
        FaultNotice notice = Notices.fault(audience, status);
        Reply reply = Notices.PAGES.fault(notice, form);
        assertEquals(fault, notice.fault());
        assertEquals(status, reply.status());
        assertEquals(block, reply.headers().containsKey("Schoolgate-Decision"));
        assertEquals(retryAfter, reply.headers().containsKey("Retry-After"));
        assertEquals("SG-00A7-6", reply.headers().get("Schoolgate-Reference"));
        assertEquals(form.hasWords(), reply.text().contains("What failed."));
      }
    }
  }

  @Test
  void aReplyCannotBeChanged() {
    Reply reply = Notices.PAGES.block(Notices.blocked(Audience.PUPIL, "games"), BlockForm.GIF);
    assertThrows(ReadOnlyBufferException.class, () -> reply.body().put((byte) 0));
    ByteBuffer once = reply.body();
    once.position(once.limit());
    assertEquals(42, reply.body().remaining());
  }
}
