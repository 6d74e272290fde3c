package org.schoolgate.gateway.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of an event loop that is not allowed to fail in silence, since nobody hears of it there
 * and a client would wait for ever.
 *
 * @param what names it in the log
 * @param otherwise runs if the task fails
 */
record Guarded(String what, Runnable task, Runnable otherwise) implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

  @Override
  public void run() {
    try {
      task.run();
    } catch (RuntimeException ours) {
      LOG.error("{} failed and its connection is cut", what, ours);
      otherwise.run();
    }
  }
}
