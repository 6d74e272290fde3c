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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on the control socket (mode 0660) and hands each command line to a {@link ControlHandler}
 * on one of a few threads, so that a slow command never touches an event loop.
 *
 * <p>Files that a command names are sent along by the caller and spooled here, so the gateway reads
 * nothing that the caller could not read.
 */
public final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int THREADS_MAX = 4;
  private static final int WAITING_MAX = 16;
  private static final int SECRETS_MAX = 4;
  private static final int FILES_MAX = 4;
  private static final int REQUEST_MILLIS_MAX = 120_000;
  private static final long FILE_BYTES_MAX = 2L * 1024 * 1024 * 1024;

  private final Path socketFile;
  private final Path spool;
  private final ServerSocketChannel server;
  private final ControlHandler handler;
  private final ExecutorService workers;
  private final ScheduledExecutorService deadlines;
  private final Thread acceptor;

  private ControlServer(
      Path socketFile, Path spool, ServerSocketChannel server, ControlHandler handler) {
    this.socketFile = socketFile;
    this.spool = spool;
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
    this.deadlines =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "control-deadlines"));
    this.acceptor = daemon(this::acceptAll, "control-acceptor");
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
   * @throws IOException if the socket cannot be made
   */
  public static ControlServer open(Path socketFile, Path spool, ControlHandler handler)
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
    ControlServer control = new ControlServer(socketFile, spool, server, handler);
    control.acceptor.start();
    return control;
  }

  private void acceptAll() {
    while (server.isOpen()) {
      try {
        SocketChannel caller = server.accept();
        try {
          workers.execute(() -> serve(caller));
        } catch (RejectedExecutionException tooMany) {
          LOG.warn("a command was turned away: {} are waiting", WAITING_MAX);
          caller.close();
        }
      } catch (IOException closed) {
        if (server.isOpen()) {
          LOG.warn("the control socket failed to accept", closed);
        }
      }
    }
  }

  private void serve(SocketChannel caller) {
    List<Path> spooled = new ArrayList<>();
    try (caller;
        DataInputStream in = new DataInputStream(Channels.newInputStream(caller));
        DataOutputStream socket =
            new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(caller)))) {
      String user = caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
      ScheduledFuture<?> deadline =
          deadlines.schedule(() -> closeQuietly(caller), REQUEST_MILLIS_MAX, TimeUnit.MILLISECONDS);
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

  private static PrintStream stream(DataOutputStream socket, int type) {
    return new PrintStream(
        new BufferedOutputStream(Frames.stream(socket, type), 8192), false, StandardCharsets.UTF_8);
  }

  private ControlRequest read(DataInputStream in, String user, List<Path> spooled)
      throws IOException {
    JsonNode header = JSON.readTree(Frames.read(in).bytes());
    List<String> arguments = new ArrayList<>();
    header.path("arguments").forEach(word -> arguments.add(word.asText()));
    Map<String, Path> files = new LinkedHashMap<>();
    for (JsonNode file : header.path("files")) {
      if (spooled.size() == FILES_MAX) {
        throw new IOException("a command names at most " + FILES_MAX + " files");
      }
      String name = file.path("name").asText();
      boolean archive = file.path("archive").asBoolean();
      Path copy = Files.createTempFile(spool, "file", archive ? ".tar.gz" : ".txt");
      spooled.add(copy);
      copyFile(in, copy, file.path("bytes").asLong());
      files.put(name, copy);
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

  private static void copyFile(InputStream in, Path copy, long bytes) throws IOException {
    if (bytes < 0 || bytes > FILE_BYTES_MAX) {
      throw new IOException("a file of " + bytes + " bytes is over the limit");
    }
    byte[] buffer = new byte[Frames.FRAME_BYTES_MAX];
    try (OutputStream out = Files.newOutputStream(copy)) {
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

  /** A caller that announces a command and does not send it must not keep a worker. */
  private static void closeQuietly(SocketChannel caller) {
    try {
      caller.close();
    } catch (IOException gone) {
      LOG.debug("a slow caller was gone already", gone);
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
