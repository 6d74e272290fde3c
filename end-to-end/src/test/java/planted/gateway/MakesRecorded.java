package planted.gateway;

import java.util.function.Supplier;
import planted.audit.Recorded;

/** Breaks recorded-comes-from-the-audit-gate, by a constructor reference at that. */
final class MakesRecorded {
  Supplier<Recorded> forge() {
    return Recorded::new;
  }
}
