package org.schoolgate.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and opens the records of one log, through all its epochs. It only ever reads files, so it
 * works while another process owns the log, and sees what was appended up to then. Damaged records
 * are left out with a warning; naming them is the {@link LedgerVerifier}'s work. Thread-safe.
 *
 * <p>Finds by reading: a segment is walked from its start to find where its records begin, then
 * block by block from its end. Memory is bounded by one block and a mark for each block.
 */
public final class LedgerReader {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long BLOCK_BYTES = 1 << 20;

  private final Path auditFolder;
  private final String log;
  private final LedgerKeys keys;

  LedgerReader(Path auditFolder, String log, LedgerKeys keys) {
    this.auditFolder = auditFolder;
    this.log = log;
    this.keys = keys;
  }

  /**
   * For a process that does not own the folder.
   *
   * @param auditFolder the folder that holds the logs and the vault
   * @param log {@code ledger} or {@code traffic}
   * @throws AuditOpenFailure if there is no such log or the master key does not fit
   */
  public static LedgerReader open(Path auditFolder, String log) throws AuditOpenFailure {
    if (!Files.isDirectory(auditFolder.resolve(log))) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE,
          "there is no " + log + " in " + auditFolder + "; nothing has been recorded there",
          null);
    }
    try {
      return new LedgerReader(
          auditFolder,
          log,
          LedgerKeys.openToRead(Vault.openToRead(auditFolder.resolve(AuditStore.VAULT))));
    } catch (AuditOpenFailure told) {
      throw told;
    } catch (IOException failed) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE,
          auditFolder + " cannot be read: " + failed.getMessage(),
          failed);
    }
  }

  /** The newest records, at most so many, newest first. */
  public List<LedgerRecord> tail(int recordsMax) throws IOException {
    return search(LedgerQuery.ALL, recordsMax);
  }

  /** The newest records that the query admits, at most so many, newest first. */
  public List<LedgerRecord> search(LedgerQuery query, int recordsMax) throws IOException {
    List<LedgerRecord> found = new ArrayList<>();
    if (recordsMax > 0) {
      backward(
          query,
          record -> {
            found.add(record);
            return found.size() < recordsMax;
          });
    }
    return found;
  }

  /** Gives what the query admits, newest first, until the visitor answers false. */
  public void backward(LedgerQuery query, Predicate<LedgerRecord> visitor) throws IOException {
    QueryFilter filter = new QueryFilter(query);
    List<LogFolder> epochs = epochs();
    for (int i = epochs.size() - 1; i >= 0; i--) {
      Epoch epoch = new Epoch(epochs.get(i));
      for (Path segment : epochs.get(i).listSegments().descendingMap().values()) {
        Walk walk = epoch.backward(segment, filter, visitor);
        if (walk == Walk.STOP) {
          return;
        }
        if (walk == Walk.EPOCH_DONE) {
          break;
        }
      }
    }
  }

  /** Gives what the query admits, oldest first: for state that is folded from records. */
  public void forward(LedgerQuery query, Consumer<LedgerRecord> visitor) throws IOException {
    QueryFilter filter = new QueryFilter(query);
    for (LogFolder folder : epochs()) {
      Epoch epoch = new Epoch(folder);
      for (Path segment : folder.listSegments().values()) {
        if (epoch.forward(segment, filter, visitor) == Walk.EPOCH_DONE) {
          break;
        }
      }
    }
  }

  /** The record with that reference; empty also for one of the other log. */
  public Optional<LedgerRecord> get(Reference reference) throws IOException {
    if (!reference.log().equals(log)) {
      return Optional.empty();
    }
    for (LogFolder folder : epochs()) {
      Epoch epoch = new Epoch(folder);
      if (epoch.number == reference.epoch()) {
        return epoch.find(reference.index());
      }
    }
    return Optional.empty();
  }

  /** Oldest first. */
  private List<LogFolder> epochs() throws IOException {
    List<LogFolder> folders = new ArrayList<>();
    for (int epoch : LogFolder.epochsPutAside(auditFolder, log)) {
      folders.add(LogFolder.putAside(auditFolder, log, epoch));
    }
    LogFolder current = LogFolder.current(auditFolder, log);
    if (Files.isDirectory(current.path())) {
      folders.add(current);
    }
    return folders;
  }

  private enum Walk {
    ON,
    EPOCH_DONE,
    STOP
  }

  private static final class Candidate {
    private final RecordHeader header;
    private final byte[] body;

    Candidate(RecordHeader header, byte[] body) {
      this.header = header;
      this.body = body;
    }
  }

  /** One epoch's records. */
  private final class Epoch {
    private final LogFolder folder;
    private final int number;
    private final RecordSeal seal;
    private boolean warned;

    Epoch(LogFolder folder) throws IOException {
      this.folder = folder;
      String origin = "";
      if (Files.exists(folder.description())) {
        try {
          origin = LogDescription.of(Files.readAllBytes(folder.description())).origin();
        } catch (LogDescription.BadDescription bad) {
          LOG.warn("{}: {}; its records cannot be opened", folder.description(), bad.getMessage());
        }
      }
      this.number = LogDescription.epochOf(origin);
      this.seal = new RecordSeal(keys, origin, null);
    }

    Walk forward(Path segment, QueryFilter filter, Consumer<LedgerRecord> visitor)
        throws IOException {
      try (SegmentCursor cursor = new SegmentCursor(segment, 0)) {
        for (Candidate next = next(cursor, segment); next != null; next = next(cursor, segment)) {
          if (filter.isTooLate(next.header)) {
            return Walk.EPOCH_DONE;
          }
          LedgerRecord record = admitted(next, filter);
          if (record != null) {
            visitor.accept(record);
          }
        }
        return Walk.ON;
      }
    }

    Walk backward(Path segment, QueryFilter filter, Predicate<LedgerRecord> visitor)
        throws IOException {
      List<Long> marks = blockMarks(segment);
      for (int block = marks.size() - 2; block >= 0; block--) {
        List<Candidate> candidates = new ArrayList<>();
        try (SegmentCursor cursor =
            new SegmentCursor(segment, marks.get(block), marks.get(block + 1))) {
          for (Candidate next = next(cursor, segment); next != null; next = next(cursor, segment)) {
            candidates.add(next);
          }
        }
        for (int i = candidates.size() - 1; i >= 0; i--) {
          if (filter.isTooEarly(candidates.get(i).header)) {
            return Walk.EPOCH_DONE;
          }
          LedgerRecord record = admitted(candidates.get(i), filter);
          if (record != null && !visitor.test(record)) {
            return Walk.STOP;
          }
        }
      }
      return Walk.ON;
    }

    Optional<LedgerRecord> find(long index) throws IOException {
      Map.Entry<Long, Path> segment = folder.listSegments().floorEntry(index);
      if (segment == null) {
        return Optional.empty();
      }
      try (SegmentCursor cursor = new SegmentCursor(segment.getValue(), 0)) {
        for (Candidate next = next(cursor, segment.getValue());
            next != null && next.header.index() <= index;
            next = next(cursor, segment.getValue())) {
          if (next.header.index() == index) {
            return Optional.of(opened(next));
          }
        }
      }
      return Optional.empty();
    }

    /** Offsets of frames about a block apart; the last is where the readable part ends. */
    private List<Long> blockMarks(Path segment) throws IOException {
      List<Long> marks = new ArrayList<>();
      marks.add(0L);
      try (SegmentCursor cursor = new SegmentCursor(segment, 0)) {
        long end = 0;
        while (next(cursor, segment) != null) {
          end = cursor.nextOffset();
          if (end - marks.get(marks.size() - 1) >= BLOCK_BYTES) {
            marks.add(end);
          }
        }
        if (marks.get(marks.size() - 1) != end) {
          marks.add(end);
        }
      }
      return marks;
    }

    /** The next record that can be read; null at the end of what can. */
    private @Nullable Candidate next(SegmentCursor cursor, Path segment) throws IOException {
      while (true) {
        SegmentCursor.Step step = cursor.next();
        if (step == SegmentCursor.Step.END || step == SegmentCursor.Step.BROKEN) {
          return null;
        }
        if (step == SegmentCursor.Step.DAMAGED) {
          warn(segment);
          continue;
        }
        try {
          return new Candidate(RecordHeader.of(cursor.body()), cursor.body());
        } catch (RecordHeader.MalformedRecord malformed) {
          warn(segment);
        }
      }
    }

    private void warn(Path segment) {
      if (!warned) {
        warned = true;
        LOG.warn("{} holds damaged records, which are left out; verify the log", segment);
      }
    }

    private @Nullable LedgerRecord admitted(Candidate candidate, QueryFilter filter)
        throws IOException {
      if (!filter.admits(candidate.header)) {
        return null;
      }
      LedgerRecord record = opened(candidate);
      return filter.admits(record.payload()) ? record : null;
    }

    private LedgerRecord opened(Candidate candidate) throws IOException {
      RecordHeader header = candidate.header;
      byte[] payload = seal.open(header, candidate.body);
      JsonNode json = payload == null ? null : JSON.readTree(payload);
      return new LedgerRecord(
          Reference.in(log, number, header.index()),
          header.at(),
          RecordKind.of(header.kindCode()),
          json);
    }
  }
}
