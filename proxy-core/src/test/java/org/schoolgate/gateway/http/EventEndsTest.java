package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.classifier.text.BodyFormat;

final class EventEndsTest {

  /** A {@code |} stands for a carriage return, a {@code /} for a line feed. */
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "data: a, 7",
    "data: a/, 8",
    "data: a//, 0",
    "data: a//b, 1",
    "data: a||, 0",
    "data: a||b, 1",
    "data: a|/, 9",
    "data: a|/|, 0",
    "data: a|/|/, 0",
    "data: a|/|/b, 1",
    "data: a/|, 0",
    "data: a|//, 0",
    "data: a/b/c, 11",
    "/, 0",
    "//, 0",
    "a/ /, 4",
  })
  void anEventEndsAtAnEmptyLine(String text, int bytesSince) {
    byte[] bytes = text.replace('|', '\r').replace('/', '\n').getBytes(StandardCharsets.ISO_8859_1);
    for (int cut = 0; cut <= bytes.length; cut++) {
      EventEnds ends = new EventEnds(BodyFormat.of("text/event-stream", null));
      ByteBuf first = Unpooled.wrappedBuffer(bytes, 0, cut);
      ends.add(first);
      assertEquals(cut, first.readableBytes(), "nothing is taken");
      ends.add(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut));
      assertEquals(bytesSince, ends.bytesSince(), text + " cut at " + cut);
    }
  }

  @ParameterizedTest
  @CsvSource({"gzip", "br", "deflate"})
  void insideACodingEveryPieceIsAnEvent(String coding) {
    EventEnds ends = new EventEnds(BodyFormat.of("text/event-stream", coding));
    ends.add(Unpooled.wrappedBuffer(new byte[] {1, 2, 3}));
    assertEquals(0, ends.bytesSince());
  }
}
