package org.schoolgate.classifier;

import static java.lang.Boolean.TRUE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.classifier.index.SourceList;
import org.schoolgate.classifier.keyed.EntryKey;
import org.schoolgate.classifier.keyed.EntryKeys;
import org.schoolgate.classifier.keyed.KeyedTable;
import org.schoolgate.classifier.keyed.KeyedTable.Part;
import org.schoolgate.classifier.keyed.SipHash;
import org.schoolgate.classifier.site.Network;
import org.schoolgate.classifier.site.PathAndQuery;
import org.schoolgate.policy.CanonicalPath;
import org.schoolgate.policy.HostName;
import org.schoolgate.policy.Target;

/**
 * What the keyed lists say of a target, by the same rules as {@link SiteIndex}: one pass over the
 * host from its end, and where addresses begin, one over the path and each parameter. What an entry
 * says is known again from the target that it covers, and only while that is decided about.
 * Immutable and thread-safe.
 */
final class KeyedIndex {

  private final KeyedTable table;
  private final EntryKeys keys;

  KeyedIndex(KeyedTable table, EntryKeys keys) {
    this.table = table;
    this.keys = keys;
  }

  /** A host that addresses are of: where it begins in the target's, and what was read of it. */
  private record PathHost(int from, SipHash read) {}

  /** Adds what covers a target to what does already. */
  @Nullable Coverage find(Target target, @Nullable Coverage before) {
    if (table.isEmpty()) {
      return before;
    }
    Found found = new Found(target, before);
    found.hosts();
    return found.coverage;
  }

  /** One look-up. Not thread-safe. */
  private final class Found {
    private final Target target;
    private final String host;
    private final boolean sure;
    private @Nullable Coverage coverage;

    Found(Target target, @Nullable Coverage before) {
      this.target = target;
      this.host = target.host().text();
      this.sure = !CanonicalPath.isDoubtful(target.path());
      this.coverage = before;
    }

    void hosts() {
      List<PathHost> pathHosts = List.of();
      boolean isName = target.host().kind() == HostName.Kind.NAME;
      if (!isName) {
        networks();
      }
      SipHash read = keys.begin();
      for (int i = host.length() - 1; i >= 0; i--) {
        read.add(host.charAt(i));
        if (i == 0 || (isName && host.charAt(i - 1) == '.')) {
          pathHosts = withHost(pathHosts, read, i);
        }
      }
      for (PathHost each : pathHosts) {
        String name = host.substring(each.from());
        for (PathAndQuery asked : PathAndQuery.readings(target)) {
          addresses(name, EntryKeys.beginPath(each.read()), asked);
        }
      }
    }

    /** Takes what is listed of the host from an index on. */
    private List<PathHost> withHost(List<PathHost> before, SipHash read, int from) {
      read.take();
      List<Part> parts = table.find(read);
      boolean hasPaths = false;
      for (Part part : parts) {
        if (part.isHost()) {
          hasPaths = true;
        } else if (from == 0 || !part.meaning().isAlone()) {
          take(part, host.substring(from), true);
        }
      }
      if (!hasPaths) {
        return before;
      }
      List<PathHost> more = new ArrayList<>(before);
      more.add(new PathHost(from, read.copy()));
      return more;
    }

    /** Takes the networks that an address is in, the widest first. */
    private void networks() {
      for (int length = Network.LENGTH_MIN; length < Network.bits(target.host()); length++) {
        String network = Network.of(target.host(), length).text();
        SipHash read = keys.begin();
        for (int i = network.length() - 1; i >= 0; i--) {
          read.add(network.charAt(i));
        }
        read.take();
        for (Part part : table.find(read)) {
          if (!part.isHost()) {
            take(part, network, true);
          }
        }
      }
    }

    private void addresses(String name, SipHash read, PathAndQuery asked) {
      String path = asked.path();
      for (int i = 0; i < path.length(); i++) {
        read.add(path.charAt(i));
        if (endsAt(path, i)) {
          takeAddress(read, name + path.substring(0, i + 1), sure);
        }
      }
      if (!asked.parameters().isEmpty()) {
        parameters(name, asked);
      }
    }

    private void parameters(String name, PathAndQuery asked) {
      String path = asked.wholePath();
      SipHash before = EntryKeys.beginPath(hostRead(name)).add(path);
      Map<EntryKey, String> texts = new HashMap<>();
      Map<EntryKey, Boolean> once = new HashMap<>();
      for (String parameter : asked.parameters()) {
        boolean single = !asked.repeats(parameter);
        SipHash read = EntryKeys.beginParameter(before);
        for (int i = 0; i < parameter.length(); i++) {
          read.add(parameter.charAt(i));
          if (endsAt(parameter, i)) {
            String text = parameter.substring(0, i + 1);
            takeAddress(read, name + PathAndQuery.text(path, text), sure && single);
            EntryKey key = read.key();
            texts.putIfAbsent(key, text);
            once.merge(key, single, Boolean::logicalAnd);
          }
        }
      }
      for (EntryKey key : texts.keySet()) {
        for (KeyedTable.Several entry : table.several(key)) {
          if (texts.keySet().containsAll(entry.keys())) {
            String[] parts = entry.keys().stream().map(texts::get).toArray(String[]::new);
            boolean surely = sure && entry.keys().stream().map(once::get).allMatch(TRUE::equals);
            add(entry.list(), name + PathAndQuery.text(path, parts), surely);
          }
        }
      }
    }

    private SipHash hostRead(String name) {
      SipHash read = keys.begin();
      for (int i = name.length() - 1; i >= 0; i--) {
        read.add(name.charAt(i));
      }
      return read;
    }

    private void takeAddress(SipHash read, String entry, boolean surely) {
      read.take();
      for (Part part : table.find(read)) {
        if (!part.isHost()) {
          take(part, entry, surely);
        }
      }
    }

    private void take(Part part, String entry, boolean surely) {
      if (!part.meaning().isException()) {
        add(part.list(), entry, surely);
      } else if (coverage != null) {
        coverage.remove(part.list());
      }
    }

    private void add(SourceList list, String entry, boolean surely) {
      Coverage now = coverage == null ? new Coverage() : coverage;
      now.add(list, entry, surely);
      coverage = now;
    }
  }

  private static boolean endsAt(String text, int last) {
    return last + 1 == text.length() || CanonicalPath.isBoundary(text.charAt(last + 1));
  }
}
