package org.schoolgate.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DnsResolverTest {

  @Test
  void answersComeFromTheHostsFileThenFromTheNameServerAndAreKept() throws Exception {
    AtomicInteger queries = new AtomicInteger();
    EventLoopGroup loops = Transport.best().loops("dns-test", 1);
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DnsResolver resolver =
            new DnsResolver(List.of((InetSocketAddress) server.getLocalSocketAddress()), 10)) {
      Thread answering = new Thread(() -> answer(server, queries), "name-server");
      answering.setDaemon(true);
      answering.start();
      EventLoop loop = loops.next();
      assertTrue(get(resolver.resolve("localhost", loop)).get(0).isLoopbackAddress());
      assertEquals(0, queries.get());
      InetAddress expected = InetAddress.getByName("192.0.2.7");
      assertTrue(get(resolver.resolve("site.example", loop)).contains(expected));
      int asked = queries.get();
      assertTrue(get(resolver.resolve("site.example", loop)).contains(expected));
      assertEquals(asked, queries.get(), "the answer was not kept");
      Future<List<InetAddress>> none = resolver.resolve("none.example", loop);
      assertTrue(none.await(20, TimeUnit.SECONDS));
      assertFalse(none.isSuccess());
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  @Test
  void cacheForgetsTheNameThatWasAddedFirst() throws Exception {
    EventLoopGroup loops = Transport.best().loops("dns-test", 1);
    try {
      BoundedDnsCache cache = new BoundedDnsCache(2);
      InetAddress address = InetAddress.getByName("192.0.2.7");
      for (String name : List.of("a.example", "b.example", "c.example")) {
        cache.cache(name, null, address, 60, loops.next());
      }
      assertNull(cache.get("a.example", null));
      assertEquals(address, addressOf(cache, "b.example"));
      assertEquals(address, addressOf(cache, "c.example"));
      cache.clear("b.example");
      assertNull(cache.get("b.example", null));
      cache.clear();
      assertNull(cache.get("c.example", null));
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private static InetAddress addressOf(BoundedDnsCache cache, String name) {
    var entries = cache.get(name, null);
    if (entries == null || entries.isEmpty()) {
      throw new AssertionError(name + " was forgotten");
    }
    return entries.get(0).address();
  }

  private static List<InetAddress> get(Future<List<InetAddress>> answer) throws Exception {
    assertTrue(answer.await(20, TimeUnit.SECONDS), "no answer");
    return answer.getNow();
  }

  /** A name server: 192.0.2.7 for every A query, nothing for others, and no name with "none". */
  private static void answer(DatagramSocket server, AtomicInteger queries) {
    byte[] buffer = new byte[512];
    try {
      while (true) {
        DatagramPacket query = new DatagramPacket(buffer, buffer.length);
        server.receive(query);
        queries.incrementAndGet();
        int nameEnd = 12;
        while (buffer[nameEnd] != 0) {
          nameEnd += buffer[nameEnd] + 1;
        }
        int questionEnd = nameEnd + 5;
        boolean none = buffer[13] == 'n';
        boolean address = buffer[nameEnd + 2] == 1 && !none;
        byte[] reply = Arrays.copyOf(buffer, questionEnd + (address ? 16 : 0));
        reply[2] = (byte) 0x81;
        reply[3] = (byte) (none ? 0x83 : 0x80);
        Arrays.fill(reply, 6, 12, (byte) 0);
        if (address) {
          reply[7] = 1;
          byte[] record = {(byte) 0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, (byte) 192, 0, 2, 7};
          System.arraycopy(record, 0, reply, questionEnd, record.length);
        }
        server.send(new DatagramPacket(reply, reply.length, query.getSocketAddress()));
      }
    } catch (java.io.IOException closed) {
      queries.addAndGet(0);
    }
  }
}
