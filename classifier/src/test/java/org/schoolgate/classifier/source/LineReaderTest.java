package org.schoolgate.classifier.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void linesEndInAnyWay() throws IOException {
    assertEquals(List.of("a", "b", "", "c"), read(Fixtures.utf8("\uFEFFa\r\nb\n\nc")));
    assertEquals(List.of(), read(new byte[0]));
    assertEquals(List.of(""), read(Fixtures.utf8("\n")));
  }

  @Test
  void aLineIsUtf8OrLatin1() throws IOException {
    byte[] latin = "café\n".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(List.of("café"), read(Fixtures.utf8("café\n")));
    assertEquals(List.of("café"), read(latin));
  }

  @Test
  void aMissingLineEndIsNoticed() throws IOException {
    assertTrue(finished("a\nb\n").endsWithNewline());
    assertFalse(finished("a\nb").endsWithNewline());
    assertTrue(finished("").endsWithNewline());
  }

  @Test
  void aGiganticLineIsToldAndTheNextOneIsRead() throws IOException {
    LineReader lines =
        new LineReader(
            new ByteArrayInputStream(Fixtures.utf8("a\n" + "x".repeat(3_000_000) + "\nb\n")));

    assertTrue(lines.next());
    assertFalse(lines.tooLong());
    assertTrue(lines.next());
    assertTrue(lines.tooLong());
    assertTrue(lines.next());
    assertFalse(lines.tooLong());
    assertEquals("b", lines.text());
    assertEquals(3, lines.number());
    assertFalse(lines.next());
  }

  @Test
  void readingInDripsChangesNothing() throws IOException {
    byte[] text = Fixtures.utf8("one\r\ntwo\nthree " + "x".repeat(70_000) + "\nfour");

    assertEquals(read(new ByteArrayInputStream(text)), read(new Drips(text)));
  }

  private static List<String> read(byte[] bytes) throws IOException {
    return read(new ByteArrayInputStream(bytes));
  }

  private static List<String> read(InputStream in) throws IOException {
    List<String> all = new ArrayList<>();
    LineReader lines = new LineReader(in);
    while (lines.next()) {
      all.add(lines.tooLong() ? "too long" : lines.text());
    }
    return all;
  }

  private static LineReader finished(String text) throws IOException {
    LineReader lines = new LineReader(new ByteArrayInputStream(Fixtures.utf8(text)));
    int count = 0;
    while (lines.next()) {
      count++;
    }
    assertEquals(count, lines.number());
    return lines;
  }

  /** Gives a byte at a time. */
  private static final class Drips extends ByteArrayInputStream {
    Drips(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) {
      return super.read(buffer, offset, Math.min(1, length));
    }
  }
}
