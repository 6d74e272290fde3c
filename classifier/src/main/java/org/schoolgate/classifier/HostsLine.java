package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.policy.HostName;

/**
 * One line of a hosts file: an address and the names to send there. A line of one name alone is
 * taken too.
 *
 * @param entries the names to block; empty where the line is left out or blank
 * @param leftOut why nothing of it is taken though nothing is wrong; null otherwise
 */
record HostsLine(List<SiteEntry> entries, @Nullable String leftOut) {

  private static final Set<String> NAMES_OF_THE_MACHINE =
      Set.of("localhost", "localhost.localdomain", "local", "broadcasthost", "0.0.0.0");

  /**
   * Reads a line.
   *
   * @throws SiteEntry.BadEntryException if a name on it is bad: then none of it is taken
   */
  static HostsLine parse(String line) throws SiteEntry.BadEntryException {
    String text = SiteEntry.withoutComment(line);
    if (text.isEmpty()) {
      return new HostsLine(List.of(), null);
    }
    SiteEntry.checkCharacters(text);
    String[] fields = text.split("[ \t]+", -1);
    HostName first = SiteEntry.host(fields[0]);
    if (first.kind() == HostName.Kind.NAME) {
      if (fields.length > 1) {
        throw new SiteEntry.BadEntryException("several names without an address before them");
      }
      return names(fields, 0);
    }
    if (fields.length == 1) {
      throw new SiteEntry.BadEntryException("an address without a name");
    }
    if (!isNowhere(first)) {
      return new HostsLine(List.of(), "a rewrite to another address");
    }
    return names(fields, 1);
  }

  private static HostsLine names(String[] fields, int from) throws SiteEntry.BadEntryException {
    List<SiteEntry> entries = new ArrayList<>(1);
    for (int i = from; i < fields.length; i++) {
      if (!NAMES_OF_THE_MACHINE.contains(fields[i]) && !fields[i].startsWith("ip6-")) {
        SiteEntry entry = SiteEntry.parse(ListKind.HOSTS, fields[i]);
        if (entry != null) {
          entries.add(entry);
        }
      }
    }
    return new HostsLine(entries, entries.isEmpty() ? "names of the machine itself" : null);
  }

  /** The addresses that hosts files send blocked names to. */
  private static boolean isNowhere(HostName address) {
    String text = address.text();
    return text.equals("0.0.0.0")
        || text.startsWith("127.")
        || text.equals("::")
        || text.equals("::1");
  }
}
