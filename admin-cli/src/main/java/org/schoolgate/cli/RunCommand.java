package org.schoolgate.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.schoolgate.audit.LedgerEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The gateway in the foreground. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Run the gateway in the foreground.",
      "Prints `ready` with its ports when every listener answers. SIGTERM drains for at most 10 s."
    })
final class RunCommand implements DeskCommand {

  private static final int PORT_MAX = 65_535;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Add N to every port, to run beside another gateway.")
  int portOffset;

  @Override
  public boolean runsHere() {
    return true;
  }

  @Override
  public int run(Desk desk) throws IOException {
    Office office = desk.office();
    int highest =
        Math.max(
            office.config().gateway().listeners().explicitProxy(),
            office.config().gateway().listeners().metrics());
    if (portOffset < 0 || highest + portOffset > PORT_MAX) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--port-offset is 0 to " + (PORT_MAX - highest) + " here");
    }
    CountDownLatch stopped = new CountDownLatch(1);
    LedgerEvent.Stopped ended = RunBy.of(desk.caller()).stopped("signal");
    GatewayProcess gateway = GatewayProcess.start(office, portOffset, desk.err());
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.stop(ended);
                  office.close();
                  stopped.countDown();
                },
                "stop"));
    desk.out().println("ready " + gateway.listening());
    desk.out().flush();
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return ExitStatus.DONE;
  }
}
