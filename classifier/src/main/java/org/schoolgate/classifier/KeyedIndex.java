package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.SeveralKeys;
import org.schoolgate.classifier.keyed.EntryKey;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedTable;
import org.schoolgate.classifier.keyed.KeyedTable.Part;
import org.schoolgate.classifier.keyed.SipHash;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * What the keyed lists say of a target, by the same rules as {@link SiteIndex}. What an entry says
 * is known again from the target that it covers, and only while that is decided about. Immutable
 * and thread-safe.
 */
final class KeyedIndex implements AddressTable<SipHash, EntryKey> {

  private final KeyedTable table;
  private final EntryKeys keys;

  KeyedIndex(KeyedTable table, EntryKeys keys) {
    this.table = table;
    this.keys = keys;
  }

  /** Adds what covers a target to what does already; null if nothing does. */
  @Nullable Coverage find(Target target, @Nullable Coverage before) {
    if (table.isEmpty()) {
      return before;
    }
    boolean isName = target.host().kind() == HostName.Kind.NAME;
    Coverage found = isName ? before : networks(target.host(), before);
    return hosts(target, isName, found);
  }

  private @Nullable Coverage hosts(Target target, boolean isName, @Nullable Coverage before) {
    String host = target.host().text();
    Coverage found = before;
    SipHash read = keys.begin();
    List<Integer> pathHosts = List.of();
    for (int i = host.length() - 1; i >= 0; i--) {
      read.add(host.charAt(i));
      if (i == 0 || (isName && host.charAt(i - 1) == '.')) {
        read.take();
        for (Part part : table.find(read)) {
          if (part.isHost()) {
            pathHosts = new ArrayList<>(pathHosts);
            pathHosts.add(i);
          } else if (i == 0 || !part.meaning().isAlone()) {
            found = with(part, host.substring(i), found);
          }
        }
      }
    }
    if (pathHosts.isEmpty()) {
      return found;
    }
    Coverage coverage = found == null ? new Coverage() : found;
    AddressWalk<SipHash, EntryKey> walk = new AddressWalk<>(target, this, coverage);
    pathHosts.stream().distinct().forEach(walk::under);
    return coverage;
  }

  /** Takes the networks that an address is in, the widest first. */
  private @Nullable Coverage networks(HostName address, @Nullable Coverage before) {
    Coverage found = before;
    for (int length = Network.LENGTH_MIN; length < Network.bits(address); length++) {
      String network = Network.of(address, length).text();
      SipHash read = keys.host(network);
      read.take();
      for (Part part : table.find(read)) {
        if (!part.isHost()) {
          found = with(part, network, found);
        }
      }
    }
    return found;
  }

  private static Coverage with(Part part, String entry, @Nullable Coverage before) {
    Coverage coverage = before == null ? new Coverage() : before;
    if (part.meaning().isException()) {
      coverage.remove(part.list());
    } else {
      coverage.add(part.list(), entry, true);
    }
    return coverage;
  }

  @Override
  public SipHash behind(String host) {
    return EntryKeys.beginPath(keys.host(host));
  }

  @Override
  public void read(SipHash reading, char c) {
    reading.add(c);
  }

  @Override
  public SipHash parameter(SipHash path) {
    return EntryKeys.beginParameter(path);
  }

  @Override
  public EntryKey key(SipHash reading) {
    return reading.key();
  }

  @Override
  public void take(SipHash reading, Supplier<String> entry, boolean sure, Coverage into) {
    reading.take();
    for (Part part : table.find(reading)) {
      if (!part.isHost()) {
        into.add(part.list(), entry.get(), sure);
      }
    }
  }

  @Override
  public List<SeveralKeys<EntryKey>> several(EntryKey first, Set<EntryKey> asked) {
    return table.several(first).stream().filter(each -> asked.containsAll(each.keys())).toList();
  }
}
