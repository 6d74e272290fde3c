package planted.gateway;

/** Breaks elapsed-time-is-for-waiting. */
final class MeasuresTime {
  long since(long began) {
    return System.nanoTime() - began;
  }
}
