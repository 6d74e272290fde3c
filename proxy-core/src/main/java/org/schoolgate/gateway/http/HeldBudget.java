package org.schoolgate.gateway.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of inspected bodies are held back over all flows of an edge. What one flow holds
 * is bounded, but thousands of slow pages would together be more than the memory. Thread-safe.
 */
final class HeldBudget {

  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();

  HeldBudget(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  /** So many more are held, or fewer. */
  void change(int by) {
    bytes.addAndGet(by);
  }

  /** Whether more is held than there is room for. */
  boolean isOver() {
    return bytes.get() > bytesMax;
  }

  long bytes() {
    return bytes.get();
  }
}
