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
  ENDED
}
