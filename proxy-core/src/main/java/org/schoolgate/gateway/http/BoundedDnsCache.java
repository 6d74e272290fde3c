package org.schoolgate.gateway.http;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecord;
import io.netty.resolver.dns.DefaultDnsCache;
import io.netty.resolver.dns.DnsCache;
import io.netty.resolver.dns.DnsCacheEntry;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Netty's cache of answers with a limit on the number of names, which Netty's own has not: a page
 * that asks for a million names must not fill the heap. The name that was added longest ago goes
 * first. Thread-safe.
 */
final class BoundedDnsCache implements DnsCache {

  private static final int TTL_MIN_SECONDS = 1;
  private static final int TTL_MAX_SECONDS = 3_600;
  private static final int NEGATIVE_TTL_SECONDS = 5;

  private final DefaultDnsCache answers =
      new DefaultDnsCache(TTL_MIN_SECONDS, TTL_MAX_SECONDS, NEGATIVE_TTL_SECONDS);
  private final Map<String, Boolean> names;

  BoundedDnsCache(int namesMax) {
    names =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            boolean full = size() > namesMax;
            if (full) {
              answers.clear(eldest.getKey());
            }
            return full;
          }
        };
  }

  private void added(String name) {
    synchronized (names) {
      names.put(name, true);
    }
  }

  @Override
  public void clear() {
    synchronized (names) {
      names.clear();
      answers.clear();
    }
  }

  @Override
  public boolean clear(String name) {
    synchronized (names) {
      names.remove(name);
      return answers.clear(name);
    }
  }

  @Override
  public @Nullable List<? extends DnsCacheEntry> get(String name, DnsRecord @Nullable [] more) {
    return answers.get(name, more);
  }

  @Override
  public DnsCacheEntry cache(
      String name,
      DnsRecord @Nullable [] more,
      InetAddress address,
      long originalTtl,
      EventLoop loop) {
    added(name);
    return answers.cache(name, more, address, originalTtl, loop);
  }

  @Override
  public DnsCacheEntry cache(
      String name, DnsRecord @Nullable [] more, Throwable cause, EventLoop loop) {
    added(name);
    return answers.cache(name, more, cause, loop);
  }
}
