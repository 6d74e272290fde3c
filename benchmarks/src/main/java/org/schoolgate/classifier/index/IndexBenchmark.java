package org.schoolgate.classifier.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.schoolgate.benchmarks.GeneratedDomains;
import org.schoolgate.benchmarks.Tools;
import org.schoolgate.policy.HostName;

/**
 * A look-up of a host and its parents, hashes and all, in an index of many domains, beside a hash
 * map of the same and the least that memory takes. Hosts are drawn evenly from a million, which is
 * harder than what people ask; in memory they stand in the order in which they are asked, because a
 * host that is decided about has just been read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms4g", "-Xmx4g"})
public class IndexBenchmark {

  private static final int QUERIES = 1 << 20;
  private static final long SEED = 20240301;
  private static final double FILTER_BYTES_A_KEY = 1.125;

  /** How many domains are listed. */
  @Param("10000000")
  public int domains;

  /** What is asked. */
  @Param({"LISTED", "NOT_LISTED", "POPULAR"})
  public Asked asked = Asked.LISTED;

  /** What is asked. */
  public enum Asked {
    /** A name under one that is listed. */
    LISTED,
    /** A name of which no part is listed, two labels under its ending. */
    NOT_LISTED,
    /** Few names often and many seldom, of 20,000; one in five is listed. */
    POPULAR
  }

  /** Who answers. */
  @Param({"INDEX", "ONE_LOAD", "HASH_MAP"})
  public Engine engine = Engine.INDEX;

  /** Who answers. */
  public enum Engine {
    /** The index. */
    INDEX,
    /**
     * The keys of the host, and for each a byte of a mapped file as long as the filters: what no
     * filter of that size can be faster than, on the machine of the run.
     */
    ONE_LOAD,
    /** A hash map of strings. */
    HASH_MAP
  }

  private final HostName[] queries = new HostName[QUERIES];
  private int at;

  @SuppressWarnings("NullAway.Init") // JMH calls load() before anything else
  private Path scratch;

  @SuppressWarnings("NullAway.Init")
  private IndexLayer index;

  private ByteBuffer bytes = ByteBuffer.allocate(0);

  private final Map<String, Byte> map = new HashMap<>();

  /** Compiles the domains. */
  @Setup
  public void load() throws Exception {
    scratch = Files.createTempDirectory("schoolgate-index");
    if (engine != Engine.HASH_MAP) {
      index = CompiledDomains.compile(scratch, CompiledDomains.write(scratch, domains));
    }
    if (engine == Engine.ONE_LOAD) {
      bytes = filterBytes(scratch);
    }
    Random random = new Random(CompiledDomains.SEED);
    Random chosen = new Random(SEED);
    String[] listed = new String[QUERIES];
    for (int i = 0; i < domains; i++) {
      String name = GeneratedDomains.name(i, random);
      if (i < QUERIES || chosen.nextInt(i + 1) < QUERIES) {
        listed[i < QUERIES ? i : chosen.nextInt(QUERIES)] = name;
      }
      if (engine == Engine.HASH_MAP) {
        map.put(name, (byte) 1);
      }
    }
    for (int i = 0; i < QUERIES; i++) {
      byte[] query = query(i, listed, chosen).getBytes(StandardCharsets.ISO_8859_1);
      queries[i] = HostName.parse(new String(query, StandardCharsets.ISO_8859_1));
    }
  }

  private String query(int i, String[] listed, Random chosen) {
    return switch (asked) {
      case LISTED -> "www." + listed[chosen.nextInt(Math.min(QUERIES, domains))];
      case NOT_LISTED -> "cdn" + i + "." + GeneratedDomains.name(domains + i, chosen);
      case POPULAR -> {
        int rank = (int) (Math.pow(chosen.nextDouble(), 4) * 20_000);
        yield rank % 5 == 0 ? "www." + listed[rank] : "www.popular" + rank + ".com";
      }
    };
  }

  /** Removes what was compiled. */
  @TearDown
  public void delete() throws Exception {
    Tools.delete(scratch);
  }

  /** One host. */
  @Benchmark
  public boolean lookUp() {
    HostName host = queries[at++ & (QUERIES - 1)];
    return switch (engine) {
      case INDEX -> CompiledDomains.isListed(index, host);
      case ONE_LOAD -> oneLoad(index, bytes, host);
      case HASH_MAP -> isListed(map, host.text());
    };
  }

  private ByteBuffer filterBytes(Path folder) throws IOException {
    Path file = folder.resolve("bytes");
    byte[] drawn = new byte[(int) (domains * FILTER_BYTES_A_KEY)];
    new Random(SEED).nextBytes(drawn);
    Files.write(file, drawn);
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, drawn.length).load();
    }
  }

  private static boolean oneLoad(IndexLayer index, ByteBuffer bytes, HostName host) {
    HostKeys keys = HostKeys.ofThread().read(index.hash(), host);
    int found = 0;
    for (int i = 1; i < keys.count(); i++) {
      found |= bytes.get((int) Math.multiplyHigh(keys.key(i) >>> 1, (long) bytes.limit() << 1));
    }
    return found == 0;
  }

  private static boolean isListed(Map<String, Byte> map, String host) {
    for (int from = 0; from >= 0; from = host.indexOf('.', from) + 1) {
      if (map.containsKey(from == 0 ? host : host.substring(from))) {
        return true;
      }
      if (host.indexOf('.', from) < 0) {
        return false;
      }
    }
    return false;
  }
}
