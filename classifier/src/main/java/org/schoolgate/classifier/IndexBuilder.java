package org.schoolgate.classifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.Category;
import org.schoolgate.policy.Target;

/**
 * Builds the domain and URL tables from entries. Lines that are already in canonical spelling,
 * which is nearly every line of a big list, are hashed as the bytes they are. Not thread-safe.
 */
final class IndexBuilder {

  private static final int LABEL_BYTES_MAX = 63;
  private static final int NAME_BYTES_MAX = 253;
  private static final byte[] SCHOOL_SUFFIX = ".sch.uk".getBytes(StandardCharsets.US_ASCII);

  private final HostHash hash;
  private final ListSets.Builder sets = new ListSets.Builder();
  private final FingerprintTable.Builder domains;
  private final FingerprintTable.Builder urls = new FingerprintTable.Builder(0);
  private final Map<Long, List<UrlTable.Several>> several = new HashMap<>();
  private final NetworkLengths lengths = new NetworkLengths();

  /** A builder with room for that many domains from the start. */
  IndexBuilder(Random random, long expectedDomains) {
    this.hash = new HostHash(random);
    this.domains = new FingerprintTable.Builder(expectedDomains);
  }

  /** The tag under which entries of a list are added. */
  int addList(Category category, String source) {
    return sets.addList(category, source);
  }

  /**
   * Adds a line that is a domain in canonical spelling as it stands.
   *
   * @return false if it is not: then {@link SiteEntry#parse} has to look at it
   */
  boolean addCanonicalDomain(int tag, byte[] line, int from, int to) {
    int dots = canonicalDots(line, from, to);
    if (dots < 1) {
      return false;
    }
    long state = hash.start();
    for (int i = to - 1; i >= from; i--) {
      state = hash.add(state, line[i]);
    }
    long fingerprint = hash.finish(state);
    boolean maybeSuffix = dots == 1 || (dots == 2 && endsWith(line, from, to, SCHOOL_SUFFIX));
    if (maybeSuffix && PublicSuffixes.isSuffix(ascii(line, from, to))) {
      return false;
    }
    put(domains, fingerprint, tag);
    return true;
  }

  /** Adds an entry. */
  void add(int tag, SiteEntry entry) {
    long host = hash.suffix(entry.host().text(), 0);
    switch (entry.kind()) {
      case DOMAINS -> put(domains, hash.finish(host), tag);
      case HOSTS -> put(domains, hash.finish(host), tag + ListSets.EXACT);
      case EXCEPT_DOMAINS -> put(domains, hash.finish(host), tag + ListSets.EXCEPTION);
      case EXCEPT_HOSTS ->
          put(domains, hash.finish(host), tag + ListSets.EXCEPTION + ListSets.EXACT);
      case ADDRESSES -> addAddresses(tag, entry);
      case URLS -> {
        put(domains, hash.finish(host), ListSets.HAS_PATHS);
        addUrl(tag, hash.addPathSeparator(host), entry.address());
      }
    }
  }

  private void addAddresses(int tag, SiteEntry entry) {
    Network network = entry.network();
    if (network.isSingle()) {
      put(domains, hash.finish(hash.suffix(entry.host().text(), 0)), tag);
    } else {
      lengths.add(network.length(), network.isIpv6());
      put(domains, hash.finish(hash.suffix(entry.text(), 0)), tag);
    }
  }

  private void addUrl(int tag, long host, PathAndQuery address) {
    long path = hash.addText(host, address.path());
    List<Long> parameters =
        address.parameters().stream()
            .map(each -> hash.finish(hash.addText(hash.addParameterSeparator(path), each)))
            .toList();
    if (parameters.size() > 1) {
      several
          .computeIfAbsent(parameters.get(0), first -> new ArrayList<>(1))
          .add(new UrlTable.Several(parameters.subList(1, parameters.size()), tag));
    } else {
      put(urls, parameters.isEmpty() ? hash.finish(path) : parameters.get(0), tag);
    }
  }

  /** The tables of all entries so far; the builder is used up. */
  Index build() {
    ListSets built = sets.build();
    return new Index(
        new DomainTable(hash, domains.build(), built, lengths),
        new UrlTable(hash, urls.build(), several, built));
  }

  /** Both tables. */
  record Index(DomainTable domains, UrlTable urls) {
    /** What covers a host and path, or null. */
    @Nullable Coverage find(Target target) {
      Coverage coverage = domains.find(target.host());
      if (coverage != null && !coverage.pathHosts().isEmpty()) {
        urls.find(target, coverage);
      }
      return coverage;
    }
  }

  private void put(FingerprintTable.Builder table, long fingerprint, int tag) {
    int before = table.get(fingerprint);
    int after = sets.with(before, tag);
    if (after != before) {
      table.put(fingerprint, after);
    }
  }

  /** The number of dots of a canonical domain that is no address, or -1 if it is not one. */
  private static int canonicalDots(byte[] line, int from, int to) {
    if (to <= from || to - from > NAME_BYTES_MAX) {
      return -1;
    }
    int dots = 0;
    int labelStart = from;
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '.') {
        if (i == labelStart || i - labelStart > LABEL_BYTES_MAX) {
          return -1;
        }
        dots++;
        labelStart = i + 1;
      } else if (!(b >= 'a' && b <= 'z') && !(b >= '0' && b <= '9') && b != '-' && b != '_') {
        return -1;
      }
    }
    boolean lastLabelGood = labelStart < to && to - labelStart <= LABEL_BYTES_MAX;
    return lastLabelGood && line[labelStart] >= 'a' && line[labelStart] <= 'z' ? dots : -1;
  }

  private static boolean endsWith(byte[] line, int from, int to, byte[] suffix) {
    return to - from > suffix.length
        && Arrays.equals(line, to - suffix.length, to, suffix, 0, suffix.length);
  }

  private static String ascii(byte[] line, int from, int to) {
    return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
