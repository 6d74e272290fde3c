package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Re-reads every byte of a log and names whatever is not as it was written; needs no vault, and
 * works while the log is being written.
 */
public final class LedgerVerifier {

  /** The most faults that a report lists for one log; the rest are counted. */
  public static final int FAULTS_MAX = 1_000;

  private LedgerVerifier() {}

  /**
   * Verifies one log or all logs in a folder.
   *
   * @param folder a log's folder, or the audit folder that holds several
   * @param key whose checkpoints to trust; null takes the key in the folder, with a warning
   * @throws IOException if there is no log, or a file cannot be read at all
   */
  public static VerificationReport verify(Path folder, @Nullable PublicKey key) throws IOException {
    return verify(folder, key, List.of());
  }

  /**
   * Verifies one log or all logs in a folder, and that they begin with what they were before.
   *
   * <p>An audit folder always has both logs, so one that is not there is a fault.
   *
   * @param expected checkpoints that were written down elsewhere: the tree over the first records
   *     of that log is computed again and must have that root (RFC 9162, section 2.1.4), so neither
   *     an older copy nor another history passes
   */
  public static VerificationReport verify(
      Path folder, @Nullable PublicKey key, List<Checkpoint> expected) throws IOException {
    List<VerificationReport.LogReport> reports = new ArrayList<>();
    for (Path log : logsIn(folder)) {
      reports.add(
          Files.isDirectory(log)
              ? new LogVerification(new LogFolder(log), key, expected, SignedNote::open).run()
              : absent(log, "", "the whole log is missing"));
    }
    for (Checkpoint known : expected) {
      if (reports.stream().noneMatch(log -> log.origin().equals(known.origin()))) {
        Path name = folder.resolve(known.origin()).getFileName();
        reports.add(
            absent(
                folder.resolve(String.valueOf(name)),
                known.origin(),
                "no log here is " + known.origin() + ", which had " + known.size() + " records"));
      }
    }
    return new VerificationReport(reports);
  }

  private static VerificationReport.LogReport absent(Path log, String origin, String problem) {
    return new VerificationReport.LogReport(
        log,
        origin,
        0,
        -1,
        "",
        List.of(new VerificationReport.Fault(null, "log.json", problem)),
        1,
        List.of());
  }

  /**
   * Reads a public key.
   *
   * @param text a C2SP verifier key ({@code name+hash+base64}) as {@link AuditStore#verifierKey}
   *     gives it, or the base 64 of an X.509 Ed25519 key, with or without PEM lines
   * @throws IllegalArgumentException if it is neither
   */
  public static PublicKey readKey(String text) {
    return SignedNote.readKey(text);
  }

  private static List<Path> logsIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder + " is not a folder");
    }
    if (isLog(folder)) {
      return List.of(folder);
    }
    Set<Path> logs = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isLog(entry)) {
          logs.add(entry);
        }
      }
    }
    if (logs.isEmpty() && !Files.isDirectory(folder.resolve(AuditStore.VAULT))) {
      throw new NoSuchFileException("there is no log in " + folder);
    }
    logs.add(folder.resolve(AuditStore.LEDGER));
    logs.add(folder.resolve(AuditStore.TRAFFIC));
    return List.copyOf(logs);
  }

  private static boolean isLog(Path folder) {
    return Files.exists(folder.resolve("log.json"))
        || Files.isDirectory(folder.resolve("segments"))
        || Files.exists(new LogFolder(folder).putAsideNote());
  }
}
