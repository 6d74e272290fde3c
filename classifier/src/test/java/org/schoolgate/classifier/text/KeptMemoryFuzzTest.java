package org.schoolgate.classifier.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;

/** What never ends is read in bounded memory. */
class KeptMemoryFuzzTest {

  /**
   * What a stream may keep on the heap: its lanes with their last text, and what was found. All
   * characters that are read here would not fit.
   */
  private static final long KEPT_BYTES_MAX = 800_000;

  private static final int PIECE_BYTES = 8 * 1024;
  private static final int PIECES = 32;

  /** The body comes again and again, as one text that goes on. */
  @FuzzTest
  @DictionaryFile(resourcePath = "body.dict")
  void whatComesAgainAndAgainIsNotKept(byte[] input) {
    FuzzedBody body = FuzzedBody.of(input);
    byte[] piece = body.repeated(PIECE_BYTES);
    try (BodyScan stream = body.openText()) {
      for (int i = 0; i < PIECES; i++) {
        stream.accept(ByteBuffer.wrap(piece));
      }
      long kept = KeptMemory.bytesOf(stream);
      assertTrue(kept <= KEPT_BYTES_MAX, () -> "keeps " + kept + " bytes");
      stream.finish();
    }
  }
}
