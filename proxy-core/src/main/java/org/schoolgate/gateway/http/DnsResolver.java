package org.schoolgate.gateway.http;

import io.netty.channel.EventLoop;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.NoopAuthoritativeDnsServerCache;
import io.netty.resolver.dns.NoopDnsCnameCache;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves through the hosts file and then DNS, on the event loops themselves: Java's own resolver
 * blocks its thread for as long as a name server is silent, and one event loop serves hundreds of
 * clients.
 *
 * <p>Answers are kept for their time to live, within limits, and at most so many names; the same
 * name asked for twice at a time is one query.
 */
public final class DnsResolver implements NameResolver {

  private static final int QUERY_MILLIS = 2_000;
  private static final int QUERIES_PER_NAME_MAX = 8;

  private final DnsAddressResolverGroup group;

  /**
   * A resolver.
   *
   * @param nameServers asked in this order; empty for those of the system
   * @param namesMax how many names' answers are kept
   */
  public DnsResolver(List<InetSocketAddress> nameServers, int namesMax) {
    Transport transport = Transport.best();
    DnsNameResolverBuilder builder =
        new DnsNameResolverBuilder()
            .datagramChannelType(transport.datagram())
            .socketChannelType(transport.socket())
            .queryTimeoutMillis(QUERY_MILLIS)
            .maxQueriesPerResolve(QUERIES_PER_NAME_MAX)
            .resolveCache(new BoundedDnsCache(namesMax))
            .cnameCache(NoopDnsCnameCache.INSTANCE)
            .authoritativeDnsServerCache(NoopAuthoritativeDnsServerCache.INSTANCE);
    if (!nameServers.isEmpty()) {
      builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(nameServers));
    }
    group = new DnsAddressResolverGroup(builder);
  }

  @Override
  public Future<List<InetAddress>> resolve(String name, EventLoop loop) {
    AddressResolver<InetSocketAddress> resolver = group.getResolver(loop);
    Promise<List<InetAddress>> promise = loop.newPromise();
    resolver
        .resolveAll(InetSocketAddress.createUnresolved(name, 0))
        .addListener(
            (Future<List<InetSocketAddress>> answer) -> {
              if (answer.isSuccess()) {
                promise.trySuccess(addresses(answer.getNow()));
              } else {
                promise.tryFailure(answer.cause());
              }
            });
    return promise;
  }

  private static List<InetAddress> addresses(List<InetSocketAddress> answers) {
    List<InetAddress> found = new ArrayList<>(answers.size());
    for (InetSocketAddress answer : answers) {
      found.add(answer.getAddress());
    }
    return found;
  }

  @Override
  public void close() {
    group.close();
  }
}
