package org.schoolgate.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.schoolgate.classifier.ListFolders;
import org.schoolgate.classifier.ListLoader;
import org.schoolgate.classifier.source.OpaqueIds;
import org.schoolgate.classifier.text.ImageSearches;
import org.schoolgate.gateway.Assessor;
import org.schoolgate.gateway.RequestLock;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Group;
import org.schoolgate.policy.GroupTree;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Overrides;
import org.schoolgate.policy.Policy;
import org.schoolgate.policy.PolicyEngine;
import org.schoolgate.policy.Protocol;
import org.schoolgate.policy.SearchSafety;
import org.schoolgate.policy.Subject;
import org.schoolgate.policy.Target;

/**
 * What is asked of every request because some are for search engines: nearly all are for no engine,
 * and then nothing is made ({@code -prof gc}).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RewriteBenchmark {

  private final Subject pupil =
      new Subject("this-machine", List.of("pupils"), Confidence.DEVICE, "127.0.0.1");
  private final Target page = target("static.assets.cdn.example.org", "/page", null);
  private final Target search = target("www.google.com", "/search", "q=otters&safe=off");

  @SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
  private Assessor assessor;

  /** Opens a gateway's stages without lists. */
  @Setup
  public void open() throws Exception {
    Path nothing = Files.createTempDirectory("schoolgate-nothing");
    try {
      CategoryTable table = CategoryTable.builtIn();
      GroupTree groups =
          GroupTree.of(
              List.of(
                  new Group(
                      "pupils", "p", null, Audience.PUPIL, true, 100, 60, SearchSafety.STRICT)));
      Policy policy = new Policy("benchmark", table, groups, ZoneOffset.UTC, List.of(), List.of());
      assessor =
          new Assessor(
              new ListLoader(
                      table, new OpaqueIds(new byte[OpaqueIds.KEY_BYTES_MIN]), new SecureRandom())
                  .load(new ListFolders(List.of(nothing), nothing, List.of(nothing))),
              new PolicyEngine(policy, Overrides.NONE));
    } finally {
      Tools.delete(nothing);
    }
  }

  /** What the school has settled of a request for no engine. */
  @Benchmark
  public RequestLock lockOfPage() {
    return assessor.lock(pupil, page);
  }

  /** The same of a search. */
  @Benchmark
  public RequestLock lockOfSearch() {
    return assessor.lock(pupil, search);
  }

  /** Whether a page of no engine is an image search. */
  @Benchmark
  public boolean imageSearchOfPage() {
    return ImageSearches.has(page);
  }

  /** Whether a search is one. */
  @Benchmark
  public boolean imageSearchOfSearch() {
    return ImageSearches.has(search);
  }

  private static Target target(String host, String path, @Nullable String query) {
    return new Target(Protocol.HTTP, HostName.parse(host), 80, path, query);
  }
}
