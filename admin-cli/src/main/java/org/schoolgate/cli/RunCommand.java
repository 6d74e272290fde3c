package org.schoolgate.cli;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.schoolgate.audit.LedgerEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
  private static final int PORT_MAX = 65_535;
  private static final int START_SECONDS_MAX = 30;

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
    CompletableFuture<GatewayProcess> started = new CompletableFuture<>();
    // Before the start, or a signal in the middle of it would look like a crash to the next one.
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> stop(started, office, ended, stopped), "stop"));
    GatewayProcess gateway = start(office, started, desk);
    desk.out().println("ready " + gateway.listening());
    desk.out().flush();
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return ExitStatus.DONE;
  }

  private GatewayProcess start(Office office, CompletableFuture<GatewayProcess> started, Desk desk)
      throws IOException {
    try {
      GatewayProcess gateway = GatewayProcess.start(office, portOffset, desk.err());
      started.complete(gateway);
      return gateway;
    } catch (IOException | RuntimeException failed) {
      started.completeExceptionally(failed);
      throw failed;
    }
  }

  /** On a signal. A start that is under way is waited for; one that failed has ended itself. */
  private static void stop(
      CompletableFuture<GatewayProcess> started,
      Office office,
      LedgerEvent.Stopped ended,
      CountDownLatch stopped) {
    try {
      started.get(START_SECONDS_MAX, TimeUnit.SECONDS).stop(ended);
      office.close();
    } catch (ExecutionException | TimeoutException neverStarted) {
      LOG.debug("there is no gateway to stop", neverStarted);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }
}
