package org.schoolgate.classifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
        "text/javascript                             | gzip      | OTHER      | -          | GZIP",
        "text/css                                    | gzip      | OTHER      | -          | GZIP",
        "image/png                                   | -         | OTHER      | -          | IDENTITY",
        "application/octet-stream                    | -         | OTHER      | -          | IDENTITY",
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
    assertEquals(kind != BodyFormat.Kind.OTHER, format.isText());
  }

  @Test
  void theBoundaryIsKeptAndAnEndlessOneIsNot() {
    assertEquals("x y", BodyFormat.of("multipart/form-data; boundary=\"x y\"", null).boundary());
    assertNull(BodyFormat.of("multipart/form-data; boundary=" + "x".repeat(71), null).boundary());
    assertNull(BodyFormat.of("text/html; boundary=x", null).boundary());
  }

  @Test
  void onlyWhatCanBeDecodedIsAskedFor() {
    assertEquals("gzip, deflate, br", BodyFormat.acceptEncoding());
  }

  @Test
  void anEndlessContentTypeIsCutShort() {
    assertFalse(BodyFormat.of("x".repeat(1_000_000), "y".repeat(1_000_000)).isText());
  }
}
