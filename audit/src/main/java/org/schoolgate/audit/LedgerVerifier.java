package org.schoolgate.audit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    List<VerificationReport.LogReport> reports = new ArrayList<>();
    for (Path log : logsIn(folder)) {
      reports.add(new LogVerification(new LogFolder(log), key, SignedNote::open).run());
    }
    return new VerificationReport(reports);
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
    List<Path> logs = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isLog(entry)) {
          logs.add(entry);
        }
      }
    }
    if (logs.isEmpty()) {
      throw new NoSuchFileException("there is no log in " + folder);
    }
    Collections.sort(logs);
    return logs;
  }

  private static boolean isLog(Path folder) {
    return Files.exists(folder.resolve("log.json"))
        || Files.isDirectory(folder.resolve("segments"));
  }
}
