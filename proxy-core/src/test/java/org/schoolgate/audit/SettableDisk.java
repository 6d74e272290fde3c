package org.schoolgate.audit;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.schoolgate.policy.CategoryTable;

/** A disk of which a test says how much room it has; the logs on it are real. */
public final class SettableDisk {

  private volatile long freeBytes = Long.MAX_VALUE;

  /** Opens logs on it. */
  public AuditStore open(Path folder, CategoryTable categories, Clock clock, SecureRandom random)
      throws AuditOpenFailure {
    return AuditStore.open(
        folder,
        "test",
        categories,
        clock,
        random,
        new FileStorage(),
        new DiskRoom(() -> freeBytes),
        LogLimits.LEDGER,
        LogLimits.TRAFFIC);
  }

  /** The ledger sees it when it looks the next time. */
  public void fill(boolean full) {
    freeBytes = full ? 0 : Long.MAX_VALUE;
  }
}
