package planted.gateway;

import java.util.concurrent.atomic.AtomicInteger;

/** Breaks no-mutable-statics and no-hidden-mutable-statics. */
final class Remembers {
  static int open;
  static final AtomicInteger HIDDEN = new AtomicInteger();

  private Remembers() {}
}
