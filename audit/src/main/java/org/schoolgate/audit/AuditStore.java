package org.schoolgate.audit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.policy.CategoryTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the audit folder: opens both logs under an exclusive lock, recovers them, and closes them in
 * good order.
 *
 * <pre>
 * audit/
 *   lock            held by the one process that may write
 *   alive           the gateway's heartbeat
 *   ledger/         log.json, segments/, tree/, checkpoint, checkpoints/
 *   traffic/        the same
 *   ledger.epoch-1/ a ledger that could not be trusted any more, put aside as it was; moving it out
 *                   of here says that somebody has looked into it
 *   vault/          master.key, signing.key, opaque.key, period/, subjects/
 * </pre>
 */
public final class AuditStore implements AutoCloseable {

  /** The log of everything of consequence. */
  public static final String LEDGER = "ledger";

  /** The log of ordinary flows. */
  public static final String TRAFFIC = "traffic";

  static final String VAULT = "vault";

  private static final Logger LOG = LoggerFactory.getLogger(AuditStore.class);

  private final Path folder;
  private final FileChannel lock;
  private final LedgerKeys keys;
  private final DiskRoom room;
  private final AuditGate gate;
  private final LogWriter ledger;
  private final LogWriter traffic;
  private final LedgerReader ledgerReader;
  private final LedgerReader trafficReader;
  private final Heartbeat heartbeat;
  private final List<Recovery> recoveries;

  private AuditStore(
      Path folder,
      FileChannel lock,
      LedgerKeys keys,
      Opened ledger,
      Opened traffic,
      CategoryTable categories,
      Storage storage,
      DiskRoom room,
      Clock clock) {
    this.folder = folder;
    this.lock = lock;
    this.room = room;
    this.keys = keys;
    this.ledger = ledger.writer();
    this.traffic = traffic.writer();
    EventJson events = new EventJson(categories, keys);
    this.gate =
        new AuditGate(
            this.ledger, this.traffic, new Payloads(categories, keys), events, room, clock);
    this.ledgerReader = new LedgerReader(folder, LEDGER, keys);
    this.trafficReader = new LedgerReader(folder, TRAFFIC, keys);
    this.heartbeat =
        new Heartbeat(folder.resolve("alive"), storage, ledgerReader, trafficReader, clock);
    this.recoveries = new ArrayList<>();
    for (Opened opened : List.of(ledger, traffic)) {
      opened.begin(events, clock);
      if (opened.result().recovery() != null) {
        recoveries.add(opened.result().recovery());
      }
    }
  }

  private record Opened(LogOpener.Result result, LogWriter writer) {
    /** What the opening has to tell is the first record, whatever is queued behind it. */
    void begin(EventJson events, Clock clock) {
      LedgerEvent first = result.first();
      if (first != null) {
        byte[] json = events.of(first);
        AuditUnavailable refusal =
            writer.appendUnawaited(
                first.recordKind(), null, () -> json, RecordHeader.microsOf(clock.instant()));
        if (refusal != null) {
          throw refusal;
        }
      }
      writer.start();
    }
  }

  /**
   * Opens the folder, making what is missing.
   *
   * @param folder for example {@code /var/lib/schoolgate/audit}
   * @param urn the school's unique reference number or another word without spaces; it names the
   *     logs in their checkpoints
   * @param categories so that sets of categories can be spelt out
   * @param clock its zone says when midnight is
   * @param random for keys and nonces
   * @throws AuditOpenFailure if another process owns it, or the master key does not fit
   */
  public static AuditStore open(
      Path folder, String urn, CategoryTable categories, Clock clock, SecureRandom random)
      throws AuditOpenFailure {
    return open(
        folder,
        urn,
        categories,
        clock,
        random,
        new FileStorage(),
        LogLimits.LEDGER,
        LogLimits.TRAFFIC);
  }

  static AuditStore open(
      Path folder,
      String urn,
      CategoryTable categories,
      Clock clock,
      SecureRandom random,
      Storage storage,
      LogLimits ledgerLimits,
      LogLimits trafficLimits)
      throws AuditOpenFailure {
    DiskRoom room = DiskRoom.of(folder);
    return open(folder, urn, categories, clock, random, storage, room, ledgerLimits, trafficLimits);
  }

  static AuditStore open(
      Path folder,
      String urn,
      CategoryTable categories,
      Clock clock,
      SecureRandom random,
      Storage storage,
      DiskRoom room,
      LogLimits ledgerLimits,
      LogLimits trafficLimits)
      throws AuditOpenFailure {
    if (!urn.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "the school's reference is 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    try {
      storage.createFolder(folder);
      FileChannel lock = lock(folder);
      try {
        LedgerKeys keys = LedgerKeys.open(Vault.open(folder.resolve(VAULT), storage, random));
        Opener opener = new Opener(folder, urn, clock, random, storage, keys, keys.everSealed());
        Opened ledger = opener.open(LEDGER, ledgerLimits);
        Opened traffic;
        try {
          traffic = opener.open(TRAFFIC, trafficLimits);
        } catch (IOException | RuntimeException failed) {
          ledger.writer().close();
          throw failed;
        }
        return new AuditStore(
            folder, lock, keys, ledger, traffic, categories, storage, room, clock);
      } catch (IOException | RuntimeException failed) {
        lock.close();
        throw failed;
      }
    } catch (AuditOpenFailure told) {
      throw told;
    } catch (IOException failed) {
      throw new AuditOpenFailure(
          AuditOpenFailure.Kind.UNREADABLE,
          folder + " cannot be opened: " + failed.getMessage(),
          failed);
    }
  }

  private record Opener(
      Path folder,
      String urn,
      Clock clock,
      SecureRandom random,
      Storage storage,
      LedgerKeys keys,
      boolean recordedBefore) {

    Opened open(String log, LogLimits limits) throws IOException {
      LogOpener.Result result =
          new LogOpener(folder, log, urn, keys.signing(), recordedBefore, storage).open();
      OpenedLog opened = result.opened();
      LogAppender appender =
          new LogAppender(
              opened,
              storage,
              keys,
              new RecordSeal(keys, opened.description().origin(), random),
              clock.getZone(),
              limits.segmentBytesMax());
      return new Opened(result, new LogWriter(log, appender, limits));
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException sameProcess) {
      LOG.debug("{} is open in this process", folder, sameProcess);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
    channel.close();
    throw new AuditOpenFailure(
        AuditOpenFailure.Kind.LOCKED,
        folder + " is in use by another gateway; stop that one first",
        null);
  }

  /** The way in. */
  public AuditGate gate() {
    return gate;
  }

  /** Reads the ledger. */
  public LedgerReader ledger() {
    return ledgerReader;
  }

  /** Reads the traffic log. */
  public LedgerReader traffic() {
    return trafficReader;
  }

  /** The gateway's sign of life, for the one who runs it. */
  public Heartbeat heartbeat() {
    return heartbeat;
  }

  /** How much room the logs have. */
  public DiskRoom room() {
    return room;
  }

  /** What had to be put right at the opening; empty if all was well. */
  public List<Recovery> recoveries() {
    return List.copyOf(recoveries);
  }

  /**
   * A sentence for each log that was put aside and still lies in the folder: nobody has looked into
   * it yet.
   *
   * @throws IOException if the folder cannot be read
   */
  public List<String> putAside() throws IOException {
    List<String> told = new ArrayList<>();
    for (String log : List.of(LEDGER, TRAFFIC)) {
      for (int epoch : LogFolder.epochsPutAside(folder, log)) {
        LogFolder old = LogFolder.putAside(folder, log, epoch);
        told.add(
            RecordWords.epochOpened(
                log, old.problem().orElse("unknown"), String.valueOf(old.path().getFileName())));
      }
    }
    return told;
  }

  /** The last signed checkpoint of {@code ledger} and of {@code traffic}. */
  public List<Checkpoint> checkpoints() {
    return List.of(ledger.checkpoint(), traffic.checkpoint());
  }

  /**
   * The public key of both logs, as a C2SP verifier key ({@code name+hash+base64}) in the ledger's
   * name.
   */
  public String verifierKey() {
    return SignedNote.verifierKey(ledger.checkpoint().origin(), keys.signing().getPublic());
  }

  /** Writes what is counted and waiting, signs the last checkpoints and lets the folder go. */
  @Override
  public void close() {
    gate.finish();
    traffic.close();
    ledger.close();
    try {
      lock.close();
    } catch (IOException cause) {
      LOG.error("The lock of the audit folder could not be closed", cause);
    }
  }
}
