package org.schoolgate.benchmarks;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.schoolgate.policy.Acceptability;
import org.schoolgate.policy.Activity;
import org.schoolgate.policy.Audience;
import org.schoolgate.policy.CategorySet;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.Cell;
import org.schoolgate.policy.Classification;
import org.schoolgate.policy.Confidence;
import org.schoolgate.policy.Decision;
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
import org.schoolgate.policy.Trace;

/** The policy's part of a request: nearly all are about a site that no list names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {

  private static final Instant LESSON = Instant.parse("2026-11-17T10:00:00Z");

  private final CategoryTable table = CategoryTable.builtIn();
  private final Subject pupil =
      new Subject("this-machine", List.of("year-5"), Confidence.DEVICE, "127.0.0.1");
  private final Target target =
      new Target(Protocol.HTTP, HostName.parse("www.example.org"), 80, "/page", null);
  private final Classification open = categorised("news");
  private final Classification closed = categorised("gambling");
  private final PolicyEngine engine = new PolicyEngine(policy(), Overrides.NONE);

  /** A site on no list. */
  @Benchmark
  public Decision uncategorised() {
    return decide(Classification.UNCATEGORISED);
  }

  /** A site of an open category. */
  @Benchmark
  public Decision openCategory() {
    return decide(open);
  }

  /** A site of a closed category. */
  @Benchmark
  public Decision closedCategory() {
    return decide(closed);
  }

  private Decision decide(Classification classification) {
    return engine.decide(pupil, target, classification, LESSON, Trace.NONE);
  }

  private Classification categorised(String id) {
    CategorySet set = CategorySet.EMPTY.with(table.require(id));
    return new Classification(set, set, List.of());
  }

  private Policy policy() {
    GroupTree groups = GroupTree.of(List.of(group("pupils", null), group("year-5", "pupils")));
    List<Activity> rows =
        List.of(row("news", Acceptability.ACCEPTABLE), row("gambling", Acceptability.UNACCEPTABLE));
    return new Policy("benchmark", table, groups, ZoneOffset.UTC, List.of(), rows);
  }

  private static Group group(String id, @Nullable String parent) {
    return new Group(id, id, parent, Audience.PUPIL, true, 100, 60, SearchSafety.STRICT);
  }

  private Activity row(String category, Acceptability acceptability) {
    return new Activity(
        category,
        category,
        CategorySet.EMPTY.with(table.require(category)),
        List.of(),
        false,
        true,
        Map.of("pupils", Cell.of(acceptability)));
  }
}
