package org.schoolgate.gateway.http;

/** How far a {@link HelloFlow} has come; it never goes back, but to put a refusal on record. */
enum HelloPhase {
  /** About what the hello asks for; or what came of that is being put on record. */
  DECIDING,
  /** The gateway answers in the place of the site. */
  SECURING,
  /** A connection to the site is awaited. */
  DIALLING,
  /** What passes, passes unread. */
  RELAYING,
  ENDED
}
