package org.schoolgate.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.schoolgate.classifier.subscription.ListUpdate;
import org.schoolgate.classifier.subscription.Subscriptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that updates the lists of a running gateway when their time has come. An update
 * takes as long as it takes, so it has a thread to itself.
 */
final class ListUpdater implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ListUpdater.class);

  private static final int FIRST_SECONDS = 2;
  private static final int LOOK_SECONDS = 30;
  private static final int CLOSE_SECONDS_MAX = 5;

  private final Office office;
  private final Subscriptions subscriptions;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "list-updater");
            made.setDaemon(true);
            return made;
          });

  /** Begins, if there is anything to update. */
  ListUpdater(Office office, Subscriptions subscriptions) {
    this.office = office;
    this.subscriptions = subscriptions;
    if (!subscriptions.all().isEmpty()) {
      // The future says nothing: the work's faults are caught, and close() ends the thread.
      ScheduledFuture<?> unused =
          thread.scheduleWithFixedDelay(
              this::updateAllDue, FIRST_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void updateAllDue() {
    try {
      // One that is asked is not due again at once, so each comes once.
      for (int i = 0; i < subscriptions.all().size(); i++) {
        Optional<ListUpdate> update = subscriptions.updateNextDue();
        if (update.isEmpty()) {
          return;
        }
        tell(update.get());
      }
    } catch (InterruptedIOException stopping) {
      LOG.info("an update of lists was left undone, because the gateway stops");
    } catch (IOException | RuntimeException | Error fault) {
      // An Error, too: what is thrown here would be the last of all updates, and nobody would know.
      LOG.error("the lists could not be updated; they are tried again", fault);
    }
  }

  private void tell(ListUpdate update) throws IOException {
    SchoolSubscriptions.keepReport(office, update);
    if (update.outcome().isGood()) {
      LOG.info("list {}: {}", update.source(), update.outcome().id());
    } else {
      LOG.warn("list {}: {}: {}", update.source(), update.outcome().id(), update.reason());
    }
  }

  /** Ends what is under way, with nothing changed. */
  @Override
  public void close() {
    subscriptions.stop();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
        LOG.warn("an update of lists did not end within {} s", CLOSE_SECONDS_MAX);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
