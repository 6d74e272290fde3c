package planted.gateway;

import java.util.function.LongSupplier;

/** Breaks clock-and-chance-are-passed-in by a method reference. */
final class ReadsTheClockByReference {
  LongSupplier millis() {
    return System::currentTimeMillis;
  }
}
