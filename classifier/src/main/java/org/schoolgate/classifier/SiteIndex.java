package org.schoolgate.classifier;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.EntryMeaning;
import org.schoolgate.classifier.index.HostHash;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.SeveralParameters;
import org.schoolgate.classifier.index.SiteHash;
import org.schoolgate.classifier.index.UrlKey;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.PathAndQuery;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * What all lists say of a target. One pass over its host, right to left, asks each layer for the
 * host and each of its parents; where URL entries begin, the path is read on from there. Immutable
 * and thread-safe.
 *
 * <p>An entry with a query names its path in full and a set of parameters, which may stand among
 * others and in any order. It is found by the key of its path with its first parameter; the few
 * with several parameters then need the keys of the rest too.
 */
final class SiteIndex {

  private final IndexLayer[] layers;
  private final SiteHash siteHash;
  private final HostHash hash;

  /**
   * The index of layers.
   *
   * @param layers at least one, all of the same hashes
   */
  SiteIndex(List<IndexLayer> layers) {
    this.layers = layers.toArray(IndexLayer[]::new);
    this.siteHash = layers.get(0).hash();
    this.hash = siteHash.names();
  }

  /** A beginning of a parameter that is asked with. */
  private record Part(String parameter, int length) {
    String text() {
      return parameter.substring(0, length);
    }
  }

  /** What covers a target, or null, without allocating, if nothing does. */
  @Nullable Coverage find(Target target) {
    Coverage coverage = findHost(target.host());
    if (coverage != null && !coverage.pathHosts().isEmpty()) {
      findUrls(target, coverage);
    }
    return coverage;
  }

  private @Nullable Coverage findHost(HostName host) {
    String text = host.text();
    boolean isName = host.kind() == HostName.Kind.NAME;
    Coverage found = null;
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
      found = probeNetworks(host);
    }
    return probe(found, state, text, 0, false);
  }

  /** Asks for the networks that an address is in, the widest first. */
  private @Nullable Coverage probeNetworks(HostName address) {
    Coverage found = null;
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
          found = found == null ? new Coverage() : found;
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

  /** Adds the entries that cover the target's path to what covers its host. */
  private void findUrls(Target target, Coverage coverage) {
    boolean sure = !CanonicalPath.isDoubtful(target.path());
    for (PathAndQuery asked : PathAndQuery.readings(target)) {
      for (int from : coverage.pathHosts()) {
        String name = target.host().text().substring(from);
        for (IndexLayer layer : layers) {
          if (layer.hasUrls()) {
            findPath(layer, name, asked.path(), sure, coverage);
            if (!asked.parameters().isEmpty()) {
              findParameters(layer, name, asked, sure, coverage);
            }
          }
        }
      }
    }
  }

  private void findPath(
      IndexLayer layer, String host, String path, boolean sure, Coverage coverage) {
    SiteHash.UrlState state = siteHash.host(host, 0);
    for (int i = 0; i < path.length(); i++) {
      state.add(path.charAt(i));
      if (endsAt(path, i)) {
        int set = layer.setOf(state);
        if (set != 0) {
          add(layer, set, host + path.substring(0, i + 1), sure, coverage);
        }
      }
    }
  }

  private void findParameters(
      IndexLayer layer, String host, PathAndQuery asked, boolean sure, Coverage coverage) {
    String path = asked.wholePath();
    Map<UrlKey, Part> parts = new HashMap<>();
    for (String parameter : asked.parameters()) {
      SiteHash.UrlState state = siteHash.host(host, 0).addText(path).beginParameter();
      for (int i = 0; i < parameter.length(); i++) {
        state.add(parameter.charAt(i));
        if (endsAt(parameter, i)) {
          Part part = new Part(parameter, i + 1);
          parts.putIfAbsent(state.key(), part);
          int set = layer.setOf(state);
          if (set != 0) {
            String entry = host + PathAndQuery.text(path, part.text());
            add(layer, set, entry, sure && !asked.repeats(parameter), coverage);
          }
        }
      }
    }
    parts.forEach(
        (key, part) -> {
          for (SeveralParameters entry : layer.several(key)) {
            if (parts.keySet().containsAll(entry.rest())) {
              addSeveral(layer, host, asked, parts, key, entry, sure, coverage);
            }
          }
        });
  }

  private static void addSeveral(
      IndexLayer layer,
      String host,
      PathAndQuery asked,
      Map<UrlKey, Part> parts,
      UrlKey first,
      SeveralParameters entry,
      boolean sure,
      Coverage coverage) {
    List<Part> found =
        Stream.concat(Stream.of(first), entry.rest().stream()).map(parts::get).toList();
    String text =
        PathAndQuery.text(asked.wholePath(), found.stream().map(Part::text).toArray(String[]::new));
    boolean once = found.stream().noneMatch(part -> asked.repeats(part.parameter()));
    coverage.add(layer.list(entry.tag()), host + text, sure && once);
  }

  private static void add(
      IndexLayer layer, int set, String entry, boolean sure, Coverage coverage) {
    for (int tag : layer.tags(set)) {
      coverage.add(layer.list(tag), entry, sure);
    }
  }

  private static boolean endsAt(String text, int last) {
    return last + 1 == text.length() || CanonicalPath.isBoundary(text.charAt(last + 1));
  }
}
