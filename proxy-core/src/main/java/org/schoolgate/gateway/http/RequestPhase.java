package org.schoolgate.gateway.http;

/** How far a {@link RequestFlow} has come; it never goes back, but for one retry. */
enum RequestPhase {
  DECIDING,
  /** The body comes in and is inspected before anybody is dialled. */
  RECEIVING,
  CONNECTING,
  AWAITING,
  STREAMING,
  /** What went wrong is being put on record: a fault of our own, or a site that is refused. */
  FAILING,
  ENDED;

  /** Whether bodies may be on their way now. */
  boolean movesBodies() {
    return this == RECEIVING || this == AWAITING || this == STREAMING;
  }

  /**
   * How long nothing may happen in it.
   *
   * @throws IllegalStateException if nobody is waited for but ourselves
   */
  int silenceMillis(HttpSettings settings) {
    return switch (this) {
      case RECEIVING, STREAMING -> settings.bodies().bodyIdleMillis();
      case CONNECTING -> settings.upstreams().connectMillis();
      case AWAITING -> settings.upstreams().firstByteMillis();
      case DECIDING, FAILING, ENDED -> throw new IllegalStateException(this + " has no deadline");
    };
  }
}
