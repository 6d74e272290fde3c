package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.schoolgate.gateway.RequestLock;

/** Names that are settled are written over in a form, however its bytes come. */
final class FormLockTest {

  private static final UnpooledByteBufAllocator ALLOC = UnpooledByteBufAllocator.DEFAULT;
  private static final RequestLock LOCK =
      new RequestLock(
          List.of("locked"), null, Map.of("safe", "active", "ex", ""), Map.of(), Set.of());

  static Stream<Arguments> forms() {
    String spaces = "+%20".repeat(60);
    String word = "w".repeat(300);
    return Stream.of(
        Arguments.of("", ""),
        Arguments.of("q=a", "q=a"),
        Arguments.of("safe=off", "xxxx=off"),
        Arguments.of("q=a&safe=off&ex=-2&b=c", "q=a&xxxx=off&xx=-2&b=c"),
        Arguments.of("q=a&SAFE", "q=a&xxxx"),
        Arguments.of("&&safe&;=;safe==&safe=safe", "&&xxxx&;=;xxxx==&xxxx=safe"),
        Arguments.of("%53%41%46%45=off", "xxxxxxxxxxxx=off"),
        Arguments.of("unsafe=1&safer=2&q=safe", "unsafe=1&safer=2&q=safe"),
        // Some servers leave out spaces before a name; none its end.
        Arguments.of("+safe=off", "xxxxx=off"),
        Arguments.of(spaces + "safe=off", null),
        Arguments.of(word + "safe=off&safe=on", word + "safe=off&xxxx=on"),
        Arguments.of("{\"safe\":\"" + word + "\"}", "{\"safe\":\"" + word + "\"}"),
        Arguments.of("%=&%s=&%zzsafe=\u00e9&safe=1", "%=&%s=&%zzsafe=\u00e9&xxxx=1"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void inAnyPieces(String form, @Nullable String expected) {
    byte[] bytes = form.getBytes(StandardCharsets.ISO_8859_1);
    for (int size = 1; size <= bytes.length + 1; size++) {
      FormLock lock = new FormLock(LOCK);
      StringBuilder sent = new StringBuilder();
      for (int at = 0; at < bytes.length; at += size) {
        int end = Math.min(bytes.length, at + size);
        ByteBuf piece = ALLOC.buffer().writeBytes(bytes, at, end - at);
        sent.append(drain(lock.next(piece, ALLOC)));
        assertEquals(0, piece.refCnt());
      }
      sent.append(drain(lock.end(ALLOC)));
      assertEquals(form.length(), sent.length(), "no byte comes or goes");
      if (expected == null) {
        assertEquals(-1, sent.indexOf("safe"), sent::toString);
      } else {
        assertEquals(expected, sent.toString());
      }
    }
  }

  private static String drain(ByteBuf out) {
    String text = new String(ByteBufUtil.getBytes(out), StandardCharsets.ISO_8859_1);
    out.release();
    return text;
  }
}
