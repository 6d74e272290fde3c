package org.schoolgate.gateway.http;

/** How far a {@link TunnelFlow} has come; it never goes back, but to put a refusal on record. */
enum TunnelPhase {
  /** About what the CONNECT names. */
  DECIDING_CONNECT,
  /** The tunnel is open, and the client says what it wants in it. */
  READING_HELLO,
  /** About what the hello asks for; or what came of that is being put on record. */
  DECIDING_HELLO,
  /** The gateway answers in the place of the site. */
  SECURING,
  /** A connection to the site is awaited. */
  DIALLING,
  /** What passes, passes unread. */
  RELAYING,
  ENDED
}
