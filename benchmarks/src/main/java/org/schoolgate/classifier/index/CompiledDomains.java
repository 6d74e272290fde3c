package org.schoolgate.classifier.index;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.schoolgate.benchmarks.GeneratedDomains;
import org.schoolgate.classifier.source.LineReader;
import org.schoolgate.classifier.source.Problems;
import org.schoolgate.policy.BuiltInCategory;
import org.schoolgate.policy.CategoryTable;
import org.schoolgate.policy.HostName;

/** An index of generated domains. */
final class CompiledDomains {

  static final long SEED = 20240301;
  private static final int PROBLEMS_MAX = 10;
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

  private CompiledDomains() {}

  /** Writes so many domains, one a line. */
  static Path write(Path scratch, int domains) throws IOException {
    Path file = scratch.resolve("domains");
    Random random = new Random(SEED);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < domains; i++) {
        out.write(GeneratedDomains.name(i, random));
        out.newLine();
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
    return file;
  }

  /** Where the compiled index is. */
  static Path file(Path scratch) {
    return folder(scratch).resolve("others.index");
  }

  /** The folder of {@link #file}. */
  static Path folder(Path scratch) {
    return scratch.resolve("compiled");
  }

  /** Compiles a list, or opens what was compiled of it. */
  static IndexLayer compile(Path scratch, Path list) throws IOException {
    ListFile file =
        new ListFile(
            list,
            "run",
            CategoryTable.builtIn().find(BuiltInCategory.GAMBLING.id()).orElseThrow(),
            EntryMeaning.COVERS,
            "domains");
    return IndexFolder.open(folder(scratch), new SecureRandom())
        .layer(
            LayerName.OTHERS,
            List.of(file),
            CategoryTable.builtIn(),
            null,
            CompiledDomains::read,
            PROBLEMS_MAX);
  }

  private static void read(ListFile list, KeyWriter into, Problems problems) throws IOException {
    try (InputStream in = Files.newInputStream(list.path())) {
      LineReader lines = new LineReader(in);
      while (lines.next()) {
        if (!into.addCanonicalName(lines.buffer(), lines.from(), lines.to())) {
          problems.add("no name");
        }
      }
    }
  }

  /** Whether a host or one of its parents is listed, as it is asked on the way of a request. */
  static boolean isListed(IndexLayer layer, HostName host) {
    HostKeys keys = HostKeys.ofThread().read(layer.hash(), host);
    long candidates = layer.candidates(keys);
    boolean found = false;
    for (int i = 0; i < keys.count() && candidates != 0; i++) {
      found |= HostKeys.isAmong(candidates, i) && layer.setOf(keys.key(i)) != 0;
    }
    return found;
  }
}
