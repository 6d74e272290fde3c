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
import java.util.Optional;
import java.util.TreeMap;
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

  /** Stands where a fault names a file. */
  private static final String EXPECTED = "the log as it was known to be";

  private static final int DISAGREEMENTS_MAX = LedgerVerifier.FAULTS_MAX;

  /** Reads a checkpoint's note and checks its signature. */
  @FunctionalInterface
  interface NoteOpener {
    Checkpoint open(byte[] note, PublicKey key) throws SignedNote.BadNote;
  }

  private final LogFolder folder;
  private final @Nullable PublicKey trusted;
  private final List<Checkpoint> expected;
  private final NoteOpener notes;
  private final FaultList faults = new FaultList();
  private final List<String> warnings = new ArrayList<>();

  private final Frontier frontier = new Frontier();
  private final long[] treeHashes = new long[LogFolder.TREE_LEVELS];
  private final List<Long> disagreements = new ArrayList<>();
  private final NavigableMap<Long, Map<String, String>> rootsToMeet = new TreeMap<>();
  private long disagreementCount;
  private boolean rootIsKnown = true;
  private String origin = "";
  private @Nullable Checkpoint checkpoint;
  private @Nullable String rootAtCheckpoint;
  private long records;
  private long lastAtMicros;

  /**
   * A verification.
   *
   * @param expected what the log is known to have been before; those of other logs are passed over
   */
  LogVerification(
      LogFolder folder, @Nullable PublicKey trusted, List<Checkpoint> expected, NoteOpener notes) {
    this.folder = folder;
    this.trusted = trusted;
    this.expected = expected;
    this.notes = notes;
  }

  VerificationReport.LogReport run() throws IOException {
    PublicKey key = readDescription();
    readCheckpoints(key);
    expectKnownRoots();
    measureTree();
    NavigableMap<Long, Path> segments = listSegments();
    try (TreeFiles.Source tree = new TreeFiles.Source(folder)) {
      Walk walk = new Walk(tree);
      walk.over(segments);
    }
    conclude();
    Checkpoint good = checkpoint;
    return new VerificationReport.LogReport(
        folder.path(),
        origin,
        records,
        good == null ? -1 : good.size(),
        good == null || rootAtCheckpoint == null ? "" : rootAtCheckpoint,
        faults.listed(),
        faults.count(),
        warnings);
  }

  private @Nullable PublicKey readDescription() throws IOException {
    String file = folder.name(folder.description());
    if (!Files.exists(folder.description())) {
      faults.add(file, "it is missing");
      return trusted;
    }
    try {
      LogDescription description = LogDescription.of(Files.readAllBytes(folder.description()));
      origin = description.origin();
      if (description.formatVersion() != LogDescription.FORMAT_VERSION) {
        faults.add(file, "its format version is " + description.formatVersion());
      }
      if (trusted != null) {
        if (!description.publicKey().equals(SignedNote.verifierKey(origin, trusted))) {
          faults.add(file, "its public key is not the given one");
        }
        return trusted;
      }
      warnings.add(
          "the key that checked the signatures is the one in this folder; whoever could change the"
              + " log could change that too, so give the key that was written down elsewhere");
      return SignedNote.readKey(description.publicKey());
    } catch (LogDescription.BadDescription | IllegalArgumentException bad) {
      faults.add(file, String.valueOf(bad.getMessage()));
      return trusted;
    }
  }

  private void readCheckpoints(@Nullable PublicKey key) throws IOException {
    if (key == null) {
      faults.add(folder.name(folder.checkpoint()), "there is no key to check it with");
      return;
    }
    // The archive first: a running log adds to it only what the last checkpoint already covers.
    Map<String, Long> archivedSizes = readArchive(key);
    checkpoint = readCheckpoint(folder.checkpoint(), key).orElse(null);
    Checkpoint last = checkpoint;
    if (last != null) {
      archivedSizes.forEach(
          (file, size) -> {
            if (size > last.size()) {
              faults.add(file, "it covers more records than the last checkpoint");
            }
          });
    }
  }

  private Map<String, Long> readArchive(PublicKey key) throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    if (Files.isDirectory(folder.checkpointArchive())) {
      try (Stream<Path> files = Files.walk(folder.checkpointArchive(), 2)) {
        for (Path file : files.filter(LogFolder::isArchivedCheckpoint).sorted().toList()) {
          readCheckpoint(file, key).ifPresent(read -> sizes.put(folder.name(file), read.size()));
        }
      }
    }
    return sizes;
  }

  private Optional<Checkpoint> readCheckpoint(Path file, PublicKey key) throws IOException {
    String name = folder.name(file);
    if (!Files.exists(file)) {
      faults.add(name, "it is missing");
      return Optional.empty();
    }
    try {
      Checkpoint read = notes.open(Files.readAllBytes(file), key);
      if (!origin.isEmpty() && !read.origin().equals(origin)) {
        faults.add(name, "it is of another log: " + read.origin());
        return Optional.empty();
      }
      rootsToMeet
          .computeIfAbsent(read.size(), size -> new TreeMap<>())
          .put(name, read.rootBase64());
      return Optional.of(read);
    } catch (SignedNote.BadNote bad) {
      faults.add(name, String.valueOf(bad.getMessage()));
      return Optional.empty();
    }
  }

  private void expectKnownRoots() {
    for (Checkpoint known : expected) {
      if (known.origin().equals(origin)) {
        rootsToMeet
            .computeIfAbsent(known.size(), size -> new TreeMap<>())
            .put(EXPECTED + " (" + known.rootBase64() + ")", known.rootBase64());
      }
    }
  }

  private void measureTree() throws IOException {
    for (int level = 0; level < treeHashes.length; level++) {
      Path file = folder.tree(level);
      treeHashes[level] = Files.exists(file) ? Files.size(file) / MerkleHasher.HASH_BYTES : 0;
      long needed = TreeFiles.hashesAt(level, coveredSize());
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

  private long coveredSize() {
    return checkpoint == null ? 0 : checkpoint.size();
  }

  /** Without a good checkpoint every record must be whole. */
  private boolean covered(long index) {
    return checkpoint == null || index < checkpoint.size();
  }

  private void conclude() {
    long end = frontier.size();
    if (checkpoint != null && end < checkpoint.size()) {
      faults.add(
          end,
          folder.name(folder.segments()),
          "it is missing, and the checkpoint covers " + checkpoint.size() + " records");
    } else if (checkpoint != null && end > checkpoint.size()) {
      warnings.add(
          "the last " + (end - checkpoint.size()) + " records are behind the last checkpoint");
    }
    for (Checkpoint known : expected) {
      if (known.origin().equals(origin) && known.size() > end) {
        faults.add(
            EXPECTED + " (" + known.rootBase64() + ")",
            "it had %d records then and has %d now: some were taken off, or this is an older copy"
                .formatted(known.size(), end));
      }
    }
    Checkpoint good = checkpoint;
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
          boolean mayBeTorn = next == null && !covered(index);
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
            takeFromTree(next == null ? coveredSize() : next);
            return;
          }
          records++;
          if (step == SegmentCursor.Step.RECORD) {
            skipTo(cursor.body(), file, next == null ? coveredSize() : next);
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
      if (!covered(index)) {
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
          && covered(frontier.size())
          && !Arrays.equals(hash, tree.hash(level, index))) {
        faults.add(
            folder.name(folder.tree(level)),
            "its hash " + index + " is not that of the level below");
      }
    }

    /** Whether the tree at this size is what the checkpoints of this size signed. */
    private void meetRoots() {
      Map<String, String> expected = rootsToMeet.get(frontier.size());
      if (expected == null || !rootIsKnown) {
        return;
      }
      String root = Base64.getEncoder().encodeToString(frontier.root());
      if (frontier.size() == coveredSize()) {
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
