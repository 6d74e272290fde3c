package org.schoolgate.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Subject;

/**
 * Appends to one opened log: stamps, seals, frames, hashes, rolls and signs. Knows no queue and no
 * thread; after the first exception it must not be used again, except to be closed.
 */
final class LogAppender implements Closeable {

  /** The most bytes of JSON in one record. */
  static final int PAYLOAD_BYTES_MAX = 1 << 18;

  private static final int BUFFER_BYTES = 1 << 20;

  /** A clock that was set back by less is not worth a field in the record. */
  private static final long CLOCK_BEHIND_MICROS = 1_000_000;

  private final LogFolder folder;
  private final String origin;
  private final String log;
  private final int epoch;
  private final Storage storage;
  private final LedgerKeys keys;
  private final KeyPair signing;
  private final RecordSeal seal;
  private final ZoneId zone;
  private final long segmentBytesMax;
  private final Frontier frontier;
  private final TreeFiles tree;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

  private Storage.AppendFile segment;
  private long segmentFirst;
  private long segmentBytes;
  private @Nullable LocalDate segmentDay;
  private long lastAtMicros;
  private boolean unforced;
  private volatile Checkpoint checkpoint;

  LogAppender(
      OpenedLog log,
      Storage storage,
      LedgerKeys keys,
      RecordSeal seal,
      ZoneId zone,
      long segmentBytesMax)
      throws IOException {
    this.folder = log.folder();
    this.origin = log.description().origin();
    this.log = LogDescription.logOf(origin);
    this.epoch = LogDescription.epochOf(origin);
    this.storage = storage;
    this.keys = keys;
    this.signing = keys.signing();
    this.seal = seal;
    this.zone = zone;
    this.segmentBytesMax = segmentBytesMax;
    this.frontier = log.frontier();
    this.tree = log.tree();
    this.segment = log.segment();
    this.segmentFirst = log.segmentFirst();
    this.segmentBytes = log.segment().size();
    this.segmentDay = log.segmentFirstAtMicros() < 0 ? null : dayOf(log.segmentFirstAtMicros());
    this.lastAtMicros = log.lastAtMicros();
    this.checkpoint = log.checkpoint();
  }

  /**
   * Appends one record, which is durable after the next {@link #force}.
   *
   * @param json a JSON object of at least one field
   */
  Reference append(RecordKind kind, @Nullable Subject subject, byte[] json, long clockMicros)
      throws IOException {
    long atMicros = Math.max(lastAtMicros, clockMicros);
    LocalDate day = dayOf(atMicros);
    Reference reference = Reference.in(log, epoch, frontier.size());
    byte[] payload = stamped(json, reference, atMicros, clockMicros);
    long framed = Frame.PREFIX_BYTES + Frame.BODY_BYTES_MIN + (long) payload.length;
    if (segmentDay != null
        && (!day.equals(segmentDay) || segmentBytes + framed > segmentBytesMax)) {
      roll();
    }
    RecordHeader header =
        new RecordHeader(
            kind.code(),
            kind.retention().code(),
            RecordHeader.periodOf(atMicros),
            reference.index(),
            atMicros,
            keys.numberOf(subject));
    byte[] body = seal.seal(header, payload);
    if (buffer.remaining() < Frame.PREFIX_BYTES + body.length) {
      writeBuffer();
    }
    Frame.put(buffer, body);
    segmentBytes += framed;
    frontier.add(body, tree);
    segmentDay = segmentDay == null ? day : segmentDay;
    lastAtMicros = atMicros;
    unforced = true;
    return reference;
  }

  /**
   * Gives everything appended so far to the operating system: the end of this process is no loss.
   */
  void write() throws IOException {
    writeBuffer();
  }

  /** Makes everything appended so far durable. */
  void force() throws IOException {
    writeBuffer();
    if (unforced) {
      segment.force();
      unforced = false;
    }
  }

  /** Writes the tree's new hashes, which nobody waits for. */
  void writeTree() throws IOException {
    tree.write();
  }

  /** Whether there are records that no checkpoint covers. */
  boolean isDirty() {
    return frontier.size() != checkpoint.size();
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** Signs a checkpoint over everything appended so far. */
  void sign() throws IOException {
    force();
    tree.write();
    tree.force();
    Checkpoint next = Checkpoint.of(origin, frontier.size(), frontier.root());
    byte[] note = SignedNote.sign(next, signing);
    storage.replace(folder.checkpoint(), note, false);
    checkpoint = next;
    archive(note);
  }

  /** The first checkpoint of each hour stays, so that a later history can be held against it. */
  private void archive(byte[] note) throws IOException {
    ZonedDateTime at = RecordHeader.instantOf(lastAtMicros).atZone(ZoneOffset.UTC);
    Path month =
        folder
            .checkpointArchive()
            .resolve(String.format(Locale.ROOT, "%04d-%02d", at.getYear(), at.getMonthValue()));
    Path hour =
        month.resolve(
            String.format(
                Locale.ROOT,
                "%s-%02dT%02dZ",
                month.getFileName(),
                at.getDayOfMonth(),
                at.getHour()));
    if (!Files.exists(hour)) {
      storage.createFolder(month);
      storage.replace(hour, note, false);
    }
  }

  private void roll() throws IOException {
    force();
    sign();
    segment.close();
    segmentFirst = frontier.size();
    segment = storage.openForAppend(folder.segment(segmentFirst));
    segmentBytes = 0;
    segmentDay = null;
  }

  private void writeBuffer() throws IOException {
    if (buffer.position() > 0) {
      buffer.flip();
      segment.append(buffer);
      buffer.clear();
    }
  }

  /** Puts in front what only the writer knows. */
  private static byte[] stamped(byte[] json, Reference reference, long atMicros, long clockMicros) {
    StringBuilder start = new StringBuilder(96);
    start.append("{\"at\":\"").append(RecordHeader.instantOf(atMicros)).append("\",");
    if (atMicros - clockMicros > CLOCK_BEHIND_MICROS) {
      start.append("\"clock\":\"").append(RecordHeader.instantOf(clockMicros)).append("\",");
    }
    start.append("\"reference\":\"").append(reference).append("\",");
    byte[] prefix = start.toString().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(prefix.length + json.length - 1)
        .put(prefix)
        .put(json, 1, json.length - 1)
        .array();
  }

  private LocalDate dayOf(long micros) {
    return LocalDate.ofInstant(RecordHeader.instantOf(micros), zone);
  }

  /** Lets the files go; signs nothing. */
  @Override
  public void close() throws IOException {
    buffer.clear();
    try {
      segment.close();
    } finally {
      tree.close();
    }
  }
}
