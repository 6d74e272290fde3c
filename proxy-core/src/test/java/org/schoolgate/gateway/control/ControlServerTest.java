package org.schoolgate.gateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ControlServerTest {

  private static final int WORKERS = 4;

  @TempDir Path folder;

  private SocketChannel calling(String word) throws IOException {
    SocketChannel caller =
        SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("control.sock")));
    DataOutputStream out = new DataOutputStream(Channels.newOutputStream(caller));
    Frames.write(out, Frames.REQUEST, "{\"arguments\":[\"" + word + "\"]}");
    return caller;
  }

  @Test
  @Timeout(60)
  void whoTakesNoneOfTheOutputKeepsNoWorker() throws Exception {
    CountDownLatch stuck = new CountDownLatch(WORKERS);
    ControlHandler handler =
        (request, out, err) -> {
          if (request.arguments().contains("endless")) {
            stuck.countDown();
            while (!out.checkError()) {
              out.println("a line that nobody reads");
            }
          }
          return 7;
        };
    List<SocketChannel> callers = new ArrayList<>();
    ControlServer server =
        ControlServer.open(
            folder.resolve("control.sock"),
            folder.resolve("spool"),
            new SecureRandom(),
            handler,
            new ControlServer.Limits(60_000, 300));
    try {
      for (int i = 0; i < WORKERS; i++) {
        callers.add(calling("endless"));
      }
      stuck.await(30, TimeUnit.SECONDS);
      try (SocketChannel fifth = calling("brief")) {
        Frames.Frame answer = Frames.read(new DataInputStream(Channels.newInputStream(fifth)));
        assertEquals(Frames.EXIT, answer.type());
        assertEquals("7", answer.text());
      }
    } finally {
      server.close();
      for (SocketChannel caller : callers) {
        caller.close();
      }
    }
  }

  @Test
  @Timeout(60)
  void whatIsSentAlongIsReadableInTheSpoolToNobodyElse() throws Exception {
    Path sent = Files.writeString(folder.resolve("list.txt"), "sent.example.com\n".repeat(9000));
    Path spool = folder.resolve("spool");
    Files.createDirectories(spool);
    Files.writeString(spool.resolve("file1.txt"), "left.example.com");
    List<String> onDisk = new CopyOnWriteArrayList<>();
    ControlHandler handler =
        (request, out, err) -> {
          try (Stream<Path> files = Files.list(spool)) {
            for (Path each : files.toList()) {
              onDisk.add(Files.readString(each, StandardCharsets.ISO_8859_1));
            }
            SentFile list = Objects.requireNonNull(request.files().get(sent.toString()));
            try (InputStream in = list.open()) {
              out.write(in.readAllBytes());
            }
            return 7;
          } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
          }
        };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Path socket = folder.resolve("control.sock");
    try (ControlServer server = ControlServer.open(socket, spool, new SecureRandom(), handler);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      OptionalInt status =
          ControlClient.ask(
              socket,
              List.of("import"),
              Map.of(sent.toString(), SentFile.inPlace(sent)),
              null,
              List.of(),
              out,
              out);
      assertEquals(OptionalInt.of(7), status, server::toString);
    }
    assertEquals(Files.readString(sent), said.toString(StandardCharsets.UTF_8));
    assertEquals(1, onDisk.size());
    assertTrue(onDisk.get(0).length() > Files.size(sent));
    assertFalse(onDisk.get(0).contains("example"));
  }

  /** Out of file descriptors, an accept fails at once, each time. */
  @Test
  void afterAFailedAcceptThereIsAPause() {
    AtomicInteger accepts = new AtomicInteger();
    AtomicInteger pauses = new AtomicInteger();
    AcceptLoop.Socket failing =
        new AcceptLoop.Socket() {
          @Override
          public SocketChannel accept() throws IOException {
            assertEquals(accepts.getAndIncrement(), pauses.get());
            throw new IOException("too many open files");
          }

          @Override
          public boolean isOpen() {
            return accepts.get() < 3 || pauses.get() < 3;
          }
        };

    new AcceptLoop(failing, caller -> {}, pauses::incrementAndGet).run();

    assertEquals(3, pauses.get());
  }
}
