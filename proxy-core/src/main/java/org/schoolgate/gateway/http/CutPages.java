package org.schoolgate.gateway.http;

import io.netty.util.concurrent.Ticker;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.schoolgate.gateway.Decided;
import org.schoolgate.gateway.enforce.CutNotice;
import org.schoolgate.policy.Target;

/**
 * The pages that were stopped in their middle lately, so that whoever was reading one can be shown
 * the block page: at an address of the same site that the gateway answers itself. It answers nobody
 * else, because a block page tells what somebody read. Thread-safe.
 */
final class CutPages {

  /** Where on a site the block pages of stopped pages are. */
  static final String PATH = "/.well-known/schoolgate/stopped/";

  static final int KEPT_MAX = 1_000;
  static final long KEPT_MILLIS_MAX = TimeUnit.MINUTES.toMillis(10);

  private record Kept(Decided cut, long atNanos) {}

  private final Ticker ticker;
  private final Map<String, Kept> byPath = new LinkedHashMap<>();

  CutPages(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Keeps a block of what was being read, and gives the markup that leads to it. */
  byte[] notice(Decided cut) {
    Target target = cut.target();
    if (target == null) {
      throw new IllegalArgumentException("a page without an address cannot be stopped");
    }
    String path = PATH + cut.flow().id();
    synchronized (byPath) {
      byPath.put(path, new Kept(cut, ticker.nanoTime()));
      if (byPath.size() > KEPT_MAX) {
        byPath.remove(byPath.keySet().iterator().next());
      }
    }
    return CutNotice.leadingTo(
        new Target(target.protocol(), target.host(), target.port(), path, null).withoutQuery());
  }

  /** The block that somebody asks to be told of; empty for every other request. */
  Optional<Decided> find(Decided asked) {
    Target target = asked.target();
    if (target == null || !target.path().startsWith(PATH)) {
      return Optional.empty();
    }
    Kept kept;
    synchronized (byPath) {
      kept = byPath.get(target.path());
    }
    return kept != null && isFor(asked, target, kept) ? Optional.of(kept.cut()) : Optional.empty();
  }

  private boolean isFor(Decided asked, Target target, Kept kept) {
    Target stopped = kept.cut().target();
    long millis = TimeUnit.NANOSECONDS.toMillis(ticker.nanoTime() - kept.atNanos());
    return millis <= KEPT_MILLIS_MAX
        && kept.cut().subject().equals(asked.subject())
        && stopped != null
        && stopped.host().equals(target.host());
  }
}
