package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings one log's folder back to a state that can be appended to, or finds that it must not be.
 *
 * <p>The line is the last signed checkpoint. Whatever it covers was forced before it was signed, so
 * a crash cannot have hurt it: if something there is missing or wrong, the disk or a person did it,
 * and the log is {@link Untrustworthy}. Beyond it, the first frame that does not hold is where a
 * crash tore the tail: it was never acknowledged and is cut. The tree files are only derived; where
 * they are short or wrong they are computed again from the segments.
 */
final class LogRecovery {

  /** This log must not be appended to; the message says what is wrong with it. */
  static final class Untrustworthy extends Exception {
    private static final long serialVersionUID = 1L;

    Untrustworthy(String message) {
      super(message);
    }
  }

  private final LogFolder folder;
  private final Storage storage;
  private final PublicKey key;

  LogRecovery(LogFolder folder, Storage storage, PublicKey key) {
    this.folder = folder;
    this.storage = storage;
    this.key = key;
  }

  /** Makes a log of no records; goes on where an earlier attempt was interrupted. */
  void create(LogDescription description, Checkpoint empty, byte[] emptyNote) throws IOException {
    storage.createFolder(folder.segments());
    storage.createFolder(folder.treeFolder());
    storage.createFolder(folder.checkpointArchive());
    storage.replace(folder.description(), description.toBytes(), false);
    storage.replace(folder.checkpoint(), emptyNote, false);
    if (empty.size() != 0) {
      throw new IllegalArgumentException("a new log is empty");
    }
  }

  /** Whether the folder never held a record, so that making it may simply be finished. */
  boolean isUnfinished() throws IOException {
    return (!Files.exists(folder.description()) || !Files.exists(folder.checkpoint()))
        && folder.listSegments().isEmpty()
        && !Files.exists(folder.tree(0));
  }

  OpenedLog recover() throws IOException, Untrustworthy {
    LogDescription description = readDescription();
    Checkpoint checkpoint = readCheckpoint(description);
    NavigableMap<Long, Path> segments = folder.listSegments();
    if (segments.isEmpty() && checkpoint.size() > 0) {
      throw new Untrustworthy("its segments are missing");
    }
    long first = segments.isEmpty() ? 0 : segments.lastKey();
    if (first > checkpoint.size()) {
      throw new Untrustworthy(
          "its last segment begins behind its checkpoint of " + checkpoint.size() + " records");
    }
    TreeFiles tree = new TreeFiles(folder, storage);
    try {
      Frontier frontier = restoreTree(checkpoint, tree, segments);
      Tail tail = new Tail(checkpoint, tree, frontier, segments);
      if (!segments.isEmpty()) {
        tail.read(folder.segment(first), first);
      }
      tree.write();
      Storage.AppendFile segment = storage.openForAppend(folder.segment(first));
      if (tail.bytesCut > 0) {
        segment.truncate(tail.end);
      }
      // What a killed process wrote and had not forced stays, so it must be made durable now.
      segment.force();
      return new OpenedLog(
          folder,
          description,
          checkpoint,
          frontier,
          tree,
          segment,
          first,
          tail.firstAtMicros,
          tail.firstAtMicros < 0 ? lastAtBefore(first, segments) : tail.lastAtMicros,
          tail.bytesCut);
    } catch (IOException | Untrustworthy failed) {
      tree.close();
      throw failed;
    }
  }

  private LogDescription readDescription() throws IOException, Untrustworthy {
    if (!Files.exists(folder.description())) {
      throw new Untrustworthy("log.json is missing");
    }
    LogDescription description;
    try {
      description = LogDescription.of(Files.readAllBytes(folder.description()));
    } catch (LogDescription.BadDescription bad) {
      throw new Untrustworthy("log.json: " + bad.getMessage());
    }
    if (description.formatVersion() != LogDescription.FORMAT_VERSION) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE,
          folder.path()
              + " has format version "
              + description.formatVersion()
              + ", and this program writes version "
              + LogDescription.FORMAT_VERSION
              + "; use the program that wrote it",
          null);
    }
    if (!description.publicKey().equals(SignedNote.verifierKey(description.origin(), key))) {
      throw new Untrustworthy("its public key is not this vault's");
    }
    return description;
  }

  private Checkpoint readCheckpoint(LogDescription description) throws IOException, Untrustworthy {
    if (!Files.exists(folder.checkpoint())) {
      throw new Untrustworthy("its checkpoint is missing");
    }
    try {
      Checkpoint checkpoint = SignedNote.open(Files.readAllBytes(folder.checkpoint()), key);
      if (!checkpoint.origin().equals(description.origin())) {
        throw new Untrustworthy("its checkpoint is another log's");
      }
      return checkpoint;
    } catch (SignedNote.BadNote bad) {
      throw new Untrustworthy("its checkpoint: " + bad.getMessage());
    }
  }

  private Frontier restoreTree(
      Checkpoint checkpoint, TreeFiles tree, NavigableMap<Long, Path> segments)
      throws IOException, Untrustworthy {
    if (TreeFiles.hold(folder, checkpoint.size())) {
      try (TreeFiles.Source source = new TreeFiles.Source(folder)) {
        Frontier frontier = Frontier.restore(checkpoint.size(), source);
        if (rootOf(frontier).equals(checkpoint.rootBase64())) {
          tree.truncate(checkpoint.size());
          return frontier;
        }
      }
    }
    return rebuildTree(checkpoint, tree, segments);
  }

  private Frontier rebuildTree(
      Checkpoint checkpoint, TreeFiles tree, NavigableMap<Long, Path> segments)
      throws IOException, Untrustworthy {
    tree.truncate(0);
    Frontier frontier = new Frontier();
    for (Map.Entry<Long, Path> segment : segments.entrySet()) {
      if (segment.getKey() != frontier.size()) {
        throw new Untrustworthy("records from " + frontier.size() + " on are missing");
      }
      try (SegmentCursor cursor = new SegmentCursor(segment.getValue(), 0)) {
        while (frontier.size() < checkpoint.size() && cursor.next() == SegmentCursor.Step.RECORD) {
          frontier.add(cursor.body(), tree);
        }
      }
    }
    if (frontier.size() < checkpoint.size() || !rootOf(frontier).equals(checkpoint.rootBase64())) {
      throw new Untrustworthy(
          "its records do not give the root hash of its checkpoint of "
              + checkpoint.size()
              + " records");
    }
    tree.write();
    return frontier;
  }

  /** A segment is rolled only when the one before is whole, so that one's last record counts. */
  private long lastAtBefore(long first, NavigableMap<Long, Path> segments)
      throws IOException, Untrustworthy {
    Map.Entry<Long, Path> before = segments.lowerEntry(first);
    if (before == null) {
      return 0;
    }
    byte @Nullable [] last = null;
    try (SegmentCursor cursor = new SegmentCursor(before.getValue(), 0)) {
      while (cursor.next() == SegmentCursor.Step.RECORD) {
        last = cursor.body();
      }
    }
    try {
      if (last != null) {
        RecordHeader header = RecordHeader.of(last);
        if (header.index() == first - 1) {
          return header.atMicros();
        }
      }
    } catch (RecordHeader.MalformedRecord malformed) {
      throw new Untrustworthy("record " + (first - 1) + ": " + malformed.getMessage());
    }
    throw new Untrustworthy("the segment before record " + first + " does not end with it");
  }

  private static String rootOf(Frontier frontier) {
    return Base64.getEncoder().encodeToString(frontier.root());
  }

  /** What the last segment holds. */
  private final class Tail {
    private final Checkpoint checkpoint;
    private final TreeFiles tree;
    private final Frontier frontier;
    private final NavigableMap<Long, Path> segments;
    private boolean treeIsProven;
    private long firstAtMicros = -1;
    private long lastAtMicros;
    private long end;
    private long bytesCut;

    Tail(
        Checkpoint checkpoint,
        TreeFiles tree,
        Frontier frontier,
        NavigableMap<Long, Path> segments) {
      this.checkpoint = checkpoint;
      this.tree = tree;
      this.frontier = frontier;
      this.segments = segments;
    }

    void read(Path segment, long first) throws IOException, Untrustworthy {
      long index = first;
      try (SegmentCursor cursor = new SegmentCursor(segment, 0);
          TreeFiles.Source hashes = new TreeFiles.Source(folder)) {
        while (true) {
          SegmentCursor.Step step = cursor.next();
          String problem = problemOf(step, cursor, index);
          end = cursor.offset();
          if (problem != null && index < checkpoint.size()) {
            throw new Untrustworthy("record " + index + ": " + problem);
          }
          if (problem != null) {
            bytesCut = cursor.bytesLeft();
            return;
          }
          if (step == SegmentCursor.Step.END) {
            return;
          }
          take(index, cursor.body(), hashes);
          index++;
        }
      }
    }

    private @Nullable String problemOf(SegmentCursor.Step step, SegmentCursor cursor, long index) {
      if (step == SegmentCursor.Step.END) {
        return index < checkpoint.size()
            ? "it is missing, and the checkpoint covers " + checkpoint.size() + " records"
            : null;
      }
      if (step != SegmentCursor.Step.RECORD) {
        return step == SegmentCursor.Step.DAMAGED ? "its checksum is wrong" : "its frame is broken";
      }
      try {
        RecordHeader header = RecordHeader.of(cursor.body());
        if (header.index() != index) {
          return "it says that it is record " + header.index();
        }
        if (header.atMicros() < lastAtMicros) {
          return "it is older than the record before";
        }
        lastAtMicros = header.atMicros();
        firstAtMicros = firstAtMicros < 0 ? lastAtMicros : firstAtMicros;
        return null;
      } catch (RecordHeader.MalformedRecord malformed) {
        return malformed.getMessage();
      }
    }

    private void take(long index, byte[] body, TreeFiles.Source hashes)
        throws IOException, Untrustworthy {
      if (index >= checkpoint.size()) {
        frontier.add(body, tree);
      } else if (!treeIsProven
          && !Arrays.equals(new MerkleHasher().leaf(body), hashes.hash(0, index))) {
        // The tree or the record was changed; only the records together can tell which.
        rebuildTree(checkpoint, tree, segments);
        treeIsProven = true;
      }
    }
  }
}
