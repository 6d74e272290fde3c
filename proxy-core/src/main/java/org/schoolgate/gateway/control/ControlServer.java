package org.schoolgate.gateway.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.source.FileCipher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the control socket (mode 0660) and hands each command line to a {@link ControlHandler}
 * on one of a few threads, so that a slow command never touches an event loop.
 *
 * <p>Files that a command names are sent along by the caller and spooled here, so the gateway reads
 * nothing that the caller could not read. One may be a list of illegal content, so what stands in
 * the spool is encrypted under a key that is in memory alone: nobody can read what a crash leaves.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int THREADS_MAX = 4;
  private static final int WAITING_MAX = 16;
  private static final int SECRETS_MAX = 4;
  private static final int FILES_MAX = 4;
  private static final long ACCEPT_PAUSE_MILLIS = 500;
  private static final long FILE_BYTES_MAX = 2L * 1024 * 1024 * 1024;

  private final Path socketFile;
  private final Path spool;
  private final FileCipher cipher;
  private final ServerSocketChannel server;
  private final ControlHandler handler;
  private final ExecutorService workers;
  private final Limits limits;
  private final ScheduledThreadPoolExecutor deadlines;
  private final Thread acceptor;

  /**
   * How long a caller is waited for: one that stops in the middle must not keep a worker.
   *
   * @param requestMillisMax for its whole command
   * @param outputMillisMax while it takes nothing of what it is told
   */
  record Limits(int requestMillisMax, int outputMillisMax) {
    static final Limits DEFAULTS = new Limits(120_000, 120_000);
  }

  private ControlServer(
      Path socketFile,
      Path spool,
      FileCipher cipher,
      ServerSocketChannel server,
      ControlHandler handler,
      Limits limits) {
    this.socketFile = socketFile;
    this.spool = spool;
    this.cipher = cipher;
    this.server = server;
    this.handler = handler;
    this.workers =
        new ThreadPoolExecutor(
            THREADS_MAX,
            THREADS_MAX,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING_MAX),
            task -> daemon(task, "control-worker"),
            new ThreadPoolExecutor.AbortPolicy());
    this.limits = limits;
    this.deadlines = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "control-deadlines"));
    deadlines.setRemoveOnCancelPolicy(true);
    this.acceptor =
        daemon(new AcceptLoop(listening(), this::take, ControlServer::pause), "control-acceptor");
  }

  private AcceptLoop.Socket listening() {
    return new AcceptLoop.Socket() {
      @Override
      public SocketChannel accept() throws IOException {
        return server.accept();
      }

      @Override
      public boolean isOpen() {
        return server.isOpen();
      }
    };
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Begins to listen. A socket file that nobody listens on any more is replaced.
   *
   * @param spool folder for files that come with a command; emptied here
   * @param random draws the key that they are kept under there; one that cannot be guessed
   * @throws IOException if the socket cannot be made
   */
  public static ControlServer open(
      Path socketFile, Path spool, RandomGenerator random, ControlHandler handler)
      throws IOException {
    return open(socketFile, spool, random, handler, Limits.DEFAULTS);
  }

  static ControlServer open(
      Path socketFile, Path spool, RandomGenerator random, ControlHandler handler, Limits limits)
      throws IOException {
    Files.createDirectories(spool);
    try (var left = Files.newDirectoryStream(spool)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(socketFile);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socketFile));
    Files.setPosixFilePermissions(socketFile, PosixFilePermissions.fromString("rw-rw----"));
    ControlServer control =
        new ControlServer(socketFile, spool, FileCipher.ephemeral(random), server, handler, limits);
    control.acceptor.start();
    return control;
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ACCEPT_PAUSE_MILLIS));
  }

  private void take(SocketChannel caller) {
    try {
      workers.execute(() -> serve(caller));
    } catch (RejectedExecutionException tooMany) {
      LOG.warn("a command was turned away: {} are waiting", WAITING_MAX);
      closeQuietly(caller);
    }
  }

  private void serve(SocketChannel caller) {
    List<Path> spooled = new ArrayList<>();
    try (caller;
        DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
        DataOutputStream socket =
            new DataOutputStream(new BufferedOutputStream(outputTo(caller)))) {
      String user = caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
      Future<?> deadline = deadline(caller, limits.requestMillisMax);
      ControlRequest request = read(in, user, spooled);
      deadline.cancel(false);
      try {
        answer(socket, request);
      } finally {
        request.secrets().forEach(secret -> Arrays.fill(secret, '\0'));
      }
    } catch (IOException left) {
      LOG.info("a caller of the control socket left before its command was whole: {}", said(left));
    } catch (RuntimeException fault) {
      LOG.error("a command on the control socket was not finished", fault);
    } finally {
      spooled.forEach(ControlServer::deleteQuietly);
    }
  }

  private void answer(DataOutputStream socket, ControlRequest request) {
    int status;
    try (PrintStream out = stream(socket, Frames.OUT);
        PrintStream err = stream(socket, Frames.ERR)) {
      status = handler.handle(request, out, err);
    }
    try {
      Frames.write(socket, Frames.EXIT, Integer.toString(status));
    } catch (IOException left) {
      LOG.info(
          "a caller of the control socket left; its command was carried out, exit status {}: {}",
          status,
          said(left));
    }
  }

  private static String said(IOException left) {
    String message = left.getMessage();
    return message == null ? left.getClass().getSimpleName() : message;
  }

  /** Lets go of a caller that has not done its part in time. */
  private Future<?> deadline(SocketChannel caller, int millisMax) {
    try {
      return deadlines.schedule(() -> closeQuietly(caller), millisMax, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      return CompletableFuture.completedFuture(null);
    }
  }

  private OutputStream outputTo(SocketChannel caller) {
    OutputStream socket = Channels.newOutputStream(caller);
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        Future<?> deadline = deadline(caller, limits.outputMillisMax);
        try {
          socket.write(bytes, from, length);
        } finally {
          deadline.cancel(false);
        }
      }
    };
  }

  private static PrintStream stream(DataOutputStream socket, int type) {
    return new PrintStream(
        new BufferedOutputStream(Frames.stream(socket, type), 8192), false, StandardCharsets.UTF_8);
  }

  private ControlRequest read(DataInputStream in, String user, List<Path> spooled)
      throws IOException {
    JsonNode header = JSON.readTree(Frames.read(in).bytes());
    List<String> arguments = new ArrayList<>();
    header.path("arguments").forEach(word -> arguments.add(word.asText()));
    Map<String, SentFile> files = new LinkedHashMap<>();
    for (JsonNode file : header.path("files")) {
      if (spooled.size() == FILES_MAX) {
        throw new IOException("a command names at most " + FILES_MAX + " files");
      }
      String name = file.path("name").asText();
      boolean archive = file.path("archive").asBoolean();
      Path copy = Files.createTempFile(spool, "file", archive ? ".tar.gz" : ".txt");
      spooled.add(copy);
      copyFile(in, copy, file.path("bytes").asLong());
      files.put(name, new SentFile(copy, cipher));
    }
    List<char[]> secrets = new ArrayList<>();
    for (JsonNode secret : header.path("secrets")) {
      if (secrets.size() < SECRETS_MAX) {
        secrets.add(secret.asText().toCharArray());
      }
    }
    return new ControlRequest(
        arguments, files, folder(header.path("config").asText("")), secrets, user);
  }

  private static @Nullable Path folder(String text) {
    return text.isEmpty() ? null : Path.of(text);
  }

  private void copyFile(InputStream in, Path copy, long bytes) throws IOException {
    if (bytes < 0 || bytes > FILE_BYTES_MAX) {
      throw new IOException("a file of " + bytes + " bytes is over the limit");
    }
    byte[] buffer = new byte[Frames.FRAME_BYTES_MAX];
    try (OutputStream out = cipher.create(copy)) {
      long left = bytes;
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new IOException("the caller left in the middle of a file");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
    }
  }

  private static void closeQuietly(SocketChannel caller) {
    try {
      caller.close();
    } catch (IOException gone) {
      LOG.debug("a caller was gone already", gone);
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException leftForTheNextStart) {
      LOG.warn("a spooled file could not be deleted; the next start does it", leftForTheNextStart);
    }
  }

  /** Stops listening; commands that run are left to finish. */
  @Override
  public void close() {
    try {
      server.close();
      Files.deleteIfExists(socketFile);
    } catch (IOException notClosed) {
      LOG.warn("the control socket did not close in order", notClosed);
    }
    workers.shutdown();
    deadlines.shutdownNow();
  }
}
