package org.schoolgate.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The gateway as a child process on free ports, from the line {@code ready} to its end. */
final class RunningGateway implements AutoCloseable {

  private static final int EXPLICIT_PROXY = 3128;
  private static final int METRICS = 9090;
  private static final int DEVICES = 8080;
  private static final int OFFSETS = 300;
  private static final int READY_SECONDS_MAX = 60;
  private static final int END_SECONDS_MAX = 30;

  private final Process process;
  private final int offset;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final CompletableFuture<String> ready = new CompletableFuture<>();
  private final Path log;
  private final Path data;

  private RunningGateway(Process process, int offset, Path log, Path data) {
    this.process = process;
    this.offset = offset;
    this.log = log;
    this.data = data;
  }

  static RunningGateway start(School school) throws IOException {
    return start(school, List.of(), freeOffset());
  }

  /**
   * One that is begun by another program.
   *
   * @param by that program and its arguments
   * @param offset of its ports, which are free
   */
  static RunningGateway start(School school, List<String> by, int offset) throws IOException {
    Path log = Files.createTempFile("gateway", ".log");
    ProcessBuilder program = school.program("run", "--port-offset", Integer.toString(offset));
    program.command().addAll(0, by);
    Process process = program.redirectError(log.toFile()).start();
    RunningGateway gateway = new RunningGateway(process, offset, log, school.data());
    Thread reader = new Thread(gateway::readOutput, "gateway-output");
    reader.setDaemon(true);
    reader.start();
    try {
      gateway.ready.get(READY_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | InterruptedException failure) {
      process.destroyForcibly();
      throw new IOException("the gateway is not ready; it said:\n" + gateway.said(), failure);
    }
    return gateway;
  }

  /** The port of the explicit proxy. */
  int port() {
    return EXPLICIT_PROXY + offset;
  }

  /** The certificate that its clients have to trust. */
  Path authorityFile() {
    return data.resolve("ca/ca.pem");
  }

  /** The port of the pages for devices. */
  int devicesPort() {
    return DEVICES + offset;
  }

  int metricsPort() {
    return METRICS + offset;
  }

  /** The line that it printed when every listener answered. */
  String readyLine() {
    return ready.join();
  }

  long pid() {
    return process.pid();
  }

  /** Everything it printed so far, standard error included. */
  String said() throws IOException {
    return String.join("\n", output) + "\n" + Files.readString(log);
  }

  /** Ends it as systemd does and returns its exit status. */
  int terminate() throws IOException, InterruptedException {
    process.destroy();
    return awaitEnd();
  }

  /** Ends it as a power cut does. */
  void kill() throws IOException, InterruptedException {
    process.destroyForcibly();
    int unused = awaitEnd();
  }

  private int awaitEnd() throws IOException, InterruptedException {
    if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IOException("the gateway does not end; it said:\n" + said());
    }
    return process.exitValue();
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
        if (line.startsWith("ready")) {
          ready.complete(line);
        }
      }
      ready.completeExceptionally(new IOException("it ended"));
    } catch (IOException ended) {
      ready.completeExceptionally(ended);
    }
  }

  /**
   * Two runs of the tests at once begin to look in different places. All of them lie below 32768,
   * where the kernel begins to give ports to whoever asks for any.
   */
  private static int freeOffset() throws IOException {
    long first = ProcessHandle.current().pid() % OFFSETS;
    for (long i = 0; i < OFFSETS; i++) {
      int offset = 5_000 + (int) ((first + i) % OFFSETS) * 61;
      if (Stream.of(EXPLICIT_PROXY, METRICS, DEVICES).allMatch(port -> isFree(port + offset))) {
        return offset;
      }
    }
    throw new IOException("no free ports on the loopback address");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Files.deleteIfExists(log);
  }
}
