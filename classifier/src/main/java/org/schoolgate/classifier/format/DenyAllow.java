package org.schoolgate.classifier.format;

import org.schoolgate.policy.HostName;

/**
 * The names that {@code denyallow} leaves out of rules for all under a host. Such a name is kept as
 * an exception of the whole list, which takes back what other rules close too; so it opens only a
 * name that no other rule covers, and otherwise the whole host stays closed. All names are to be
 * asked for before any rule is noted. Not thread-safe.
 */
final class DenyAllow {

  /** What is asked for, and every name above it. */
  private final NameSet asked = new NameSet();

  private final NameSet closed = new NameSet();
  private final NameSet closedTwice = new NameSet();

  /** Asks for the names that a rule leaves out; how many more are to be remembered. */
  int ask(AdblockRule rule) throws DamagedListException {
    int more = 0;
    for (String open : rule.denyAllow()) {
      for (String each = open; each != null; each = HostName.parentOf(each)) {
        more += asked.add(each) ? 1 : 0;
      }
    }
    return more;
  }

  /** Whether there is no such name. */
  boolean isUnused() {
    return asked.isEmpty();
  }

  /** Notes a rule that closes; one for a name alone goes before an exception by itself. */
  void note(AdblockRule rule) throws DamagedListException {
    if (!rule.exact() && asked.contains(rule.host()) && !closed.add(rule.host())) {
      closedTwice.add(rule.host());
    }
  }

  /** Whether a name that a rule leaves out may be opened. */
  boolean opens(AdblockRule rule, String open) {
    for (String each = open; each != null; each = HostName.parentOf(each)) {
      boolean own = each.equals(rule.host());
      if (own ? closedTwice.contains(each) : closed.contains(each)) {
        return false;
      }
    }
    return true;
  }
}
