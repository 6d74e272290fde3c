package org.schoolgate.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the current epoch of one log for appending. A log that recovery finds untrustworthy is put
 * aside whole, as evidence, and a new epoch begins whose first record names it. So does one of
 * which nothing is left although records were sealed before: else the references of the old one,
 * which children were given, would be given again.
 */
final class LogOpener {

  private static final Logger LOG = LoggerFactory.getLogger(LogOpener.class);

  private final Path auditFolder;
  private final String log;
  private final String firstOrigin;
  private final KeyPair key;
  private final boolean recordedBefore;
  private final Storage storage;

  /**
   * An opener of one log.
   *
   * @param recordedBefore whether any record was ever sealed in this audit folder; a log is whole
   *     before its first one is, so from then on its absence is damage
   */
  LogOpener(
      Path auditFolder,
      String log,
      String urn,
      KeyPair key,
      boolean recordedBefore,
      Storage storage) {
    this.auditFolder = auditFolder;
    this.log = log;
    this.firstOrigin = "schoolgate/" + urn + "/" + log;
    this.key = key;
    this.recordedBefore = recordedBefore;
    this.storage = storage;
  }

  /**
   * A log and what its opening has to tell.
   *
   * @param opened the log
   * @param first what must become its next record; null for nothing
   * @param recovery what to tell people; null for nothing
   */
  record Result(OpenedLog opened, @Nullable LedgerEvent first, @Nullable Recovery recovery) {}

  Result open() throws IOException {
    LogFolder folder = LogFolder.current(auditFolder, log);
    LogRecovery recovery = new LogRecovery(folder, storage, key.getPublic());
    if (Files.exists(folder.path()) && !recovery.isUnfinished()) {
      try {
        return told(recovery.recover());
      } catch (LogRecovery.Untrustworthy untrustworthy) {
        putAside(folder, String.valueOf(untrustworthy.getMessage()));
      }
    } else if (isGone()) {
      storage.createFolder(folder.path());
      putAside(folder, RecordWords.NOTHING_LEFT);
    }
    create(recovery);
    try {
      return told(recovery.recover());
    } catch (LogRecovery.Untrustworthy impossible) {
      throw new IOException("a new log could not be read back: " + impossible.getMessage());
    }
  }

  /** Whether a log stood here once; what a crash left between two epochs is none. */
  private boolean isGone() throws IOException {
    List<Integer> before = LogFolder.epochsPutAside(auditFolder, log);
    return recordedBefore
        && (before.isEmpty()
            || Files.exists(
                LogFolder.putAside(auditFolder, log, before.get(before.size() - 1))
                    .followedNote()));
  }

  private Result told(OpenedLog opened) throws IOException {
    String origin = opened.description().origin();
    int epoch = LogDescription.epochOf(origin);
    if (epoch > 1 && opened.frontier().size() == 0) {
      storage.replace(
          LogFolder.putAside(auditFolder, log, epoch - 1).followedNote(),
          (origin + "\n").getBytes(StandardCharsets.UTF_8),
          false);
      LedgerEvent.EpochOpened first = epochOpened(epoch - 1);
      String text =
          RecordWords.epochOpened(log, first.problem(), first.oldFolder())
              + " Keep that folder as it is and tell the headteacher.";
      LOG.error("{}", text);
      return new Result(opened, first, new Recovery(log, true, text));
    }
    if (opened.bytesCut() > 0) {
      String text = RecordWords.recovered(log, opened.bytesCut());
      LOG.warn("{}", text);
      return new Result(
          opened,
          new LedgerEvent.Recovered(log, opened.bytesCut()),
          new Recovery(log, false, text));
    }
    return new Result(opened, null, null);
  }

  private void create(LogRecovery recovery) throws IOException {
    int epoch = nextEpoch();
    String origin = originOf(epoch);
    Checkpoint empty = Checkpoint.of(origin, 0, new MerkleHasher().empty());
    recovery.create(
        new LogDescription(
            origin, LogDescription.FORMAT_VERSION, SignedNote.verifierKey(origin, key.getPublic())),
        empty,
        SignedNote.sign(empty, key));
  }

  private void putAside(LogFolder folder, String problem) throws IOException {
    storage.replace(
        folder.putAsideNote(), (problem + "\n").getBytes(StandardCharsets.UTF_8), false);
    storage.rename(folder.path(), LogFolder.putAside(auditFolder, log, nextEpoch()).path());
  }

  /**
   * The epoch of the current folder: not one that was put aside, nor before what it says itself.
   */
  private int nextEpoch() throws IOException {
    List<Integer> before = LogFolder.epochsPutAside(auditFolder, log);
    int next = before.isEmpty() ? 1 : before.get(before.size() - 1) + 1;
    return Math.max(next, LogFolder.current(auditFolder, log).epochSaid());
  }

  private String originOf(int epoch) {
    return epoch == 1 ? firstOrigin : firstOrigin + "#" + epoch;
  }

  private LedgerEvent.EpochOpened epochOpened(int oldEpoch) throws IOException {
    LogFolder old = LogFolder.putAside(auditFolder, log, oldEpoch);
    Optional<Checkpoint> last = lastGoodCheckpoint(old);
    String problem = old.problem().orElse("unknown");
    return new LedgerEvent.EpochOpened(
        log,
        originOf(oldEpoch),
        last.map(Checkpoint::size).orElse(-1L),
        last.map(Checkpoint::rootBase64).orElse(""),
        String.valueOf(old.path().getFileName()),
        problem);
  }

  private Optional<Checkpoint> lastGoodCheckpoint(LogFolder old) throws IOException {
    Optional<Checkpoint> last = goodCheckpoint(old.checkpoint());
    if (last.isPresent() || !Files.isDirectory(old.checkpointArchive())) {
      return last;
    }
    try (Stream<Path> files = Files.walk(old.checkpointArchive(), 2)) {
      for (Path file : files.filter(LogFolder::isArchivedCheckpoint).sorted().toList()) {
        Optional<Checkpoint> archived = goodCheckpoint(file);
        last = archived.isPresent() ? archived : last;
      }
    }
    return last;
  }

  private Optional<Checkpoint> goodCheckpoint(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedNote.open(Files.readAllBytes(file), key.getPublic()));
    } catch (SignedNote.BadNote bad) {
      return Optional.empty();
    }
  }
}
