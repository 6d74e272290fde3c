package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyFormatTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                                           | -         | UNDECLARED | -          | IDENTITY",
        "''                                          | ''        | UNDECLARED | -          | IDENTITY",
        "text/html                                   | gzip      | HTML       | -          | GZIP",
        "TEXT/HTML; Charset=\"UTF-8\"                | X-GZip    | HTML       | utf-8      | GZIP",
        "text/html;charset=iso-8859-1;x=y            | deflate   | HTML       | iso-8859-1 | DEFLATE",
        "application/xhtml+xml                       | br        | XML        | -          | BROTLI",
        "application/rss+xml                         | identity  | XML        | -          | IDENTITY",
        "text/plain; charset=                        | zstd      | PLAIN      | -          | UNKNOWN",
        "text/plain; format=flowed; charset=utf-16   | gzip, br  | PLAIN      | utf-16     | UNKNOWN",
        "application/json                            | ' br '    | JSON       | -          | BROTLI",
        "application/ld+json                         | -         | JSON       | -          | IDENTITY",
        "text/event-stream                           | -         | JSON       | -          | IDENTITY",
        "application/x-www-form-urlencoded           | -         | FORM       | -          | IDENTITY",
        "multipart/form-data; boundary=\"x y\"       | -         | MULTIPART  | -          | IDENTITY",
        "text/javascript                             | gzip      | CODE       | -          | GZIP",
        "text/css                                    | gzip      | STYLE      | -          | GZIP",
        "application/javascript; charset=utf-8       | -         | CODE       | utf-8      | IDENTITY",
        "text/css, text/html                         | -         | HTML       | -          | IDENTITY",
        "image/png                                   | -         | OTHER      | -          | IDENTITY",
        "application/octet-stream                    | -         | OTHER      | -          | IDENTITY",
        "x                                           | -         | UNDECLARED | -          | IDENTITY",
        "text                                        | -         | UNDECLARED | -          | IDENTITY",
        "/html                                       | -         | UNDECLARED | -          | IDENTITY",
        "image/                                      | -         | UNDECLARED | -          | IDENTITY",
        "image/p ng; charset=utf-8                   | -         | UNDECLARED | utf-8      | IDENTITY",
        "image/png/x                                 | -         | UNDECLARED | -          | IDENTITY",
        "' ,; '                                      | -         | UNDECLARED | -          | IDENTITY",
        "image/png, text/html                        | -         | HTML       | -          | IDENTITY",
        "text/html;charset=utf-8, image/png          | -         | HTML       | utf-8      | IDENTITY",
        "text/plain, text/html;charset=utf-16        | -         | HTML       | utf-16     | IDENTITY",
        "text/html;charset=utf-16, TEXT/html         | -         | HTML       | utf-16     | IDENTITY",
        "text/html;charset=utf-16, text/plain        | -         | PLAIN      | -          | IDENTITY",
        "image/png, image/gif                        | -         | OTHER      | -          | IDENTITY",
        "image/png, x                                | -         | OTHER      | -          | IDENTITY",
        "text/html, */*, x                           | -         | HTML       | -          | IDENTITY",
        "image/png; a=\", text/html, text/css\"     | -         | OTHER      | -          | IDENTITY",
        "image/png; a=\", text/html                  | -         | HTML       | -          | IDENTITY",
        "image/png; a=\"\\\", text/html              | -         | HTML       | -          | IDENTITY",
        "multipart/byteranges; boundary=x            | -         | PARTS      | -          | UNKNOWN",
        "Multipart/X-Mixed-Replace; boundary=x       | gzip      | PARTS      | -          | UNKNOWN",
        "multipart/byteranges, text/html             | -         | PARTS      | -          | UNKNOWN",
        "text/html, multipart/byteranges, image/png  | -         | PARTS      | -          | UNKNOWN",
        "multipart/mixed; boundary=x                 | -         | HTML       | -          | IDENTITY",
        "multipart/related; boundary=x               | gzip      | HTML       | -          | GZIP",
        "text/html                                   | gzip, gzip | HTML      | -          | UNKNOWN",
        "text/html                                   | gzip,br   | HTML       | -          | UNKNOWN",
        "text/html                                   | gzip, identity | HTML  | -          | UNKNOWN",
      })
  void headersBecomeAFormat(
      String contentType,
      String contentEncoding,
      BodyFormat.Kind kind,
      String charset,
      BodyFormat.Coding coding) {
    BodyFormat format = BodyFormat.of(contentType, contentEncoding);

    assertEquals(kind, format.kind());
    assertEquals(charset, format.charset());
    assertEquals(coding, format.coding());
    boolean code = kind.isCode();
    assertEquals(kind != BodyFormat.Kind.OTHER && !code, format.isText());
    assertEquals(code ? BodyFormat.Kind.PLAIN : kind, format.asDocument().kind());
    assertEquals(charset, format.asDocument().charset());
  }

  @Test
  void theBoundaryIsKeptAndAnEndlessOneIsNot() {
    assertEquals("x y", BodyFormat.of("multipart/form-data; boundary=\"x y\"", null).boundary());
    assertNull(BodyFormat.of("multipart/form-data; boundary=" + "x".repeat(71), null).boundary());
    assertNull(BodyFormat.of("text/html; boundary=x", null).boundary());
    assertEquals("a,b", BodyFormat.of("multipart/form-data; boundary=\"a,b\"", null).boundary());
  }

  @Test
  void onlyWhatCanBeDecodedIsAskedFor() {
    assertEquals("gzip, deflate, br", BodyFormat.acceptEncoding());
  }

  @Test
  void anEndlessContentTypeIsCutShort() {
    BodyFormat endless = BodyFormat.of("x".repeat(1_000_000), "y".repeat(1_000_000));
    assertEquals(BodyFormat.Kind.UNDECLARED, endless.kind());
    assertEquals(BodyFormat.Coding.UNKNOWN, endless.coding());

    String padded = "image/png; a=" + "x".repeat(10_000) + ", text/html";
    assertEquals(BodyFormat.Kind.HTML, BodyFormat.of(padded, null).kind());
  }
}
