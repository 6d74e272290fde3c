package org.schoolgate.classifier.text;

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

/**
 * The search for phrases alone, in a megabyte of folded text, by our scanner and by its peers:
 * operations a second are megabytes a second.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class ScannerBenchmark {

  /** How many phrases are looked for. */
  @Param({"10000", "100000"})
  public int phrases;

  /** A {@link BenchmarkTexts.Kind} that is no markup. */
  @Param({"PROSE", "HARD", "LIST"})
  public String text = "";

  /** Who looks for them, a {@link PhraseEngine}. */
  @Param({"SCHOOLGATE", "ROBERT_BOR", "HANKCS", "NETTY", "HYPERSCAN"})
  public String engine = "";

  private char[] folded = new char[0];

  @SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
  private PhraseEngine.Counter counter;

  /** Makes the text and the engine's tables. */
  @Setup
  public void open() throws Exception {
    List<ListedPhrase> all = BenchmarkTexts.phrases(phrases);
    folded = BenchmarkTexts.folded(BenchmarkTexts.Kind.valueOf(text).text(all));
    counter = PhraseEngine.valueOf(engine).open(all);
  }

  /** A megabyte. */
  @Benchmark
  public long scan() {
    return counter.count(folded);
  }
}
