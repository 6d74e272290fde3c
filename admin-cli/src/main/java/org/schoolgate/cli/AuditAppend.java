package org.schoolgate.cli;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.schoolgate.audit.AuditGate;

/** How a command waits for the ledger: what it does is recorded durably, or not done at all. */
final class AuditAppend {

  private static final long WAIT_MILLIS = 10_000;

  private AuditAppend() {}

  /**
   * The way into a ledger that takes records. Commands ask for it before they change anything, so
   * that a ledger that is closed to them costs nothing but a sentence.
   *
   * @throws CommandFailure if the ledger takes none
   */
  static AuditGate gate(Desk desk) {
    AuditGate gate = desk.office().audit().gate();
    if (!gate.available()) {
      throw new CommandFailure(
          ExitStatus.NO,
          "the ledger takes no records, so nothing was changed; `schoolgate status` says more");
    }
    return gate;
  }

  /**
   * Refuses to go on where the ledger takes no records.
   *
   * @throws CommandFailure if it takes none
   */
  static void requireRecords(Desk desk) {
    gate(desk);
  }

  /**
   * What a stage completes with.
   *
   * @throws CommandFailure if it takes too long; what the stage failed with is thrown as it is
   */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new CommandFailure(ExitStatus.NO, "the ledger failed: " + failed.getCause(), failed);
    } catch (TimeoutException slow) {
      throw new CommandFailure(
          ExitStatus.NO,
          "the ledger did not answer within " + WAIT_MILLIS / 1000 + " s; look before trying again",
          slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitStatus.NO, "interrupted while waiting for the ledger");
    }
  }
}
