package org.schoolgate.classifier.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.TextFindings;

/**
 * The whole way of a body of a megabyte, in the pieces in which it comes from a socket: decoded,
 * taken apart, folded with every disguise undone, scanned, added up. Operations a second are
 * megabytes a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class TextBenchmark {

  private static final int PIECE_BYTES = 16 * 1024;

  /** How many phrases are looked for. */
  @Param({"10000", "100000"})
  public int phrases;

  /** A {@link BenchmarkTexts.Kind}. */
  @Param({"HTML", "PROSE", "HARD", "LIST", "DISGUISED"})
  public String text = "";

  private byte[] body = new byte[0];

  @SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
  private TextClassifier classifier;

  @SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
  private BodyFormat format;

  /** Makes the body and the tables. */
  @Setup
  public void open() throws Exception {
    List<ListedPhrase> all = BenchmarkTexts.phrases(phrases);
    body = BenchmarkTexts.Kind.valueOf(text).text(all).getBytes(StandardCharsets.UTF_8);
    format = BodyFormat.of(text.equals("HTML") ? "text/html; charset=utf-8" : "text/plain", null);
    classifier =
        new TextClassifier(PhraseBook.of(all), new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]));
  }

  /** A megabyte. */
  @Benchmark
  public TextFindings read() {
    try (TextStream stream = classifier.open(format, Origin.SHOWN)) {
      for (int from = 0; from < body.length; from += PIECE_BYTES) {
        stream.accept(ByteBuffer.wrap(body, from, Math.min(PIECE_BYTES, body.length - from)));
      }
      stream.finish();
      return stream.findings();
    }
  }
}
