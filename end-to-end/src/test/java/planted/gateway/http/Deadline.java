package planted.gateway.http;

/** Breaks nothing: what waits for a socket measures how long. */
final class Deadline {
  long left(long until) {
    return until - System.nanoTime();
  }
}
