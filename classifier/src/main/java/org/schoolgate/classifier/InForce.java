package org.schoolgate.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.schoolgate.classifier.site.ListKind;

/** Tells which of the entries that concern a site hold, where a list has exceptions. */
final class InForce {

  /** What decides comes last: see {@link ListKind#excepts}. */
  private static final Comparator<ListEntry> LESS_SPECIFIC_FIRST =
      Comparator.comparingInt(InForce::specificity)
          .thenComparing(InForce::isExact)
          .thenComparing(entry -> entry.kind().excepts());

  /** A network is wider than any single address. */
  private static final int NETWORK_BITS_MAX = 128;

  private InForce() {}

  /** The entries without those that a more specific one of the same list takes back. */
  static List<ListEntry> of(List<ListEntry> found) {
    Map<String, ListEntry> deciding = new LinkedHashMap<>();
    for (ListEntry entry : found) {
      if (entry.kind() != ListKind.URLS) {
        deciding.merge(list(entry), entry, (a, b) -> LESS_SPECIFIC_FIRST.compare(a, b) < 0 ? b : a);
      }
    }
    List<ListEntry> inForce = new ArrayList<>();
    for (ListEntry entry : found) {
      ListEntry decides = deciding.get(list(entry));
      boolean holds =
          entry.kind() == ListKind.URLS
              || decides == null
              || (decides.kind().excepts() ? entry.equals(decides) : !entry.kind().excepts());
      if (holds) {
        inForce.add(entry);
      }
    }
    return inForce;
  }

  /**
   * Those of an IPv6 address with those of the IPv4 address that it leads to, which is asked last:
   * where the same list excepts that one, it has neither.
   */
  static List<ListEntry> ofBoth(List<ListEntry> outer, List<ListEntry> inner) {
    Set<String> settled = new HashSet<>();
    inner.forEach(entry -> settled.add(list(entry)));
    List<ListEntry> both = new ArrayList<>();
    for (ListEntry entry : outer) {
      boolean isExcepted =
          inner.stream().anyMatch(each -> each.kind().excepts() && list(each).equals(list(entry)));
      boolean isOvertaken = entry.kind().excepts() && settled.contains(list(entry));
      if (!isExcepted && !isOvertaken) {
        both.add(entry);
      }
    }
    both.addAll(inner);
    return both.stream().distinct().toList();
  }

  /** Of names that cover one host, and of networks that hold one address, what is the narrower. */
  private static int specificity(ListEntry entry) {
    String text = entry.text();
    if (entry.kind() != ListKind.ADDRESSES) {
      return text.length() + NETWORK_BITS_MAX;
    }
    int slash = text.indexOf('/');
    return slash < 0
        ? text.length() + NETWORK_BITS_MAX
        : Integer.parseInt(text.substring(slash + 1));
  }

  private static String list(ListEntry entry) {
    return entry.source() + "/" + entry.category().id();
  }

  private static boolean isExact(ListEntry entry) {
    return entry.kind() == ListKind.HOSTS || entry.kind() == ListKind.EXCEPT_HOSTS;
  }
}
