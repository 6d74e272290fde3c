package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.schoolgate.classifier.source.Fixtures;

class MultipartReaderTest {

  private static final int HEADER_BYTES_MAX = 4096;
  private static final String TYPE = "multipart/form-data; boundary=xYzZy";

  private static String part(String disposition, String content) {
    return "--xYzZy\r\nContent-Disposition: form-data; "
        + disposition
        + "\r\n\r\n"
        + content
        + "\r\n";
  }

  @Test
  void fieldsAreRunsWithoutFilesAndSecrets() {
    String body =
        part("name=\"message\"", "I will kill\r\nmyself")
            + part("name=\"password\"", "hunter2")
            + part(
                "name=\"photo\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg", "\u0000rubbish")
            + part("name=a; filename=a\r\nContent-type:application/octet-stream", "%PDF-rubbish")
            + part("name=other", "two")
            + part("name=\"json\"", "{\"token\":\"x\",\"t\":\"three\"}")
            + "--xYzZy--\r\n";

    assertEquals("i will kill myself/two/three", TextFixtures.folded(TYPE, body));
  }

  @Test
  void filesOfTextAreRead() {
    String body =
        part("name=\"diary\"; filename=\"d.txt\"\r\nContent-Type: text/plain", "one")
            + part("name=page; filename*=x\r\ncontent-type: text/html;charset=utf-8", "<p>two</p>")
            + part("name=data; filename=x\r\nContent-Type: application/json", "{\"a\":\"three\"}")
            + part("name=bare; filename=x", "four")
            + part("name=password; filename=x\r\nContent-Type: text/plain", "hunter2")
            + "--xYzZy--\r\n";

    assertEquals("one/p two p/three/four|two", TextFixtures.folded(TYPE, body));
  }

  @Test
  void whatIsCalledAPictureIsBelievedByItsFirstBytes() {
    String called = "name=a; filename=a.png\r\nContent-Type: image/png";
    String far = "kill myself " + "word ".repeat(200);
    for (String boundary : new String[] {"--xYzZy--", ""}) {
      assertEquals(
          "kill myself", TextFixtures.folded(TYPE, part(called, "kill myself") + boundary));
      assertEquals(far.strip(), TextFixtures.folded(TYPE, part(called, far) + boundary));
      assertEquals("", TextFixtures.folded(TYPE, part(called, "a\u0001 kill myself") + boundary));
    }
    assertEquals(
        "one/two", TextFixtures.folded(TYPE, part(called, "one") + part(called, "two") + "--"));
    assertEquals(
        "",
        TextFixtures.folded(
            TYPE, part("name=password; filename=a\r\nContent-Type: image/png", "hunter2")));
  }

  @Test
  void whatStandsOutsideThePartsIsReadToo() {
    assertEquals(
        "kill myself/one", TextFixtures.folded(TYPE, "kill myself\r\n" + part("name=a", "one")));
    assertEquals(
        "kill myself", TextFixtures.folded(TYPE, "--other\r\nkill myself").replace("other ", ""));
    assertEquals(
        "one/kill myself",
        TextFixtures.folded(TYPE, part("name=a", "one") + "--xYzZy--\r\n\r\nkill myself"));
  }

  @Test
  void whatOnlyLooksLikeABoundaryIsContent() {
    String body = part("name=a", "one\r\n--xYzZ two\r\r\n--xYzZ\r\n-- three") + "--xYzZy--";

    assertEquals("one xyzz two xyzz three", TextFixtures.folded(TYPE, body));
  }

  @Test
  void brokenBodiesAreReadAsFarAsTheyGo() {
    assertEquals("one", TextFixtures.folded(TYPE, part("name=a", "one").strip()));
    assertEquals("", TextFixtures.folded(TYPE, "--xYzZy\r\nContent-Disp"));
    assertEquals("", TextFixtures.folded(TYPE, "\u0000\r\n\r\n--"));
    assertEquals(
        "x".repeat(HEADER_BYTES_MAX) + " kill myself",
        TextFixtures.folded(TYPE, "--xYzZy" + "x".repeat(2 * HEADER_BYTES_MAX) + " kill myself"));
    assertEquals(
        "one",
        TextFixtures.folded(TYPE, "--xYzZy\r\nX: " + "y".repeat(100_000) + "\r\n\r\none")
            .replaceAll("^y+ ?", ""));
    assertEquals("one two", TextFixtures.folded("multipart/form-data", "one two"));
  }

  @Test
  void theOffsetOfWhatStandsBeforeThePartsIsItsPlace() {
    PhraseBook book = TextFixtures.book(TextFixtures.phrase("suicide", 100, "kill myself"));

    assertEquals(
        4,
        TextFixtures.scan(book, TYPE, Fixtures.utf8("how kill myself")).matches().get(0).offset());
  }
}
