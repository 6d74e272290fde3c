package org.schoolgate.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
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
import org.schoolgate.classifier.Classifier;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListLoader;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedPart;
import org.schoolgate.classifier.keyed.KeyedWriter;
import org.schoolgate.classifier.site.ListKind;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.BodyFormat;
import org.schoolgate.classifier.text.TextStream;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Origin;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.Target;
import org.schoolgate.policy.TextFindings;

/**
 * The classifier's part of a request: the lists asked about a host, and the text of a page read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ClassifierBenchmark {

  /** Domains listed on top of those in {@code etc/}. */
  @Param("500000")
  public int domains;

  /** Entries of a list of illegal content, which is kept as keys alone. */
  @Param({"0", "10000"})
  public int illegal;

  @SuppressWarnings("NullAway.Init") // JMH calls load() before anything else
  private Classifier classifier;

  private final BodyFormat html = BodyFormat.of("text/html; charset=utf-8", null);
  private final byte[] page =
      PageOrigin.text(PageOrigin.Page.SMALL).getBytes(StandardCharsets.UTF_8);
  private final Target absent = target("static.assets.cdn.example.org");
  private Target listed = target("example.org");

  /** Writes the domains, loads them with what {@code etc/} has, and removes them again. */
  @Setup
  public void load() throws Exception {
    Path scratch = Files.createTempDirectory("schoolgate-lists");
    try {
      String last = GeneratedDomains.write(scratch.resolve("generated/gambling/domains"), domains);
      listed = target("www." + last);
      Path etc = Tools.home().resolve("etc");
      OpaqueIds ids = new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]);
      Path list = Files.createDirectories(scratch.resolve("generated/iwf-urls"));
      KeyedPart part = new KeyedPart(CategoryTable.builtIn().require("iwf-urls"), ListKind.DOMAINS);
      KeyedWriter keyed = new KeyedWriter(list.resolve("domains.keyed"), EntryKeys.of(ids), part);
      for (int i = 0; i < illegal; i++) {
        keyed.addName("listed" + i + ".example");
      }
      keyed.finish();
      classifier =
          new ListLoader(CategoryTable.builtIn(), ids, new SecureRandom())
              .load(
                  new ListFolders(
                      List.of(etc.resolve("lists")), scratch, List.of(etc.resolve("phrases"))));
    } finally {
      Tools.delete(scratch);
    }
  }

  /** A host five labels deep that no list names: every parent of it is asked for. */
  @Benchmark
  public Classification absentHost() {
    return classifier.classify(absent);
  }

  /** A host under a listed domain. */
  @Benchmark
  public Classification listedHost() {
    return classifier.classify(listed);
  }

  /** A page of 10 KB with nothing in it. */
  @Benchmark
  public TextFindings cleanPage() {
    try (TextStream stream = classifier.open(html, Origin.SHOWN)) {
      stream.accept(ByteBuffer.wrap(page));
      stream.finish();
      return stream.findings();
    }
  }

  private static Target target(String host) {
    return new Target(Protocol.HTTP, HostName.parse(host), 80, "/", null);
  }
}
