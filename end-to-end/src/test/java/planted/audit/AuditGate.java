package planted.audit;

/** Breaks nothing: the one place that makes a Recorded. */
final class AuditGate {
  Recorded record() {
    return new Recorded();
  }
}
