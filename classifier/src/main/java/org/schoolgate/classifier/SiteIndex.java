package org.schoolgate.classifier;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.EntryMeaning;
import org.schoolgate.classifier.index.HostHash;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.SiteHash.UrlState;
import org.schoolgate.classifier.index.UrlKey;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * What all lists say of a target. One pass over its host, right to left, asks each layer for the
 * host and each of its parents; where entries for parts of a site begin, an {@link AddressWalk}
 * reads on from there. Immutable and thread-safe.
 */
final class SiteIndex {

  private final IndexLayer[] layers;
  private final HostHash hash;
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
    this.hash = layers.get(0).hash().names();
  }

  /** Adds what covers a target to what does already; null, without allocating, if nothing does. */
  @Nullable Coverage find(Target target, @Nullable Coverage before) {
    Coverage coverage = findHost(target.host(), before);
    if (coverage != null) {
      for (IndexLayer layer : layers) {
        AddressWalk<UrlState, UrlKey> walk =
            new AddressWalk<>(target, new LayerAddresses(layer), coverage);
        for (int from : layer.hasUrls() ? coverage.pathHosts() : List.<Integer>of()) {
          walk.under(from);
        }
      }
    }
    return coverage;
  }

  private @Nullable Coverage findHost(HostName host, @Nullable Coverage before) {
    String text = host.text();
    boolean isName = host.kind() == HostName.Kind.NAME;
    Coverage found = before;
    long state = hash.start();
    boolean isTop = true;
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '.' && isName) {
        found = probe(found, state, text, i + 1, isTop);
        isTop = false;
      }
      state = hash.add(state, c);
    }
    if (!isName) {
      found = probeNetworks(host, found);
    }
    return probe(found, state, text, 0, false);
  }

  /** Asks for the networks that an address is in, the widest first. */
  private @Nullable Coverage probeNetworks(HostName address, @Nullable Coverage before) {
    Coverage found = before;
    boolean ipv6 = address.kind() == HostName.Kind.IPV6;
    for (int length = networkLengthAfter(-1, ipv6);
        length >= 0;
        length = networkLengthAfter(length, ipv6)) {
      String network = Network.of(address, length).text();
      found = probe(found, hash.suffix(network, 0), network, 0, false);
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

  private @Nullable Coverage probe(
      @Nullable Coverage before, long state, String host, int from, boolean isTop) {
    Coverage found = before;
    long key = hash.finish(state);
    for (int layer = 0; layer < layers.length; layer++) {
      if (!isTop || layers[layer].hasTopLevel()) {
        int set = layers[layer].setOf(key);
        if (set != 0) {
          found = found == null ? new Coverage(ended) : found;
          take(layers[layer], set, host, from, found);
        }
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
