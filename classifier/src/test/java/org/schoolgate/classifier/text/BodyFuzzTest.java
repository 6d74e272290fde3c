package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Map;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Match;
import org.schoolgate.policy.TextFindings;

/**
 * The whole way of a body: coding, charset, layout, disguises, phrases. {@link FuzzedBody} says how
 * an input is read.
 */
class BodyFuzzTest {

  /**
   * Nothing is thrown; neither where the body is cut nor whether somebody asks in between changes
   * anything in what is found; and what is found stands inside the body.
   */
  @FuzzTest
  @DictionaryFile(resourcePath = "body.dict")
  void aBodyIsReadTheSameHoweverItComes(byte[] input) {
    FuzzedBody body = FuzzedBody.of(input);
    TextFindings whole;
    boolean undecodable;
    try (BodyScan stream = body.open()) {
      stream.accept(body.wire());
      stream.finish();
      whole = stream.findings();
      undecodable = stream.undecodable();
    }
    assertTrue(body.isCoded() || !undecodable, "unreadable");
    for (Match.Phrase match : whole.matches()) {
      assertTrue(match.offset() >= 0 && match.length() > 0, match::toString);
      assertTrue(
          body.isCoded() || match.offset() + match.length() <= body.textBytes(), match::toString);
    }
    if (body.isCoded() && body.isUndeclared()) {
      // Whether it breaks before or after the bytes that say what it is, zlib does not tell.
      return;
    }
    try (BodyScan stream = body.open()) {
      body.pieces().forEach(stream::accept);
      stream.finish();
      assertEquals(undecodable, stream.undecodable());
      if (!undecodable) {
        assertEquals(whole, stream.findings());
      }
    }
    try (BodyScan stream = body.open()) {
      askAfterEachPiece(body, stream);
      assertEquals(undecodable, stream.undecodable());
      if (!undecodable) {
        assertEquals(whole, stream.findings());
        assertFalse(stream.foundCount() == 0 && !whole.isEmpty(), "found and not counted");
      }
    }
  }

  /** As the wire does: after each piece it asks what is new, and then what it adds up to. */
  private static void askAfterEachPiece(FuzzedBody body, BodyScan stream) {
    long counted = 0;
    Map<Category, Integer> before = Map.of();
    for (ByteBuffer piece : body.pieces()) {
      stream.accept(piece);
      assertFalse(piece.hasRemaining(), "left some of a piece");
      Map<Category, Integer> weights = stream.findings().noticed();
      long now = stream.foundCount();
      assertTrue(now >= counted, "counted down");
      if (now == counted) {
        for (Map.Entry<Category, Integer> each : weights.entrySet()) {
          assertTrue(
              each.getValue() <= before.getOrDefault(each.getKey(), 0),
              "grew without being counted");
        }
      }
      counted = now;
      before = weights;
    }
    stream.finish();
  }
}
