package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies one log, in one pass over its segments.
 *
 * <p>The checkpoint is read first, then how long the tree files are, then the segments: the writer
 * goes the other way round, so what a running log gains meanwhile is never mistaken for a fault.
 * Every record up to the checkpoint must be there and whole; behind it, what does not hold is a
 * tail being written or torn, and only a warning.
 *
 * <p>The root is computed from the records; where one cannot be read, from its hash in {@code
 * tree/0}, so that one bad record is one fault and not a wrong root as well. Where a record and its
 * hash in the tree disagree, the root tells which of the two was changed.
 */
final class LogVerification {

  private static final int DISAGREEMENTS_MAX = LedgerVerifier.FAULTS_MAX;

  private final LogFolder folder;
  private final @Nullable PublicKey trusted;
  private final FaultList faults = new FaultList();
  private final List<String> warnings = new ArrayList<>();
  private final LogClaims claims;
  private final Frontier frontier = new Frontier();
  private final long[] treeHashes = new long[LogFolder.TREE_LEVELS];
  private final List<Long> disagreements = new ArrayList<>();
  private long disagreementCount;
  private boolean rootIsKnown = true;
  private @Nullable String rootAtCheckpoint;
  private long records;
  private long lastAtMicros;

  /**
   * A verification.
   *
   * @param expected what the log is known to have been before; those of other logs are passed over
   */
  LogVerification(
      LogFolder folder,
      @Nullable PublicKey trusted,
      List<Checkpoint> expected,
      LogClaims.NoteOpener notes) {
    this.folder = folder;
    this.trusted = trusted;
    this.claims = new LogClaims(folder, expected, notes, faults, warnings);
  }

  VerificationReport.LogReport run() throws IOException {
    claims.read(trusted);
    measureTree();
    NavigableMap<Long, Path> segments = listSegments();
    try (TreeFiles.Source tree = new TreeFiles.Source(folder)) {
      Walk walk = new Walk(tree);
      walk.over(segments);
    }
    conclude();
    Checkpoint good = claims.checkpoint();
    return new VerificationReport.LogReport(
        folder.path(),
        claims.origin(),
        records,
        good == null ? -1 : good.size(),
        good == null || rootAtCheckpoint == null ? "" : rootAtCheckpoint,
        faults.listed(),
        faults.count(),
        warnings);
  }

  private void measureTree() throws IOException {
    for (int level = 0; level < treeHashes.length; level++) {
      Path file = folder.tree(level);
      treeHashes[level] = Files.exists(file) ? Files.size(file) / MerkleHasher.HASH_BYTES : 0;
      long needed = TreeFiles.hashesAt(level, claims.coveredSize());
      if (treeHashes[level] < needed) {
        faults.add(
            folder.name(file), "it holds " + treeHashes[level] + " hashes and not " + needed);
      }
    }
  }

  private NavigableMap<Long, Path> listSegments() throws IOException {
    if (Files.isDirectory(folder.segments())) {
      try (Stream<Path> files = Files.list(folder.segments())) {
        for (Path file : files.sorted().toList()) {
          if (!LogFolder.isSegmentName(file.getFileName().toString())) {
            faults.add(folder.name(file), "it is no segment of this log");
          }
        }
      }
    }
    return folder.listSegments();
  }

  private void conclude() {
    long end = frontier.size();
    Checkpoint good = claims.checkpoint();
    if (good != null && end < good.size()) {
      faults.add(
          end,
          folder.name(folder.segments()),
          "it is missing, and the checkpoint covers " + good.size() + " records");
    } else if (good != null && end > good.size()) {
      warnings.add("the last " + (end - good.size()) + " records are behind the last checkpoint");
    }
    claims.tellWhatIsGone(end);
    boolean recordsAreProven =
        good != null && rootAtCheckpoint != null && rootAtCheckpoint.equals(good.rootBase64());
    String tree = folder.name(folder.tree(0));
    for (long index : disagreements) {
      if (recordsAreProven) {
        faults.add(index, tree, "its hash in the tree was changed");
      } else {
        faults.add(index, tree, "it is not what was written: the tree holds another hash");
      }
    }
    faults.addUnlisted(disagreementCount - disagreements.size());
  }

  /** The pass over the segments. */
  private final class Walk {
    private final TreeFiles.Source tree;
    private final MerkleHasher hasher = new MerkleHasher();
    private boolean treeTailIsOff;

    Walk(TreeFiles.Source tree) {
      this.tree = tree;
    }

    void over(NavigableMap<Long, Path> segments) throws IOException {
      meetRoots();
      for (Map.Entry<Long, Path> segment : segments.entrySet()) {
        String file = folder.name(segment.getValue());
        if (segment.getKey() < frontier.size()) {
          faults.add(file, "its records overlap with those of the segment before");
          rootIsKnown = false;
          continue;
        }
        if (segment.getKey() > frontier.size()) {
          faults.add(
              frontier.size(),
              file,
              "it and those up to record " + (segment.getKey() - 1) + " are missing");
          takeFromTree(segment.getKey());
        }
        Long next = segments.higherKey(segment.getKey());
        readSegment(segment.getValue(), file, next);
      }
    }

    private void readSegment(Path segment, String file, @Nullable Long next) throws IOException {
      try (SegmentCursor cursor = new SegmentCursor(segment, 0)) {
        while (true) {
          SegmentCursor.Step step = cursor.next();
          long index = frontier.size();
          boolean mayBeTorn = next == null && !claims.covered(index);
          if (step == SegmentCursor.Step.END) {
            return;
          }
          if (mayBeTorn && step != SegmentCursor.Step.RECORD) {
            warnings.add(
                file
                    + ": its last "
                    + cursor.bytesLeft()
                    + " bytes are no whole record; they are being written, or a crash tore them");
            return;
          }
          if (step == SegmentCursor.Step.BROKEN) {
            faults.add(index, file, "its frame is broken, and the rest of the segment unreadable");
            takeFromTree(next == null ? claims.coveredSize() : next);
            return;
          }
          records++;
          if (step == SegmentCursor.Step.RECORD) {
            skipTo(cursor.body(), file, next == null ? claims.coveredSize() : next);
          }
          take(step, frontier.size(), file, cursor.body());
        }
      }
    }

    /** A whole record that stands too early tells which ones are not there. */
    private void skipTo(byte[] body, String file, long end) throws IOException {
      try {
        long index = RecordHeader.of(body).index();
        if (index > frontier.size() && index < end) {
          faults.add(
              frontier.size(),
              file,
              "it and what follows up to record " + (index - 1) + " is missing");
          takeFromTree(index);
        }
      } catch (RecordHeader.MalformedRecord malformed) {
        // Reported when the record is taken.
        return;
      }
    }

    private void take(SegmentCursor.Step step, long index, String file, byte[] body)
        throws IOException {
      String problem =
          step == SegmentCursor.Step.DAMAGED ? "its checksum is wrong" : problemOf(index, body);
      byte[] hash = hasher.leaf(body);
      if (problem != null) {
        faults.add(index, file, problem);
        hash = index < treeHashes[0] ? tree.hash(0, index) : hash;
      } else if (index < treeHashes[0] && !Arrays.equals(hash, tree.hash(0, index))) {
        disagree(index);
      }
      frontier.addLeaf(hash, this::compareUpper);
      meetRoots();
    }

    private @Nullable String problemOf(long index, byte[] body) {
      try {
        RecordHeader header = RecordHeader.of(body);
        if (header.index() != index) {
          return "it says that it is record " + header.index();
        }
        if (header.atMicros() < lastAtMicros) {
          return "it is older than the record before";
        }
        if (header.period() != RecordHeader.periodOf(header.atMicros())) {
          return "its key is not of its month";
        }
        lastAtMicros = header.atMicros();
        return null;
      } catch (RecordHeader.MalformedRecord malformed) {
        return malformed.getMessage();
      }
    }

    /** Goes on behind records that cannot be read, by the hashes that the tree has of them. */
    private void takeFromTree(long until) throws IOException {
      while (frontier.size() < until) {
        if (frontier.size() >= treeHashes[0]) {
          rootIsKnown = false;
          frontier.addLeaf(hasher.empty(), (level, hash) -> {});
        } else {
          frontier.addLeaf(tree.hash(0, frontier.size()), this::compareUpper);
        }
        meetRoots();
      }
    }

    private void disagree(long index) {
      if (!claims.covered(index)) {
        if (!treeTailIsOff) {
          treeTailIsOff = true;
          warnings.add("the tree is wrong behind the last checkpoint; opening the log mends it");
        }
        return;
      }
      disagreementCount++;
      if (disagreements.size() < DISAGREEMENTS_MAX) {
        disagreements.add(index);
      }
    }

    private void compareUpper(int level, byte[] hash) throws IOException {
      if (level == 0 || !rootIsKnown) {
        return;
      }
      long index = TreeFiles.hashesAt(level, frontier.size() + 1) - 1;
      if (index < treeHashes[level]
          && claims.covered(frontier.size())
          && !Arrays.equals(hash, tree.hash(level, index))) {
        faults.add(
            folder.name(folder.tree(level)),
            "its hash " + index + " is not that of the level below");
      }
    }

    /** Whether the tree at this size is what the checkpoints of this size signed. */
    private void meetRoots() {
      Map<String, String> expected = claims.rootsAt(frontier.size());
      if (expected.isEmpty() || !rootIsKnown) {
        return;
      }
      String root = Base64.getEncoder().encodeToString(frontier.root());
      if (frontier.size() == claims.coveredSize()) {
        rootAtCheckpoint = root;
      }
      expected.forEach(
          (file, signed) -> {
            if (!signed.equals(root)) {
              faults.add(file, "its root hash is not that of the " + frontier.size() + " records");
            }
          });
    }
  }
}
