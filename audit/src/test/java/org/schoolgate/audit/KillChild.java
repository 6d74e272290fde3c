package org.schoolgate.audit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.schoolgate.policy.CategorySet;

/** Appends until it is killed, and prints a line for each record that was acknowledged. */
final class KillChild {

  private static final int PRODUCERS = 4;

  private KillChild() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    AtomicInteger next = new AtomicInteger(Integer.parseInt(arguments[1]));
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    LogLimits limits = new LogLimits(200_000, 1_024, 64, 0, 0, 3);
    AuditStore store =
        AuditStore.open(
            folder,
            "100000",
            Samples.CATEGORIES,
            new FakeClock("2026-11-23T09:00:00Z"),
            Samples.random(),
            new FileStorage(),
            limits,
            limits);
    out.println("recoveries " + store.recoveries());
    for (int i = 0; i < PRODUCERS; i++) {
      new Thread(
              () -> {
                while (true) {
                  int number = next.getAndIncrement();
                  Reference reference = Samples.await(store.gate().append(Samples.event(number)));
                  store
                      .gate()
                      .flowClosed(Samples.flow(Samples.PUPIL, "a.example", CategorySet.EMPTY));
                  out.println(reference.index() + " person-" + number);
                }
              })
          .start();
    }
  }
}
