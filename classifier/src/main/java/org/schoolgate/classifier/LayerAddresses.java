package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.schoolgate.classifier.index.IndexLayer;
import org.schoolgate.classifier.index.SeveralKeys;
import org.schoolgate.classifier.index.SeveralParameters;
import org.schoolgate.classifier.index.SiteHash.UrlState;
import org.schoolgate.classifier.index.UrlKey;

/** The entries for parts of sites that a layer of the index has. Thread-safe. */
record LayerAddresses(IndexLayer layer) implements AddressTable<UrlState, UrlKey> {

  @Override
  public UrlState behind(String host) {
    return layer.hash().host(host, 0);
  }

  @Override
  public void read(UrlState reading, char c) {
    reading.add(c);
  }

  @Override
  public UrlState parameter(UrlState path) {
    return path.beginParameter();
  }

  @Override
  public UrlKey key(UrlState reading) {
    return reading.key();
  }

  @Override
  public void take(UrlState reading, Supplier<String> entry, boolean sure, Coverage into) {
    for (int tag : layer.tags(layer.setOf(reading))) {
      into.add(layer.list(tag), entry.get(), sure);
    }
  }

  @Override
  public List<SeveralKeys<UrlKey>> several(UrlKey first, Set<UrlKey> asked) {
    List<SeveralKeys<UrlKey>> found = new ArrayList<>(0);
    for (SeveralParameters entry : layer.several(first)) {
      // A list may have very many that begin alike: only what is covered is copied.
      if (asked.containsAll(entry.rest())) {
        List<UrlKey> keys = new ArrayList<>(entry.rest());
        keys.add(0, first);
        found.add(new SeveralKeys<>(layer.list(entry.tag()), keys));
      }
    }
    return found;
  }
}
