package org.schoolgate.classifier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.EntryMeaning;
import org.schoolgate.classifier.index.HostKeys;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.SiteHash;
import org.schoolgate.classifier.index.SiteHash.UrlState;
import org.schoolgate.classifier.index.UrlKey;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.HostName.Kind;
import org.schoolgate.policy.Target;

/**
 * What all lists say of a target. One pass over its host, right to left, makes the keys of the host
 * and of each of its parents, for which each layer is asked; where entries for parts of a site
 * begin, an {@link AddressWalk} reads on from there. Immutable and thread-safe.
 */
final class SiteIndex {

  private final IndexLayer[] layers;
  private final SiteHash hash;
  private final EndedEntries ended;

  /**
   * The index of layers.
   *
   * @param layers at least one, all of the same hashes
   */
  SiteIndex(List<IndexLayer> layers) {
    this(layers, EndedEntries.NONE);
  }

  /** The same, without those of the school's own entries that have ended. */
  SiteIndex(List<IndexLayer> layers, EndedEntries ended) {
    this.ended = ended;
    this.layers = layers.toArray(IndexLayer[]::new);
    this.hash = layers.get(0).hash();
  }

  /** Adds what covers a target to what does already; null, without allocating, if nothing does. */
  @Nullable Coverage find(Target target, @Nullable Coverage before) {
    Coverage coverage = findHost(target.host(), before);
    if (coverage != null && !coverage.pathHosts().isEmpty()) {
      for (IndexLayer layer : layers) {
        if (layer.hasUrls()) {
          findUnder(coverage.pathHosts(), target, layer, coverage);
        }
      }
    }
    return coverage;
  }

  private static void findUnder(
      List<Integer> hosts, Target target, IndexLayer layer, Coverage coverage) {
    AddressWalk<UrlState, UrlKey> walk =
        new AddressWalk<>(target, new LayerAddresses(layer), coverage);
    for (int from : hosts) {
      walk.under(from);
    }
  }

  private @Nullable Coverage findHost(HostName host, @Nullable Coverage before) {
    HostKeys keys = HostKeys.ofThread().read(hash, host);
    long candidates = 0;
    for (IndexLayer layer : layers) {
      candidates |= layer.candidates(keys);
    }
    Coverage found = host.kind() == Kind.NAME ? before : probeNetworks(host, before);
    // One after the other, not from bit to bit: a processor then asks for what it expects to be
    // there before it knows.
    for (int i = 0; i < keys.count() && candidates != 0; i++) {
      if (HostKeys.isAmong(candidates, i)) {
        found = probe(found, keys.key(i), host.text(), keys.start(i));
      }
    }
    return found;
  }

  /** Asks for the networks that an address is in, the widest first. */
  private @Nullable Coverage probeNetworks(HostName address, @Nullable Coverage before) {
    Coverage found = before;
    boolean ipv6 = address.kind() == Kind.IPV6;
    for (int length = networkLengthAfter(-1, ipv6);
        length >= 0;
        length = networkLengthAfter(length, ipv6)) {
      String network = Network.of(address, length).text();
      found = probe(found, hash.name(network, 0), network, 0);
    }
    return found;
  }

  private int networkLengthAfter(int length, boolean ipv6) {
    int next = -1;
    for (IndexLayer layer : layers) {
      int own = layer.networkLengthAfter(length, ipv6);
      next = next < 0 || (own >= 0 && own < next) ? own : next;
    }
    return next;
  }

  private @Nullable Coverage probe(@Nullable Coverage before, long key, String host, int from) {
    Coverage found = before;
    for (IndexLayer layer : layers) {
      int set = layer.setOf(key);
      if (set != 0) {
        found = found == null ? new Coverage(ended) : found;
        take(layer, set, host, from, found);
      }
    }
    return found;
  }

  private static void take(IndexLayer layer, int set, String host, int from, Coverage coverage) {
    int[] tags = layer.tags(set);
    if (IndexLayer.hasPaths(tags)) {
      coverage.addPathsFrom(from);
    }
    for (int tag : tags) {
      if (IndexLayer.isOfList(tag)) {
        EntryMeaning meaning = IndexLayer.meaning(tag);
        if (from > 0 && meaning.isAlone()) {
          continue;
        }
        if (meaning.isException()) {
          coverage.remove(layer.list(tag));
        } else {
          coverage.add(layer.list(tag), host.substring(from), true);
        }
      }
    }
  }
}
