package org.schoolgate.gateway.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
